package dev.cistern.lint.front.go;

import java.nio.file.Path;
import java.util.List;

/**
 * Files of one folder that are compiled together.
 *
 * @param importPath how others import it; the tests of a package from outside end in {@code _test}
 * @param name the package's name
 * @param sources its files, read and not parsed
 */
public record GoUnit(String importPath, String name, Kind kind, List<Source> sources) {
  /** What a unit is to its folder. */
  public enum Kind {
    /** What the go command builds. */
    PACKAGE,
    /** Test files of the package: they see its declarations. */
    TEST,
    /** Test files of {@code package x_test}: they import it. */
    EXTERNAL_TEST,
    /**
     * Files the go command leaves out on this platform: for another system, another tag, or a
     * program behind {@code //go:build ignore}. Those with one condition are one unit; they see the
     * declarations of the package, as far as the name is the same.
     */
    APART
  }

  /** A file's bytes, not copied: read only. */
  public record Source(Path path, byte[] bytes) {}

  public GoUnit {
    sources = List.copyOf(sources);
  }
}
