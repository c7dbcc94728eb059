package dev.cistern.lint.fix;

import dev.cistern.lint.Linter;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.LintResult.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds mends for what lint found, tries them in a copy and keeps those after which the file still
 * parses, the finding is gone and nothing new is found.
 */
public final class Fixer {
  private static final int ROUNDS_MAX = 24;

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

  /** One mend that is tried in a round. */
  private record Patch(Finding finding, String path, List<Edit> edits, String name) {}

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
    Map<String, Finding.Fix> fixes = new HashMap<>();
    try (Trial trial = new Trial(linter, roots, base)) {
      Rounds rounds = new Rounds(trial, result);
      if (!rounds.isEmpty()) {
        rounds.run(false, fixes);
      }
    }
    return result.withFindings(
        result.findings().stream()
            .map(finding -> {
              Finding.Fix fix = fixes.get(name(finding));
              return fix == null ? finding : finding.with(fix);
            })
            .toList());
  }

  /** What all safe mends together change, file by file; nothing is written. */
  public List<Change> changes(LintResult result) throws IOException {
    try (Trial trial = new Trial(linter, roots, base)) {
      Rounds rounds = new Rounds(trial, result);
      if (!rounds.isEmpty()) {
        rounds.run(true, new HashMap<>());
      }
      return rounds.changes();
    }
  }

  /** A finding's name in the copy and outside of it. */
  private static String name(Finding finding) {
    return finding.rule() + " " + finding.place().file() + ":" + finding.place().line();
  }

  /** Rounds of trying, until nothing more can be mended. */
  private static final class Rounds {
    private final Trial trial;
    private final Map<String, byte[]> original = new TreeMap<>();
    private final Map<String, byte[]> current = new HashMap<>();
    private final Map<String, Integer> tried = new HashMap<>(); // ways by finding
    private final Set<String> done = new HashSet<>();

    Rounds(Trial trial, LintResult result) throws IOException {
      this.trial = trial;
      Set<String> unparsed = unparsed(result);
      for (Finding finding : result.findings()) {
        String path = finding.place().file();
        if (path.endsWith(".go")
            && Recipes.rules().contains(finding.rule())
            && !unparsed.contains(path)
            && !original.containsKey(path)) {
          Path file = trial.file(path);
          byte[] content = Files.readAllBytes(file);
          if (Trial.isPlain(file, content)) {
            trial.add(file);
            original.put(path, content);
            current.put(path, content);
          }
        }
      }
    }

    boolean isEmpty() {
      return original.isEmpty();
    }

    private static Set<String> unparsed(LintResult result) {
      Set<String> files = new HashSet<>();
      result.unparsed().forEach(one -> files.add(one.file()));
      return files;
    }

    void run(boolean keep, Map<String, Finding.Fix> fixes) throws IOException {
      LintResult before = trial.lint();
      for (int round = 0; round < ROUNDS_MAX; round++) {
        List<Patch> patches = patches(before);
        if (patches.isEmpty()) {
          return;
        }
        write(patches);
        LintResult after = trial.lint();
        Map<String, Integer> was = Trial.counts(before);
        List<Patch> good = patches.stream().filter(p -> isGood(p, patches, was, after)).toList();
        for (Patch patch : good) {
          byte[] source = content(patch.path());
          byte[] mended = Edit.apply(source, patch.edits());
          fixes.put(patch.name(), new Finding.Fix(Diffs.of(patch.path(), source, mended)));
          done.add(patch.name());
        }
        if (keep) {
          keep(good);
        }
        for (String path : paths(patches)) {
          trial.put(trial.file(path), content(path));
        }
        boolean all = keep && good.size() == patches.size();
        before = all ? after : keep && !good.isEmpty() ? trial.lint() : before;
      }
    }

    private byte[] content(String path) {
      byte[] content = current.get(path);
      if (content == null) {
        throw new IllegalStateException(path + ": wanted a file that was read");
      }
      return content;
    }

    private static Set<String> paths(List<Patch> patches) {
      Set<String> paths = new HashSet<>();
      patches.forEach(patch -> paths.add(patch.path()));
      return paths;
    }

    private void keep(List<Patch> good) {
      for (String path : paths(good)) {
        current.put(path, Edit.apply(content(path), edits(good, path)));
      }
      if (!good.isEmpty()) {
        tried.clear(); // lines have moved, and what failed may now do
        done.clear();
      }
    }

    private static List<Edit> edits(List<Patch> patches, String path) {
      return patches.stream()
          .filter(patch -> patch.path().equals(path))
          .flatMap(patch -> patch.edits().stream())
          .toList();
    }

    private void write(List<Patch> patches) throws IOException {
      for (String path : paths(patches)) {
        trial.put(trial.file(path), Edit.apply(content(path), edits(patches, path)));
      }
    }

    /** The next way of each finding, one finding a declaration. */
    private List<Patch> patches(LintResult result) {
      List<Patch> patches = new ArrayList<>();
      Set<String> taken = new HashSet<>();
      for (Finding finding : result.findings()) {
        String path = finding.place().file();
        Excerpt excerpt = result.excerpts().get(finding.fingerprint());
        if (excerpt == null
            || !original.containsKey(path)
            || done.contains(name(finding))
            || taken.contains(path + excerpt.firstLine())) {
          continue;
        }
        List<List<Edit>> ways =
            Target.of(finding, excerpt.column(), path, content(path), result.pools())
                .map(Recipes::ways)
                .orElse(List.of());
        int next = tried.merge(name(finding), 1, Integer::sum) - 1;
        if (next < ways.size()) {
          taken.add(path + excerpt.firstLine());
          patches.add(new Patch(finding, path, ways.get(next), name(finding)));
        }
      }
      return patches;
    }

    /** Whether the finding is gone, the file parses, and nothing new is found in its package. */
    private static boolean isGood(
        Patch patch, List<Patch> patches, Map<String, Integer> was, LintResult after) {
      if (unparsed(after).contains(patch.path())) {
        return false;
      }
      Map<String, Integer> is = Trial.counts(after);
      String key = Trial.key(patch.finding());
      if (is.getOrDefault(key, 0) >= was.getOrDefault(key, 0)) {
        return false;
      }
      return after.findings().stream()
          .filter(finding -> folder(finding.place().file()).equals(folder(patch.path())))
          .filter(finding -> {
            String other = Trial.key(finding);
            return is.getOrDefault(other, 0) > was.getOrDefault(other, 0);
          })
          .noneMatch(finding -> isOf(patch, patches, finding));
    }

    /** Whether a new finding may come from a patch: unless another one changed its function. */
    private static boolean isOf(Patch patch, List<Patch> patches, Finding finding) {
      String function = finding.place().function();
      return patch.finding().place().function().equals(function)
          || patches.stream()
              .noneMatch(other -> other.finding().place().function().equals(function));
    }

    private static String folder(String path) {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }

    List<Change> changes() {
      List<Change> changes = new ArrayList<>();
      original.forEach((path, before) -> {
        byte[] after = content(path);
        if (!Arrays.equals(before, after)) {
          changes.add(new Change(trial.file(path), path, before, after));
        }
      });
      return changes;
    }
  }
}
