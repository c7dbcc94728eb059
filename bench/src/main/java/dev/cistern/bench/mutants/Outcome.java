package dev.cistern.bench.mutants;

import dev.cistern.model.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of mutants, kind by kind. */
final class Outcome {
  private final Map<String, Kind> kinds = new TreeMap<>();

  /** Those of one kind: faults that were found, or rewritten code that was left in peace. */
  private static final class Kind {
    int all;
    final List<String> wrong = new ArrayList<>();
  }

  /** Takes note of a mutant and of what was found new in its package. */
  void add(Mutant mutant, List<Finding> told, Path folder) {
    Kind kind = kinds.computeIfAbsent(mutant.kind(), _ -> new Kind());
    kind.all++;
    String at = mutant.at().replace(folder + "/", "");
    boolean found = told.stream().anyMatch(one -> mutant.rules().contains(one.rule().id()));
    if (!mutant.rules().isEmpty() && !found) {
      kind.wrong.add("missed: " + at + (told.isEmpty() ? "" : ", told: " + words(told)));
    } else if (mutant.rules().isEmpty() && !told.isEmpty()) {
      kind.wrong.add("false alarm: " + at + ": " + words(told));
    }
  }

  private static String words(List<Finding> told) {
    Finding first = told.getFirst();
    return first.rule() + " " + first.title() + ", line " + first.place().line();
  }

  int all() {
    return kinds.values().stream().mapToInt(kind -> kind.all).sum();
  }

  int right() {
    return all() - kinds.values().stream().mapToInt(kind -> kind.wrong.size()).sum();
  }

  /** The share that is right, in percent. */
  double percent() {
    return all() == 0 ? 0 : 100.0 * right() / all();
  }

  /** What went wrong, a line each. */
  List<String> wrong() {
    return kinds.entrySet().stream()
        .flatMap(kind -> kind.getValue().wrong.stream().map(one -> kind.getKey() + ", " + one))
        .toList();
  }

  /** A table of the kinds. */
  String table() {
    StringBuilder table =
        new StringBuilder("| what was done | mutants | right | |\n|---|--:|--:|--:|\n");
    kinds.forEach((name, kind) -> {
      int right = kind.all - kind.wrong.size();
      table.append(row(name, kind.all, right));
    });
    return table.append(row("all", all(), right())).toString();
  }

  private static String row(String name, int all, int right) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.0f %% |%n",
        name,
        all,
        right,
        100.0 * right / Math.max(1, all));
  }
}
