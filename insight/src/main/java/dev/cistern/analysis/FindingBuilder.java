package dev.cistern.analysis;

import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a finding part by part. */
final class FindingBuilder {
  private final RuleId rule;
  private final Severity severity;
  private final EvidenceKind evidence;
  private String title = "";
  private String why = "";
  private Place place = Place.UNKNOWN;
  private final List<Finding.Step> steps = new ArrayList<>();
  private Optional<Finding.Cost> cost = Optional.empty();
  private String mend = "";
  private String statement = "";

  FindingBuilder(RuleId rule, Severity severity, EvidenceKind evidence) {
    this.rule = rule;
    this.severity = severity;
    this.evidence = evidence;
  }

  FindingBuilder title(String text) {
    title = text;
    return this;
  }

  FindingBuilder why(String text) {
    why = text;
    return this;
  }

  FindingBuilder place(Place at) {
    place = at;
    return this;
  }

  FindingBuilder steps(List<Finding.Step> more) {
    steps.addAll(more);
    return this;
  }

  FindingBuilder step(Place at, String text) {
    steps.add(new Finding.Step(at, text));
    return this;
  }

  /** A cost per second; left out where the window's length is not known. */
  FindingBuilder cost(double bytes, double objects, double nanos, double seconds, String basis) {
    if (seconds > 0) {
      cost =
          Optional.of(new Finding.Cost(bytes / seconds, objects / seconds, nanos / seconds, basis));
    }
    return this;
  }

  FindingBuilder mend(String text) {
    mend = text;
    return this;
  }

  /** What tells it from other findings of the rule in the same function. */
  FindingBuilder statement(String text) {
    statement = text;
    return this;
  }

  Finding build() {
    return new Finding(
        rule,
        severity,
        evidence,
        title,
        why,
        place,
        List.copyOf(steps),
        cost,
        mend,
        Optional.empty(),
        rule.docs(),
        Finding.fingerprint(rule, place.function(), statement, 0));
  }
}
