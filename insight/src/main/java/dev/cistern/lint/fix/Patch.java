package dev.cistern.lint.fix;

import dev.cistern.model.Finding;
import dev.cistern.model.RuleId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One mend that is tried.
 *
 * @param edits of the finding's file
 */
record Patch(Finding finding, List<Edit> edits) {
  /** What a finding is known by in the copy and outside of it. */
  record Name(RuleId rule, String path, int line) {
    static Name of(Finding finding) {
      return new Name(finding.rule(), finding.place().file(), finding.place().line());
    }

    String folder() {
      return Patch.folder(path);
    }
  }

  Name name() {
    return Name.of(finding);
  }

  String path() {
    return finding.place().file();
  }

  /** The folder of a file with the slash behind it; empty for one that has none. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  static Set<String> paths(List<Patch> patches) {
    Set<String> paths = new TreeSet<>();
    patches.forEach(patch -> paths.add(patch.path()));
    return paths;
  }

  /** All edits of a file. */
  static List<Edit> edits(List<Patch> patches, String path) {
    return patches.stream()
        .filter(patch -> patch.path().equals(path))
        .flatMap(patch -> patch.edits().stream())
        .toList();
  }
}
