package dev.cistern.lint;

import dev.cistern.catalogue.LintSettings;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to look for, and what to leave out.
 *
 * @param tests whether test files are looked at too
 * @param off rules that are switched off
 * @param severities severities the user set, by rule
 * @param baseline fingerprints of findings that are known
 * @param exclude patterns of files in which nothing is told, such as {@code gen/**}; what they do
 *     to pooled objects still counts
 */
public record LintOptions(
    boolean tests,
    Set<RuleId> off,
    Map<RuleId, Severity> severities,
    Set<String> baseline,
    List<String> exclude) {
  /** With no file left out. */
  public LintOptions(
      boolean tests, Set<RuleId> off, Map<RuleId, Severity> severities, Set<String> baseline) {
    this(tests, off, severities, baseline, List.of());
  }

  /** Everything but tests. */
  public static final LintOptions STANDARD = new LintOptions(false, Set.of(), Map.of(), Set.of());

  /** What the user's settings say. */
  public static LintOptions of(LintSettings settings) {
    return new LintOptions(
        false, settings.off(), settings.severities(), Set.of(), settings.exclude());
  }

  boolean isOn(RuleId rule) {
    return !off.contains(rule);
  }

  /** Whether nothing is told of a file, by its path as it is shown. */
  boolean excludes(String shown) {
    Path path = Path.of(shown);
    for (String pattern : exclude) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      if (matcher.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
