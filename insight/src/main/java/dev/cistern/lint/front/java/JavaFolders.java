package dev.cistern.lint.front.java;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The Java files under some paths; links are not followed. */
public final class JavaFolders {
  /** The size up to which a file is read. */
  public static final long FILE_BYTES_MAX = 8L << 20;

  private static final Set<String> BUILT = Set.of("target", "build", "out", "node_modules");
  private final boolean tests;
  private final Set<Path> files = new TreeSet<>();
  private final List<JavaParser.Left> skipped = new ArrayList<>();

  private JavaFolders(boolean tests) {
    this.tests = tests;
  }

  /** The files under some paths. */
  public static JavaFolders under(List<Path> paths, boolean tests) throws IOException {
    JavaFolders folders = new JavaFolders(tests);
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Files.walkFileTree(path, folders.new Visitor(path));
      } else if (isJava(path) && Files.isRegularFile(path)) {
        folders.add(path, Files.size(path));
      }
    }
    return folders;
  }

  public List<Path> files() {
    return List.copyOf(files);
  }

  /** What was left out, and why. */
  public List<JavaParser.Left> skipped() {
    return skipped;
  }

  private static boolean isJava(Path file) {
    String name = file.toString();
    return name.endsWith(".java")
        && !name.endsWith("package-info.java")
        && !name.endsWith("module-info.java");
  }

  private void add(Path file, long bytes) {
    if (bytes > FILE_BYTES_MAX) {
      String why = "larger than " + (FILE_BYTES_MAX >> 20) + " MiB";
      skipped.add(new JavaParser.Left(file.toString(), 0, why));
    } else {
      files.add(file);
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      boolean hidden = name.length() > 1 && name.startsWith(".") && !name.equals("..");
      boolean test = !tests && isTests(folder);
      boolean built = BUILT.contains(name) && isBuilt(folder);
      return !folder.equals(root) && (hidden || test || built)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    /** The layout that build tools share: {@code src/test}, {@code src/integrationTest}. */
    private static boolean isTests(Path folder) {
      String name = String.valueOf(folder.getFileName());
      Path parent = folder.getParent();
      boolean source = parent != null && String.valueOf(parent.getFileName()).equals("src");
      return source && (name.equals("test") || name.endsWith("Test") || name.endsWith("-test"));
    }

    /** Whether a build made it: a build file stands beside it. */
    private static boolean isBuilt(Path folder) {
      Path beside = folder.getParent();
      return beside != null
          && (Files.exists(beside.resolve("pom.xml"))
              || Files.exists(beside.resolve("build.gradle"))
              || Files.exists(beside.resolve("build.gradle.kts"))
              || Files.exists(beside.resolve("package.json")));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isJava(file)) {
        add(file, attributes.size());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
      if (isJava(file)) {
        skipped.add(new JavaParser.Left(file.toString(), 0, "cannot be read"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
      return FileVisitResult.CONTINUE;
    }
  }
}
