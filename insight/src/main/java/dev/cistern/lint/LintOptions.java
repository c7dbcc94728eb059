package dev.cistern.lint;

import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.Map;
import java.util.Set;

/**
 * What to look for, and what to leave out.
 *
 * @param tests whether test files are looked at too
 * @param off rules that are switched off
 * @param severities severities the user set, by rule
 * @param baseline fingerprints of findings that are known
 */
public record LintOptions(
    boolean tests, Set<RuleId> off, Map<RuleId, Severity> severities, Set<String> baseline) {
  /** Everything but tests. */
  public static final LintOptions STANDARD = new LintOptions(false, Set.of(), Map.of(), Set.of());

  boolean isOn(RuleId rule) {
    return !off.contains(rule);
  }
}
