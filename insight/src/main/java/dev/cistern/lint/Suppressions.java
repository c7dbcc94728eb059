package dev.cistern.lint;

import dev.cistern.lint.front.SourceFile;
import dev.cistern.model.RuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments that silence findings: {@code //cistern:ignore POOL-03 reason} and {@code
 * //nolint:cistern}, on the finding's line or alone on the line above.
 */
final class Suppressions {
  private static final Pattern IGNORE =
      Pattern.compile("//\\s*cistern:ignore\\s+((?:[A-Z]+-[0-9]{2}[ ,]*)+)(.*)");
  private static final Pattern NOLINT = Pattern.compile("//\\s*nolint:[\\w,]*\\bcistern\\b.*");
  private final AllSources program;
  private final Map<String, List<Silencer>> byFile = new HashMap<>();
  private final Set<Silencer> used = new HashSet<>();

  /** A comment that names a rule. */
  record Comment(String file, int line, RuleId rule, String text) {}

  private record Silencer(String file, int line, List<RuleId> rules, String text) {}

  Suppressions(AllSources program) {
    this.program = program;
  }

  private List<Silencer> of(String path) {
    return byFile.computeIfAbsent(path, this::read);
  }

  private List<Silencer> read(String path) {
    List<Silencer> found = new ArrayList<>();
    SourceFile file = program.file(path);
    if (file == null || !mayHave(file)) {
      return found;
    }
    for (int line = 1; line <= file.lineCount(); line++) {
      String whole = file.lineText(line);
      int at = whole.indexOf("//");
      String text = at < 0 ? "" : whole.substring(at).strip();
      Matcher ignore = IGNORE.matcher(text);
      if (ignore.matches()) {
        List<RuleId> rules = new ArrayList<>();
        for (String rule : ignore.group(1).strip().split("[ ,]+")) {
          rules.add(new RuleId(rule));
        }
        found.add(new Silencer(path, line, rules, text));
      } else if (NOLINT.matcher(text).matches()) {
        found.add(new Silencer(path, line, List.of(), text));
      }
    }
    return found;
  }

  private static boolean mayHave(SourceFile file) {
    return file.mentions("cistern");
  }

  /** Whether a comment silences a rule on a line. */
  boolean covers(RuleId rule, String file, int line) {
    for (Silencer comment : of(file)) {
      boolean near = comment.line() == line || comment.line() == line - 1;
      if (near && (comment.rules().isEmpty() || comment.rules().contains(rule))) {
        used.add(comment);
        return true;
      }
    }
    return false;
  }

  /** The comments with a rule's name that silenced nothing, in all files that were read. */
  List<Comment> unused() {
    List<Comment> unused = new ArrayList<>();
    for (String path : program.filePaths()) {
      for (Silencer comment : of(path)) {
        if (!used.contains(comment) && !comment.rules().isEmpty()) {
          unused.add(new Comment(path, comment.line(), comment.rules().getFirst(), comment.text()));
        }
      }
    }
    return unused;
  }
}
