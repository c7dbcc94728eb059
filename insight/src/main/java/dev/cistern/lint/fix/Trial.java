package dev.cistern.lint.fix;

import dev.cistern.lint.Linter;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of the packages to be mended, in which changes are tried; the user's files stay as they
 * are. The copy's paths are those of the files below a folder of its own.
 */
final class Trial implements Closeable {
  private static final long FILE_BYTES_MAX = 8L << 20;
  private static final List<String> MODULE_FILES = List.of("go.mod", "go.work");

  private final Linter linter;
  private final List<Path> roots;
  private final Path base;
  private final Path copy;

  /** The files to look at, in the copy, by the user's folders. */
  private final Map<Path, List<Path>> folders = new HashMap<>();

  /** Makes an empty copy. */
  Trial(Linter linter, List<Path> roots, Path base) throws IOException {
    this.linter = linter;
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    this.base = base.toAbsolutePath().normalize();
    this.copy = Files.createTempDirectory("cistern-fix").toRealPath();
  }

  /** Where a file or folder of the user's lies in the copy. */
  private Path in(Path path) {
    Path relative = path.getRoot() == null ? path : path.getRoot().relativize(path);
    return copy.resolve(relative.toString());
  }

  /** The user's file that a finding names. */
  Path file(String shown) {
    return base.resolve(shown).normalize();
  }

  /** Copies the package that a file belongs to, and what names its module. */
  void add(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null || folders.containsKey(folder)) {
      return;
    }
    List<Path> looked = new ArrayList<>();
    folders.put(folder, looked);
    Files.createDirectories(in(folder));
    try (DirectoryStream<Path> sources = Files.newDirectoryStream(folder, "*.{go,java}")) {
      for (Path source : sources) {
        if (Files.isRegularFile(source) && Files.size(source) <= FILE_BYTES_MAX) {
          Path copied = in(folder).resolve(source.getFileName().toString());
          Files.copy(source, copied);
          if (isLookedAt(source)) {
            looked.add(copied);
          }
        }
      }
    }
    for (Path above = folder; above != null; above = above.getParent()) {
      for (String name : MODULE_FILES) {
        Path module = above.resolve(name);
        Path copied = in(above).resolve(name);
        if (Files.isRegularFile(module) && !Files.exists(copied)) {
          Files.createDirectories(in(above));
          Files.copy(module, copied);
        }
      }
    }
  }

  /** Whether a file lies where the user looks, and is not left out by its name. */
  private boolean isLookedAt(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith("_")
        && !name.startsWith(".")
        && roots.stream().anyMatch(file::startsWith);
  }

  /** Changes a file of the copy. */
  void put(String shown, byte[] content) throws IOException {
    Files.write(in(file(shown)), content);
  }

  /**
   * What is found in some folders of the copy as they stand; files are told as the user knows them.
   *
   * @param shown the folders, as findings name them
   * @param follows whether the rules look too that follow objects
   */
  LintResult lint(Set<String> shown, boolean follows) throws IOException {
    List<Path> files =
        shown.stream()
            .flatMap(one -> folders.getOrDefault(file(one), List.of()).stream())
            .sorted()
            .toList();
    if (files.isEmpty()) {
      throw new IOException(base + ": wanted a package to mend, found none");
    }
    return (follows ? linter : linter.glancing()).lint(files, in(base));
  }

  /** How often each rule speaks of each function. */
  static Map<String, Integer> counts(LintResult result) {
    Map<String, Integer> counts = new HashMap<>();
    for (Finding finding : result.findings()) {
      counts.merge(key(finding), 1, Integer::sum);
    }
    return counts;
  }

  static String key(Finding finding) {
    return finding.rule() + " " + finding.place().file() + " " + finding.place().function();
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        copy,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether a file is one to change: itself, no link, with lines that end as Go's do. */
  static boolean isPlain(Path file, byte[] content) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || content.length == 0
        || content[content.length - 1] != '\n') {
      return false;
    }
    for (byte one : content) {
      if (one == '\r') {
        return false;
      }
    }
    return true;
  }
}
