package dev.cistern.format.gotext;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
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
import java.util.List;
import java.util.Optional;

/**
 * Go's goroutine dumps, of {@code goroutine?debug=2}, of a panic or of SIGQUIT: {@code
 * goroutine-text}.
 *
 * <p>Beside the state there is a profile of goroutine counts, so that what reads profiles reads a
 * dump too.
 */
public final class GoroutineText implements Format {
  private static final String ID = "goroutine-text";

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
    DamageLog log = DamageLog.of(input.name(), content);
    GoroutineDump dump = new GoroutineDump(content.bytes(), content.length(), log);
    dump.read();
    if (dump.goroutines() == 0) {
      throw new UnreadableException(input.name(), 0, "goroutine NUMBER [STATE]:", "no such line");
    }
    List<Damage> damage = log.list();
    RuntimeState state = dump.state();
    return new Evidence(
        input.name(),
        ID,
        () ->
            new Facts(ID, "", Optional.empty(), 0, new Facts.OfState(dump.goroutines(), 0), damage),
        Optional.of(dump.profile()),
        Optional.empty(),
        Optional.of(state),
        damage);
  }
}
