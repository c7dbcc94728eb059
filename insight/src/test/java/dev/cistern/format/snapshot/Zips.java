package dev.cistern.format.snapshot;

import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Manifest.Target;
import dev.cistern.model.Manifest.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Snapshots made by hand, honest and forged. */
final class Zips {
  static final Path RECORDED = Path.of("src/test/resources/recorded/go");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  static byte[] recorded(String file) {
    try {
      return Files.readAllBytes(RECORDED.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] heap() {
    return recorded("profiles/heap.pb.gz");
  }

  static byte[] trace() {
    return recorded("traces/full.trace");
  }

  static Member member(String name, byte[] content) {
    return new Member(
        name,
        "heap",
        Status.OK,
        "",
        content.length,
        HexFormat.of().formatHex(SnapshotFile.sha256().digest(content)),
        1_800_000_000_123_456_789L,
        0,
        -5,
        1_000);
  }

  static Manifest manifest(Member... members) {
    return new Manifest(
        1,
        "0.1.0",
        new Target("go-http", "http://localhost:6060", 42, "go", "go1.26.8"),
        new Window(1_800_000_000_000_000_001L, 1_800_000_010_000_000_000L),
        List.of(members),
        List.of("service=auth"),
        "",
        List.of("a note"),
        List.of(
            new Descriptors(1_800_000_000_000_000_001L, 40, 30),
            new Descriptors(1_800_000_001_000_000_001L, 41, 31)));
  }

  Zips manifestOf(Member... members) {
    return entry(SnapshotFile.MANIFEST, ManifestJson.write(manifest(members)));
  }

  Zips entry(String name, byte[] content) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the file ends so far. */
  int length() {
    try {
      zip.flush();
      return bytes.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] done() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file with one text in place of another of the same length, headers included. */
  static byte[] replaced(byte[] bytes, String from, String to) {
    if (from.length() != to.length()) {
      throw new IllegalArgumentException("wanted equal lengths");
    }
    byte[] out = bytes.clone();
    for (int i = 0; i + from.length() <= out.length; i++) {
      if (Arrays.equals(
          out, i, i + from.length(), from.getBytes(StandardCharsets.UTF_8), 0, from.length())) {
        System.arraycopy(to.getBytes(StandardCharsets.UTF_8), 0, out, i, to.length());
      }
    }
    return out;
  }
}
