package dev.cistern.format.snapshot;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.Limits;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One reading of a snapshot file, from its first byte to its last: what lies whole before a break
 * is read, and no size that the file states is believed.
 */
final class SnapshotReader {
  private static final int MEMBERS_MAX = 256;
  private static final int MANIFEST_BYTES_MAX = 1 << 20;
  private static final long SMALL_BYTES = 64 << 20;

  /** How many times its size a snapshot may unpack to, beyond a little; real ones have 2 to 20. */
  private static final long RATIO_MAX = 100;

  private final Input input;
  private final List<Damage> damage = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final Map<String, Evidence> read = new LinkedHashMap<>();
  private final List<Evidence> series = new ArrayList<>();
  private final Map<String, Member> promised = new LinkedHashMap<>();
  private final Map<String, Integer> met = new HashMap<>();
  private long roomBytes;

  SnapshotReader(Input input) {
    this.input = input;
  }

  OpenSnapshot read() throws IOException, UnreadableException {
    boolean done = false;
    try (InputStream file = input.stream();
        ZipInputStream zip = new ZipInputStream(file)) {
      roomBytes =
          Math.min(Limits.inflatedFileBytesMax(), SMALL_BYTES + input.sizeBytes() * RATIO_MAX);
      Manifest manifest = manifest(zip);
      try {
        members(zip);
      } catch (IOException | IllegalArgumentException e) {
        damage(input.name(), "a whole zip", reason(e));
      }
      tellAbsent();
      done = true;
      return new OpenSnapshot(
          new Snapshot(
              Optional.of(manifest),
              List.copyOf(read.values()),
              List.copyOf(damage),
              List.copyOf(series),
              Map.of(manifest.target(), manifest.descriptors())),
          List.copyOf(inputs));
    } finally {
      if (!done) {
        for (Input unpacked : inputs) {
          unpacked.close();
        }
      }
    }
  }

  private Manifest manifest(ZipInputStream zip) throws UnreadableException {
    String place = input.name() + "!" + SnapshotFile.MANIFEST;
    byte[] json;
    try {
      ZipEntry first = zip.getNextEntry();
      if (first == null || !first.getName().equals(SnapshotFile.MANIFEST)) {
        throw new UnreadableException(
            input.name(),
            0,
            "a snapshot, whose first member is " + SnapshotFile.MANIFEST,
            first == null ? "no member" : SnapshotFile.shown(first.getName()));
      }
      json = zip.readNBytes(MANIFEST_BYTES_MAX + 1);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableException(place, 0, "a whole manifest", reason(e));
    }
    if (json.length > MANIFEST_BYTES_MAX) {
      throw new UnreadableException(place, 0, "at most 1048576 bytes", "more");
    }
    Manifest manifest = ManifestJson.read(place, json);
    for (Member member : manifest.members()) {
      if (!SnapshotFile.isPlain(member.name())) {
        damage(place, "a plain file name for a member", SnapshotFile.shown(member.name()));
      } else if (promised.putIfAbsent(member.name(), member) != null) {
        damage(place, "each member once", member.name() + " twice");
      }
    }
    return manifest;
  }

  private void members(ZipInputStream zip) throws IOException {
    int count = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (++count > MEMBERS_MAX) {
        damage(input.name(), "at most %d members".formatted(MEMBERS_MAX), "another one");
        return;
      }
      String name = entry.getName();
      Member member = promised.get(name);
      int times = met.merge(name, 1, Integer::sum);
      if (member == null) {
        damage(input.name(), "members that the manifest names", SnapshotFile.shown(name));
      } else if (times > 1) {
        damage(input.name() + "!" + name, "each member once", "it again");
      } else {
        try {
          member(zip, member);
        } catch (UnreadableException e) {
          damage.add(e.damage());
        }
      }
      if (!skipRest(zip)) {
        return;
      }
    }
  }

  private void member(ZipInputStream zip, Member member) throws IOException, UnreadableException {
    String name = input.name() + "!" + member.name();
    MessageDigest digest = SnapshotFile.sha256();
    long bytesMax = Math.min(roomBytes, Math.max(0, member.bytes()));
    Input unpacked;
    try {
      unpacked = Input.spool(name, new DigestInputStream(zip, digest), bytesMax);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableException(name, 0, "a whole member", reason(e));
    }
    inputs.add(unpacked);
    long bytes = unpacked.sizeBytes();
    roomBytes -= bytes;
    if (bytes != member.bytes()) {
      throw new UnreadableException(name, bytes, member.bytes() + " bytes", "%d".formatted(bytes));
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(member.sha256())) {
      throw new UnreadableException(
          name, 0, "the SHA-256 " + SnapshotFile.shown(member.sha256()), found);
    }
    if (SnapshotFile.isZip(unpacked.head())) {
      throw new UnreadableException(name, 0, "evidence", "a zip inside the snapshot");
    }
    Evidence evidence = Formats.read(unpacked);
    if (member.ofSeries()) {
      series.add(evidence);
    } else {
      read.put(member.name(), evidence);
    }
    damage.addAll(evidence.damage());
  }

  /** Goes to the member's end; false where that would unpack more than there is room for. */
  private boolean skipRest(ZipInputStream zip) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
      roomBytes -= n;
      if (roomBytes < 0) {
        damage(
            input.name(),
            "members of at most %d times its size".formatted(RATIO_MAX),
            "more; the rest is not read");
        return false;
      }
    }
    return true;
  }

  private void tellAbsent() {
    for (Member member : promised.values()) {
      boolean wanted = member.status() == Status.OK || member.status() == Status.PARTIAL;
      if (wanted && !met.containsKey(member.name())) {
        damage(input.name() + "!" + member.name(), "the member", "none of that name");
      }
    }
  }

  private void damage(String place, String wanted, String found) {
    damage.add(new Damage(place, 0, wanted, found));
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "a broken one" : SnapshotFile.shown(e.getMessage());
  }
}
