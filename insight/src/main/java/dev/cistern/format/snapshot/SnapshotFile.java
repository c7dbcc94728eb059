package dev.cistern.format.snapshot;

import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Member;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reads and writes snapshot files; a reader's only front beside the members' own formats. */
public final class SnapshotFile {
  /** The first member. */
  public static final String MANIFEST = "manifest.json";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int SHOWN_MAX = 60;

  private SnapshotFile() {}

  /** Whether a file begins as a zip does. */
  public static boolean isZip(Head head) {
    return !head.gzipped() && head.startsWith("PK\u0003\u0004");
  }

  /** Whether a file is a zip whose first member is a manifest. */
  public static boolean isSnapshot(Head head) {
    return isZip(head) && head.text().startsWith(MANIFEST, 30);
  }

  /**
   * Reads a snapshot: the manifest, then each member that it names, through the members' formats. A
   * member that is not as promised is left out and named in the damage.
   *
   * @throws UnreadableException if the manifest cannot be read
   */
  public static OpenSnapshot read(Input input) throws IOException, UnreadableException {
    return new SnapshotReader(input).read();
  }

  /**
   * Writes a snapshot beside its final place and moves it there whole: an existing file is either
   * the old or the new one.
   *
   * @param draft its members' lengths and digests are filled in here
   * @param files the members' bytes by name, one for each member of the draft that is not absent
   * @return the manifest as written
   */
  public static Manifest write(Path target, Manifest draft, Map<String, Path> files)
      throws IOException {
    Manifest manifest = withDigests(draft, files);
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(target + ": wanted a file to write, found a root");
    }
    try (PartialFile partial = PartialFile.in(folder)) {
      try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(partial.out()))) {
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(ManifestJson.write(manifest));
        zip.closeEntry();
        for (Member member : manifest.members()) {
          Path file = files.get(member.name());
          if (file != null) {
            zip.putNextEntry(new ZipEntry(member.name()));
            Files.copy(file, zip);
            zip.closeEntry();
          }
        }
        zip.finish();
        zip.flush();
        partial.moveTo(absolute);
      }
    }
    return manifest;
  }

  /** Whether a member may be called so: one plain file name. */
  static boolean isPlain(String name) {
    return NAME.matcher(name).matches() && !name.equals(MANIFEST);
  }

  /** A foreign text as a message may hold it: short, and no control characters. */
  static String shown(String foreign) {
    String clean = foreign.replaceAll("[^\\x20-\\x7e]", "?");
    return '"' + (clean.length() > SHOWN_MAX ? clean.substring(0, SHOWN_MAX) + "…" : clean) + '"';
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Manifest withDigests(Manifest draft, Map<String, Path> files) throws IOException {
    List<Member> members = new ArrayList<>();
    for (Member member : draft.members()) {
      if (!isPlain(member.name())) {
        throw new IllegalArgumentException(
            "wanted a plain file name for a member, found " + shown(member.name()));
      }
      Path file = files.get(member.name());
      members.add(
          new Member(
              member.name(),
              member.kind(),
              member.status(),
              member.error(),
              file == null ? 0 : Files.size(file),
              file == null ? "" : digest(file),
              member.startNanos(),
              member.endNanos(),
              member.clockOffsetNanos(),
              member.clockErrorNanos()));
    }
    return new Manifest(
        ManifestJson.SCHEMA,
        draft.toolVersion(),
        draft.target(),
        draft.window(),
        List.copyOf(members),
        draft.filters(),
        draft.overhead(),
        draft.notes(),
        draft.descriptors());
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
