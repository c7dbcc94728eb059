package dev.cistern.lint.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter, or what is reached from it over fields. */
public record Reach(int param, List<String> fields) {
  // By hand: what a record makes by itself is slow until it is compiled.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reach reach && reach.param == param && reach.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return 31 * param + fields.hashCode();
  }
}
