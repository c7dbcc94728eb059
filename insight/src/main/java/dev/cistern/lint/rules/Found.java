package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Trail;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.List;

/**
 * A fault as a rule found it, by offset.
 *
 * @param at offset in the file
 * @param steps what leads there
 */
public record Found(
    RuleId rule,
    Severity severity,
    String title,
    String why,
    String mend,
    String function,
    String file,
    int at,
    List<Trail.Step> steps) {
  /** The function's name without the number that tells it from others of that name. */
  public String plainFunction() {
    return function.replaceAll("[#\u00b7][0-9]+$", "");
  }

  /** The same at another place of the file. */
  Found movedTo(int place) {
    return new Found(rule, severity, title, why, mend, function, file, place, steps);
  }

  /** The same without what leads there: where one operation shows it all. */
  Found withoutSteps() {
    return new Found(rule, severity, title, why, mend, function, file, at, List.of());
  }
}
