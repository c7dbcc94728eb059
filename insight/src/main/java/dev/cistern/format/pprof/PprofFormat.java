package dev.cistern.format.pprof;

import dev.cistern.format.Arriving;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Profiles in profile.proto, gzipped or not: {@code pprof}. */
public final class PprofFormat implements Format {
  private static final String ID = "pprof";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return Sniffer.claim(head);
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Arriving arriving = Arriving.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), arriving.gzipped());
    Optional<Profile> profile = new Decoder(arriving, log).decode();
    if (profile.isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a profile.proto with sample types", "none in it")
              : log.list().getFirst());
    }
    List<Damage> found = log.list();
    return Evidence.of(
        input.name(), ID, () -> ProfileFacts.of(ID, profile.get(), found), profile.get(), found);
  }
}
