package dev.cistern.model;

import java.util.regex.Pattern;

/**
 * The name of a rule: {@code POOL-NN} and {@code ALLOC-NN} from source, {@code A2-oversized} and
 * the like (question and verdict) from analyses.
 *
 * @param id matches {@link #SHAPE}
 */
public record RuleId(String id) implements Comparable<RuleId> {
  /** What an id looks like. */
  public static final Pattern SHAPE =
      Pattern.compile("(POOL|ALLOC)-[0-9]{2}|A[0-9]{1,2}-[a-z0-9]+(-[a-z0-9]+)*");

  public RuleId {
    if (!SHAPE.matcher(id).matches()) {
      throw new IllegalArgumentException("wanted a rule id such as A2-oversized, found " + id);
    }
  }

  /** The rule's page, from the folder of the documentation. */
  public String docs() {
    return "rules/" + id + ".md";
  }

  @Override
  public int compareTo(RuleId other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
