package dev.cistern.catalogue;

import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user's {@code [lint]} says.
 *
 * @param off rules that are switched off
 * @param severities severities by rule
 * @param exclude patterns of files in which nothing is told
 */
public record LintSettings(
    Set<RuleId> off, Map<RuleId, Severity> severities, List<String> exclude) {
  /** Nothing said. */
  public static final LintSettings STANDARD = new LintSettings(Set.of(), Map.of(), List.of());

  static final Pattern RULE = Pattern.compile("^(POOL|ALLOC)-[0-9]{2}$");
  static final List<String> SEVERITIES = List.of("info", "low", "medium", "high");
}
