package dev.cistern.format.pproflegacy;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.ProfileFacts;
import dev.cistern.format.text.FirstLine;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Profile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Profiles of before profile.proto, of C++, Java and jemalloc: {@code pprof-legacy}. */
public final class PprofLegacyFormat implements Format {
  private static final String ID = "pprof-legacy";

  /** The forms, by what they hold. */
  private enum Form {
    CPU_WORDS("CPU words"),
    HEAP("heap text"),
    JEMALLOC("jemalloc heap"),
    JAVA("Java text"),
    CONTENTION("contention text"),
    COUNTS("counts of Go without names"),
    THREADS("thread text");

    private final String shown;

    Form(String shown) {
      this.shown = shown;
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return form(head).isPresent() ? Claim.YES : Claim.NO;
  }

  private static Optional<Form> form(Head head) {
    if (CpuWords.layout(head).isPresent()) {
      return Optional.of(Form.CPU_WORDS);
    }
    String first = FirstLine.of(head).strip();
    if (first.startsWith("heap profile:")) {
      return Optional.of(Form.HEAP);
    }
    if (first.startsWith(JemallocText.FIRST_WORDS)) {
      return Optional.of(Form.JEMALLOC);
    }
    if (JavaText.knows(head.text().strip())) {
      return Optional.of(Form.JAVA);
    }
    if (first.startsWith("--- contentionz ") || ContentionText.isOfGo(first)) {
      return Optional.of(Form.CONTENTION);
    }
    if (CountText.knows(first)) {
      return Optional.of(Form.COUNTS);
    }
    return first.startsWith("--- threadz ") || ThreadText.isThread(first)
        ? Optional.of(Form.THREADS)
        : Optional.empty();
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    byte[] start = Arrays.copyOf(content.bytes(), Math.min(content.length(), Head.MAX_BYTES));
    Head head = new Head(start, content.gzipped());
    DamageLog log = DamageLog.of(input.name(), content);
    Optional<Form> form = form(head);
    if (form.isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a legacy form of pprof", "another beginning")
              : log.list().getFirst());
    }
    Budget budget = Budget.of(content.length());
    Parsed parsed = parse(form.get(), head, content, log, budget, input.name());
    Profile profile = new Assembly(parsed, budget, log).profile();
    List<Damage> damage = log.list();
    String version =
        form.get() == Form.CPU_WORDS
            ? form.get().shown + ", " + CpuWords.layout(head).orElseThrow().shown()
            : form.get().shown;
    return Evidence.of(input.name(), ID, () -> facts(version, profile, damage), profile, damage);
  }

  private static Parsed parse(
      Form form, Head head, Content content, DamageLog log, Budget budget, String file)
      throws UnreadableException {
    Lines lines = new Lines(content.bytes(), content.length());
    if (form != Form.CPU_WORDS) {
      do {
        lines.next();
      } while (lines.text().isBlank());
    }
    return switch (form) {
      case CPU_WORDS ->
          new CpuWords(
                  content.bytes(),
                  content.length(),
                  CpuWords.layout(head).orElseThrow(),
                  log,
                  budget)
              .read();
      case HEAP -> new HeapText(lines, log, budget).read(file);
      case JEMALLOC -> new JemallocText(lines, log, budget).read(file);
      case JAVA -> new JavaText(lines, log, budget).read(file);
      case CONTENTION -> new ContentionText(lines, log, budget).read();
      case COUNTS -> new CountText(lines, log, budget).read();
      case THREADS -> new ThreadText(lines, log, budget).read();
    };
  }

  private static Facts facts(String version, Profile profile, List<Damage> damage) {
    Facts facts = ProfileFacts.of(ID, profile, damage);
    return new Facts(ID, version, facts.startTime(), facts.durationNanos(), facts.detail(), damage);
  }
}
