package dev.cistern.model;

import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence of one target over one window: the members of a snapshot file, or the files a user named
 * together.
 *
 * @param manifest what the snapshot file says of itself; empty for loose files
 * @param members one for each file that could be read
 * @param damage everything that was not as promised on opening, of the members and of what could
 *     not become one
 * @param series running totals at moments of the window, which tell what happened when; kept apart,
 *     since they count the same as members do
 * @param descriptors what each target had open, as the snapshot files tell
 */
public record Snapshot(
    Optional<Manifest> manifest,
    List<Evidence> members,
    List<Damage> damage,
    List<Evidence> series,
    Map<Target, List<Descriptors>> descriptors) {

  /** Without a series and descriptors. */
  public Snapshot(Optional<Manifest> manifest, List<Evidence> members, List<Damage> damage) {
    this(manifest, members, damage, List.of(), Map.of());
  }

  /** Loose files, all of which could be read. */
  public static Snapshot of(List<Evidence> members) {
    return new Snapshot(
        Optional.empty(),
        members,
        members.stream().flatMap(member -> member.damage().stream()).toList());
  }
}
