package dev.cistern.lint.flow;

import java.util.List;

/**
 * What a function does, as its callers see it.
 *
 * @param params how many parameters it has, the receiver counted
 * @param outcomes the ways it may end; none where it never does, or where nothing is known
 * @param known whether its source was followed
 */
public record Summary(int params, List<Outcome> outcomes, boolean known) {
  static final Summary UNKNOWN = new Summary(0, List.of(), false);

  /** The parameters that are given back on some way. */
  public boolean releasesAny() {
    return outcomes.stream()
        .anyMatch(o -> o.effects().values().stream().anyMatch(Outcome.Effect::released));
  }

  /** Whether it leaves something in a field of a parameter on some way. */
  boolean setsFieldsOf(int param) {
    return outcomes.stream()
        .anyMatch(o -> o.fields().keySet().stream().anyMatch(set -> set.param() == param));
  }

  /** Whether a result is fresh from a pool on some way. */
  public boolean returnsFresh() {
    return outcomes.stream()
        .anyMatch(o -> o.results().stream().anyMatch(r -> r instanceof Outcome.Result.Fresh));
  }
}
