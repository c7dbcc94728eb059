package dev.cistern.lint.lower;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Go files under some paths, by the import path of their package. */
public final class GoTree {
  private final Map<String, List<Path>> packages = new LinkedHashMap<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Map<Path, String> modules = new HashMap<>();
  private final boolean tests;

  /** What could not be looked at, and why. */
  public record Skipped(Path path, String why) {}

  /**
   * Walks the paths.
   *
   * @param tests whether test files are taken too
   */
  public GoTree(List<Path> roots, boolean tests) throws IOException {
    this.tests = tests;
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        walk(root);
      } else if (isGo(root)) {
        add(root);
      } else {
        skipped.add(new Skipped(root, "no Go file by its name"));
      }
    }
    packages.values().forEach(Collections::sort);
  }

  private void walk(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            Path name = dir.getFileName();
            String text = name == null ? "" : name.toString();
            boolean hidden = text.startsWith(".") && text.length() > 2 || text.startsWith("_");
            boolean foreign =
                text.equals("testdata") || text.equals("vendor") || text.equals("node_modules");
            return !dir.equals(root) && (hidden || foreign)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isGo(file)) {
              add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            skipped.add(new Skipped(file, "cannot be read"));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isGo(Path file) {
    return file.toString().endsWith(".go");
  }

  /** How many files there are. */
  public int fileCount() {
    return packages.values().stream().mapToInt(List::size).sum();
  }

  private void add(Path file) {
    if (!tests && file.toString().endsWith("_test.go")) {
      return;
    }
    Path dir = file.toAbsolutePath().normalize().getParent();
    if (dir == null) {
      return;
    }
    packages.computeIfAbsent(importPath(dir), _ -> new ArrayList<>()).add(file);
  }

  /** The import path of a directory: its module's and the way from there. */
  private String importPath(Path dir) {
    String known = modules.get(dir);
    if (known != null) {
      return known;
    }
    String path;
    Path name = dir.getFileName();
    Path parent = dir.getParent();
    if (Files.isRegularFile(dir.resolve("go.mod"))) {
      path = moduleName(dir.resolve("go.mod"));
    } else if (name == null || parent == null) {
      path = "";
    } else {
      String outer = importPath(parent);
      boolean source = name.toString().equals("src");
      path =
          source && outer.isEmpty() ? "" : outer.isEmpty() ? name.toString() : outer + "/" + name;
      if (source && !hasModule(parent)) {
        path = "";
      }
    }
    modules.put(dir, path);
    return path;
  }

  private static boolean hasModule(Path dir) {
    for (Path at = dir; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("go.mod"))) {
        return true;
      }
    }
    return false;
  }

  private static String moduleName(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("module ")) {
          String name = line.substring("module ".length()).strip().replace("\"", "");
          int comment = name.indexOf("//");
          name = comment > 0 ? name.substring(0, comment).strip() : name;
          return name.equals("std") || name.equals("cmd") ? "" : name;
        }
      }
    } catch (IOException e) {
      return "";
    }
    return "";
  }

  /** The import paths, in the order found. */
  public List<String> paths() {
    return List.copyOf(packages.keySet());
  }

  /** The files of a package; empty where it is not under the paths. */
  public List<Path> files(String importPath) {
    return packages.getOrDefault(importPath, List.of());
  }

  public List<Skipped> skipped() {
    return skipped;
  }
}
