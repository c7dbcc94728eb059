package dev.cistern.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Finds the known word that a mistyped one was most likely meant to be. */
final class Nearest {
  private Nearest() {}

  /** The verbs or the options that a command knows. */
  static List<String> known(CommandLine line, boolean options) {
    List<String> known = new ArrayList<>();
    if (options) {
      line.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      known.addAll(line.getSubcommands().keySet());
    }
    return known;
  }

  /** The candidate with the fewest edits, if they are few enough to have been meant. */
  static Optional<String> to(String found, List<String> known) {
    String word = found.contains("=") ? found.substring(0, found.indexOf('=')) : found;
    String best = "";
    int fewest = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      int edits = edits(word, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
