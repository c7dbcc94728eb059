package dev.cistern.bench.mutants;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.lint.front.go.GoParser;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Changes one place in each of many packages of a folder at a time, looks at all, and changes them
 * back: as many rounds as wished, in an order that hangs on a seed.
 */
final class Mutants {
  private final Path folder;
  private final Linter linter = new Linter(Catalogue.shipped(), LintOptions.STANDARD);
  private final Map<String, List<Mutant>> waiting = new TreeMap<>();
  private final Map<String, Integer> before;
  private final Outcome outcome = new Outcome();

  /**
   * Opens the packages of a folder whose files are this run's own.
   *
   * @param faults whether faults are put in; else the code is only written otherwise
   */
  Mutants(Path folder, boolean faults, long seed) throws IOException {
    this.folder = folder;
    this.before = counts(linter.lint(List.of(folder), folder));
    Random random = new Random(seed);
    Map<String, List<GoFile>> packages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".go")).sorted().toList()) {
        GoFile tree = new GoParser().parse(file.toString(), Files.readAllBytes(file));
        packages.computeIfAbsent(key(file.resolveSibling("")), _ -> new ArrayList<>()).add(tree);
      }
    }
    packages.forEach((path, files) -> {
      PoolCode code = new PoolCode(files);
      List<Mutant> all = new ArrayList<>(faults ? Faults.in(code) : Rewrites.of(code));
      Collections.shuffle(all, random);
      waiting.put(path, all);
    });
  }

  private String key(Path dir) {
    return folder.relativize(dir.normalize()).toString();
  }

  /** How often each rule speaks of each package. */
  private static Map<String, Integer> counts(LintResult result) {
    Map<String, Integer> counts = new HashMap<>();
    for (Finding finding : result.findings()) {
      counts.merge(key(finding), 1, Integer::sum);
    }
    return counts;
  }

  private static String key(Finding finding) {
    String file = finding.place().file();
    return finding.rule().id() + " " + file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  /** Changes a place in each package that has one left; whether there was any. */
  boolean round() throws IOException {
    Map<String, Mutant> tried = new TreeMap<>();
    for (Map.Entry<String, List<Mutant>> one : waiting.entrySet()) {
      if (!one.getValue().isEmpty()) {
        tried.put(one.getKey(), one.getValue().removeLast());
      }
    }
    for (Mutant mutant : tried.values()) {
      for (Map.Entry<String, byte[]> file : mutant.contents().entrySet()) {
        Files.write(Path.of(file.getKey()), file.getValue());
      }
    }
    LintResult after = linter.lint(List.of(folder), folder);
    tried.forEach((path, mutant) -> outcome.add(mutant, told(path, after), folder));
    for (Mutant mutant : tried.values()) {
      for (GoFile file : mutant.splices().keySet()) {
        Files.write(Path.of(file.path()), file.source());
      }
    }
    return !tried.isEmpty();
  }

  /** The findings of rules that speak more often of a package than before. */
  private List<Finding> told(String path, LintResult after) {
    Map<String, Integer> now = counts(after);
    return after.findings().stream()
        .filter(finding -> key(finding).endsWith(" " + path))
        .filter(finding -> now.getOrDefault(key(finding), 0) > before.getOrDefault(key(finding), 0))
        .toList();
  }

  Outcome outcome() {
    return outcome;
  }
}
