package dev.cistern.report;

import dev.cistern.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fix's diff as SARIF's replacements: whole lines that go, and the text that comes. */
final class SarifFixes {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

  /**
   * One replacement.
   *
   * @param firstLine the first line that goes, or the one that the text is put before
   * @param lines how many go
   */
  record Replacement(int firstLine, int lines, String text) {}

  private SarifFixes() {}

  static void write(JsonOut json, Finding finding, String uri) {
    if (finding.fix().isEmpty()) {
      return;
    }
    List<Replacement> replacements = replacements(finding.fix().get().diff());
    json.list(
        "fixes",
        List.of(finding),
        one -> {
          json.object("description", () -> json.text("text", one.mend()));
          json.list(
              "artifactChanges",
              List.of(one),
              _ -> {
                json.object("artifactLocation", () -> json.text("uri", uri));
                json.list("replacements", replacements, change -> change(json, change));
              });
        });
  }

  private static void change(JsonOut json, Replacement change) {
    json.object(
        "deletedRegion",
        () -> {
          json.number("startLine", change.firstLine());
          json.number("startColumn", 1);
          json.number("endLine", change.firstLine() + change.lines());
          json.number("endColumn", 1);
        });
    if (!change.text().isEmpty()) {
      json.object("insertedContent", () -> json.text("text", change.text()));
    }
  }

  /** The changes of one file's unified diff, in order. */
  static List<Replacement> replacements(String diff) {
    List<Replacement> found = new ArrayList<>();
    int line = 0;
    int gone = 0;
    StringBuilder text = new StringBuilder();
    for (String row : (diff + "\n ").split("\n", -1)) {
      Matcher hunk = HUNK.matcher(row);
      boolean head = hunk.matches() || row.startsWith("--- ") || row.startsWith("+++ ");
      if (!head && row.startsWith("-")) {
        gone++;
      } else if (!head && row.startsWith("+")) {
        text.append(row, 1, row.length()).append('\n');
      } else {
        if (gone > 0 || !text.isEmpty()) {
          found.add(new Replacement(line, gone, text.toString()));
          line += gone;
          gone = 0;
          text.setLength(0);
        }
        line = hunk.matches() ? Integer.parseInt(hunk.group(1)) : line + 1;
      }
    }
    return found;
  }
}
