package dev.cistern.model;

import java.util.List;
import java.util.Optional;

/**
 * Evidence of one target over one window: the members of a snapshot file, or the files a user named
 * together.
 *
 * @param manifest what the snapshot file says of itself; empty for loose files
 * @param members one for each file that could be read
 */
public record Snapshot(Optional<Manifest> manifest, List<Evidence> members) {

  /** Everything that was not as promised on opening, in the members' order. */
  public List<Damage> damage() {
    return members.stream().flatMap(member -> member.damage().stream()).toList();
  }
}
