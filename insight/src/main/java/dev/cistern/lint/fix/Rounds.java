package dev.cistern.lint.fix;

import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.LintResult.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rounds of trying mends in a copy, until nothing more can be mended: many at a time, one a
 * declaration, and in the packages they change only. Mends for rules that follow no objects come
 * first; there only such rules look again.
 */
final class Rounds {
  private static final int ROUNDS_MAX = 24;

  private final Trial trial;
  private final boolean keeps;
  private final Texts texts;
  private final Set<String> unparsed;
  private final Map<Patch.Name, List<List<Edit>>> ways = new HashMap<>();
  private final Map<Patch.Name, Integer> tried = new HashMap<>(); // how many of the ways
  private final Map<Patch.Name, Finding.Fix> fixes = new HashMap<>();
  private final Map<Look, LintResult> looks = new HashMap<>();
  private LintResult now;

  /** A look at some folders as they stand. */
  private record Look(Set<String> folders, boolean follows) {}

  /**
   * Rounds that begin at what was found.
   *
   * @param keeps whether what is good stays and others are tried on top of it; else each is a fix
   *     by itself
   */
  Rounds(Trial trial, LintResult found, boolean keeps) {
    this.trial = trial;
    this.now = found;
    this.keeps = keeps;
    this.texts = new Texts(trial::file);
    this.unparsed = unparsed(found);
  }

  private static Set<String> unparsed(LintResult result) {
    Set<String> files = new HashSet<>();
    result.unparsed().forEach(one -> files.add(one.file()));
    return files;
  }

  /** The fixes, by what they mend. */
  Map<Patch.Name, Finding.Fix> run() throws IOException {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      List<Patch> looked = patches(false);
      List<Patch> patches = looked.isEmpty() ? patches(true) : looked;
      if (patches.isEmpty()) {
        break;
      }
      attempt(patches, looked.isEmpty());
    }
    return fixes;
  }

  /** What all rounds together changed. */
  List<Fixer.Change> changes() {
    return texts.changes();
  }

  private void attempt(List<Patch> patches, boolean follows) throws IOException {
    Set<String> folders = new TreeSet<>();
    for (String path : Patch.paths(patches)) {
      folders.add(Patch.folder(path));
      trial.add(trial.file(path));
    }
    LintResult before = look(folders, follows);
    for (String path : Patch.paths(patches)) {
      trial.put(path, Edit.apply(texts.now(path), Patch.edits(patches, path)));
    }
    LintResult after = trial.lint(folders, follows);
    Map<String, Integer> was = Trial.counts(before);
    List<Patch> good = patches.stream().filter(p -> isGood(p, patches, was, after)).toList();
    for (Patch patch : good) {
      byte[] source = texts.now(patch.path());
      byte[] mended = Edit.apply(source, patch.edits());
      fixes.put(patch.name(), new Finding.Fix(Diffs.of(patch.path(), source, mended)));
    }
    if (keeps) {
      for (String path : Patch.paths(good)) {
        texts.change(path, Edit.apply(texts.now(path), Patch.edits(good, path)));
      }
    }
    for (String path : Patch.paths(patches)) {
      trial.put(path, texts.now(path));
    }
    if (keeps && !good.isEmpty()) {
      looks.clear();
      if (good.size() == patches.size()) {
        looks.put(new Look(folders, follows), after);
      }
      moved(folders);
    }
  }

  private LintResult look(Set<String> folders, boolean follows) throws IOException {
    Look look = new Look(folders, follows);
    LintResult known = looks.get(look);
    if (known == null) {
      known = trial.lint(folders, follows);
      looks.put(look, known);
    }
    return known;
  }

  /** Looks again where lines have moved: what failed may do now. */
  private void moved(Set<String> folders) throws IOException {
    LintResult again = look(folders, true);
    List<Finding> findings =
        Stream.concat(
                now.findings().stream()
                    .filter(one -> !folders.contains(Patch.folder(one.place().file()))),
                again.findings().stream())
            .toList();
    Map<String, Excerpt> excerpts = new HashMap<>(now.excerpts());
    excerpts.putAll(again.excerpts());
    now =
        new LintResult(
            now.toolVersion(),
            now.files(),
            findings,
            now.unparsed(),
            excerpts,
            now.suppressed(),
            now.pools());
    for (Map<Patch.Name, ?> known : List.of(ways, tried, fixes)) {
      known.keySet().removeIf(name -> folders.contains(name.folder()));
    }
  }

  /** The next way of each finding, one finding a declaration. */
  private List<Patch> patches(boolean follows) {
    List<Patch> patches = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Finding finding : now.findings()) {
      String path = finding.place().file();
      Excerpt excerpt = now.excerpts().get(finding.fingerprint());
      if (excerpt == null
          || !path.endsWith(".go") && !path.endsWith(".java")
          || Recipes.follows(finding.rule()) != follows
          || !Recipes.rules().contains(finding.rule())
          || unparsed.contains(path)
          || fixes.containsKey(Patch.Name.of(finding))
          || taken.contains(path + excerpt.firstLine())) {
        continue;
      }
      way(finding, excerpt)
          .ifPresent(edits -> {
            taken.add(path + excerpt.firstLine());
            patches.add(new Patch(finding, edits));
          });
    }
    return patches;
  }

  private Optional<List<Edit>> way(Finding finding, Excerpt excerpt) {
    Patch.Name name = Patch.Name.of(finding);
    List<List<Edit>> all = ways.computeIfAbsent(name, _ -> ways(finding, excerpt));
    int next = tried.merge(name, 1, Integer::sum) - 1;
    return next < all.size() ? Optional.of(all.get(next)) : Optional.empty();
  }

  private List<List<Edit>> ways(Finding finding, Excerpt excerpt) {
    String path = finding.place().file();
    if (path.endsWith(".java")) {
      return texts
          .java(path)
          .flatMap(file -> JavaTarget.of(finding, excerpt.column(), file))
          .map(JavaRecipes::ways)
          .orElse(List.of());
    }
    return texts
        .tree(path)
        .flatMap(tree -> Target.of(finding, excerpt.column(), tree, now.pools()))
        .map(Recipes::ways)
        .orElse(List.of());
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
        .filter(finding -> Patch.folder(finding.place().file()).equals(patch.name().folder()))
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
        || patches.stream().noneMatch(other -> other.finding().place().function().equals(function));
  }
}
