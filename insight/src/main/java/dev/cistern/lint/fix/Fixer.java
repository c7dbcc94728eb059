package dev.cistern.lint.fix;

import dev.cistern.lint.Linter;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds mends for what lint found, tries them in a copy and keeps those after which the file still
 * parses, the finding is gone and nothing new is found.
 */
public final class Fixer {
  /**
   * A file that mends change.
   *
   * @param file of the user's
   * @param path as findings name it
   * @param before as it was read
   * @param after as it will be
   */
  public record Change(Path file, String path, byte[] before, byte[] after) {
    /** The change as a unified diff. */
    public String diff() {
      return Diffs.of(path, before, after);
    }

    /**
     * Puts the file's new content in its place, whole or not at all.
     *
     * @return whether it did: not where the file is no longer as it was read
     */
    public boolean write() throws IOException {
      Path part = file.resolveSibling("." + file.getFileName() + ".cistern");
      try {
        Files.write(part, after, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(file));
        }
        if (!Arrays.equals(before, Files.readAllBytes(file))) {
          return false;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  private final Linter linter;
  private final List<Path> roots;
  private final Path base;

  /**
   * A fixer for what a linter finds under some paths.
   *
   * @param base the folder that findings' files are told from
   */
  public Fixer(Linter linter, List<Path> roots, Path base) {
    this.linter = linter;
    this.roots = List.copyOf(roots);
    this.base = base;
  }

  /** The same findings, with a fix each where one is safe by itself. */
  public LintResult withFixes(LintResult result) throws IOException {
    try (Trial trial = new Trial(linter, roots, base)) {
      Map<Patch.Name, Finding.Fix> fixes = new Rounds(trial, result, false).run();
      return result.withFindings(
          result.findings().stream()
              .map(finding -> {
                Finding.Fix fix = fixes.get(Patch.Name.of(finding));
                return fix == null ? finding : finding.with(fix);
              })
              .toList());
    }
  }

  /** What all safe mends together change, file by file; nothing is written. */
  public List<Change> changes(LintResult result) throws IOException {
    try (Trial trial = new Trial(linter, roots, base)) {
      Rounds rounds = new Rounds(trial, result, true);
      rounds.run();
      return rounds.changes();
    }
  }
}
