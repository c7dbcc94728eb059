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
    List<Trail.Step> steps) {}
