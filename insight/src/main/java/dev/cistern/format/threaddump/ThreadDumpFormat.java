package dev.cistern.format.threaddump;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every thread of a JVM with its state and stack: {@code thread-dump}; it is a profile too. */
public final class ThreadDumpFormat implements Format {
  private static final String ID = "thread-dump";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    if (isJson(head)) {
      return Claim.YES;
    }
    if (head.text()
        .lines()
        .anyMatch(line -> DumpText.isWhole(line) || DumpText.isStackHeader(line))) {
      return Claim.YES;
    }
    return head.text().lines().anyMatch(DumpText::isFileHeader) ? Claim.MAYBE : Claim.NO;
  }

  private static boolean isJson(Head head) {
    String text = head.text().stripLeading();
    return text.startsWith("{") && text.contains("\"threadDump\"");
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), content);
    Threads threads = new Threads(Budget.of(content.length()), log);
    if (isJson(input.head())) {
      new DumpJson(content.bytes(), content.length(), log, threads).read();
    } else {
      new DumpText(new Lines(content.bytes(), content.length()), log, threads).read();
    }
    if (threads.count() == 0) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a thread with its state", "none in the file")
              : log.list().getFirst());
    }
    List<Damage> damage = log.list();
    Optional<Instant> time = time(threads.property("time"));
    Facts facts =
        new Facts(
            ID,
            threads.property("runtimeVersion"),
            time,
            0,
            new Facts.OfState(threads.count(), 0),
            damage);
    return new Evidence(
        input.name(),
        ID,
        () -> facts,
        Optional.of(threads.profile(time.map(ThreadDumpFormat::nanos).orElse(0L))),
        Optional.empty(),
        Optional.of(threads.state()),
        damage);
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Since the epoch; 0 for a time that no clock of today shows. */
  private static long nanos(Instant time) {
    long seconds = time.getEpochSecond();
    boolean sane = seconds > 0 && seconds < Long.MAX_VALUE / 1_000_000_000 - 1;
    return sane ? seconds * 1_000_000_000 + time.getNano() : 0;
  }
}
