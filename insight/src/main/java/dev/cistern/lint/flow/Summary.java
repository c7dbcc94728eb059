package dev.cistern.lint.flow;

import dev.cistern.lint.ir.TypeName;
import java.util.List;
import java.util.Map;

/**
 * What a function does, as its callers see it.
 *
 * @param params how many parameters it has, the receiver counted
 * @param outcomes the ways it may end; none where it never does, or where nothing is known
 * @param known whether its source was followed
 * @param used what it uses on all ways and reaches over fields of its parameters, with its type
 */
public record Summary(
    int params, List<Outcome> outcomes, boolean known, Map<Reach, TypeName> used) {
  static final Summary UNKNOWN = new Summary(0, List.of(), false, Map.of());

  /** The parameters that are given back on some way. */
  public boolean releasesAny() {
    return outcomes.stream()
        .anyMatch(o -> o.effects().values().stream().anyMatch(Outcome.Effect::released));
  }

  /** Whether a result is fresh from a pool on some way. */
  public boolean returnsFresh() {
    return outcomes.stream()
        .anyMatch(o ->
            o.results().stream()
                .anyMatch(
                    r -> r instanceof Outcome.Result.Fresh || r instanceof Outcome.Result.Made));
  }
}
