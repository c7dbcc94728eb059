package dev.cistern.house;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files of a checkout that people wrote: build output and what tools fetched are left out. */
record Checkout(Path root, List<Path> files) {
  private static final Set<String> NOT_OURS =
      Set.of(".git", ".cistern", ".idea", ".vscode", "target", "node_modules");

  /** No file of ours is near this size; of a larger one only the head is looked at. */
  private static final int MAX_READ_BYTES = 32 << 20;

  /**
   * Lists the checkout at {@code root}, in the order of the paths: what git tracks, so that reports
   * and notes lying about are nobody's business; all files where git does not know the folder.
   */
  static Checkout at(Path root) throws IOException {
    List<Path> files =
        new ArrayList<>(Files.exists(root.resolve(".git")) ? tracked(root) : List.of());
    if (files.isEmpty()) {
      files = walked(root);
    }
    Collections.sort(files);
    return new Checkout(root, List.copyOf(files));
  }

  private static List<Path> tracked(Path root) {
    var listed = Tools.run(root, Duration.ofSeconds(30), List.of("git", "ls-files", "-z"));
    return listed.exit() != 0
        ? List.of()
        : Stream.of(listed.out().split("\0"))
            .map(root::resolve)
            .filter(Files::isRegularFile)
            .toList();
  }

  private static List<Path> walked(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(dir.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !name(file).equals(".git")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** The path as people write it: from the root, with slashes. */
  String shown(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The file's text, each byte a character where it is not text; gzip is looked into. */
  static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_READ_BYTES);
      if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
        bytes = inflated(file);
      }
      boolean binary = isBinary(bytes);
      return new String(bytes, binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  static boolean isBinary(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static boolean isBinary(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /** What of a gzip file can be inflated: some of our inputs are damaged on purpose. */
  private static byte[] inflated(Path file) throws IOException {
    var out = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0 && out.size() < MAX_READ_BYTES; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException damaged) {
      // The part before the damage is looked at like any other.
      return out.toByteArray();
    }
    return out.toByteArray();
  }
}
