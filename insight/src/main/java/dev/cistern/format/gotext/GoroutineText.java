package dev.cistern.format.gotext;

import dev.cistern.format.Content;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.FirstLine;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.RuntimeState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Go's goroutine dumps, of {@code goroutine?debug=2}, of a panic or of SIGQUIT: {@code
 * goroutine-text}.
 *
 * <p>Beside the state there is a profile of goroutine counts, so that what reads profiles reads a
 * dump too.
 */
public final class GoroutineText implements Format {
  private static final String ID = "goroutine-text";

  /** The number that every thread's own stack has. */
  private static final String SCHEDULER = "0";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    if (GoroutineDump.isHeader(FirstLine.of(head))) {
      return Claim.YES;
    }
    Lines lines = new Lines(head.bytes(), head.bytes().length);
    while (lines.next()) {
      if (GoroutineDump.isHeader(lines.text())) {
        return Claim.MAYBE; // behind a panic's message
      }
    }
    return Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    return read(Part.whole(input.name(), content));
  }

  @Override
  public List<Evidence> readSeries(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    List<Evidence> read = new ArrayList<>();
    for (Part part : Part.of(input.name(), content, new Beginning())) {
      read.add(read(part));
    }
    return read;
  }

  /** Whether a line is the first goroutine's header: one that has been told begins a new dump. */
  private static final class Beginning implements Predicate<String> {
    private final Set<String> told = new HashSet<>();

    @Override
    public boolean test(String line) {
      if (!GoroutineDump.isHeader(line)) {
        return false;
      }
      String number = GoroutineDump.number(line);
      boolean again = !number.equals(SCHEDULER) && told.contains(number);
      if (again) {
        told.clear();
      }
      boolean first = told.isEmpty();
      told.add(number);
      return first;
    }
  }

  private static Evidence read(Part part) throws UnreadableException {
    GoroutineDump dump = new GoroutineDump(part);
    dump.read();
    if (dump.goroutines() == 0) {
      throw new UnreadableException(
          part.name(), part.from(), "goroutine NUMBER [STATE]:", "no such line");
    }
    List<Damage> damage = part.log().list();
    RuntimeState state = dump.state();
    return new Evidence(
        part.name(),
        ID,
        () ->
            new Facts(ID, "", Optional.empty(), 0, new Facts.OfState(dump.goroutines(), 0), damage),
        Optional.of(dump.profile()),
        Optional.empty(),
        Optional.of(state),
        damage);
  }
}
