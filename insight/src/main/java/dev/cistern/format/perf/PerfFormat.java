package dev.cistern.format.perf;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.ProfileFacts;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What {@code perf script} prints: {@code perf-script}. */
public final class PerfFormat implements Format {
  private static final String ID = "perf-script";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    Lines lines = new Lines(head.bytes(), head.bytes().length);
    boolean sample = false;
    while (lines.next()) {
      Optional<SampleHead> begin = SampleHead.of(lines.text());
      boolean frame =
          PerfFrame.of(begin.map(SampleHead::rest).orElse(lines.text().strip())).isPresent();
      if (frame && (sample || begin.isPresent())) {
        return Claim.YES;
      }
      sample = begin.isPresent() || (sample && !lines.text().isBlank());
    }
    return Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), content);
    Profile profile =
        new PerfReader(content.bytes(), content.length(), log, Budget.of(content.length())).read();
    if (profile.sampleCount() == 0) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a sample of perf script", "none in the file")
              : log.list().getFirst());
    }
    List<Damage> damage = log.list();
    return Evidence.of(
        input.name(), ID, () -> ProfileFacts.of(ID, profile, damage), profile, damage);
  }
}
