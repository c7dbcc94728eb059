package dev.cistern.collect;

import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import java.nio.file.Path;
import java.util.List;

/**
 * A collection that was written.
 *
 * @param file the snapshot
 * @param manifest as it stands in the file
 * @param interrupted whether it was cut short; what was there by then is in the file
 */
public record Collected(Path file, Manifest manifest, boolean interrupted) {
  /** The members that are not whole. */
  public List<Member> missing() {
    return manifest.members().stream().filter(member -> member.status() != Status.OK).toList();
  }
}
