package dev.cistern.model;

import java.util.List;

/**
 * How many goroutines were in each state over the window, exact as the trace tells it.
 *
 * @param source the evidence's name
 * @param windowNanos from the start to the end
 * @param rows running first, then able to run, in system calls, and waiting by reason
 */
public record TaskStates(String source, long windowNanos, List<Row> rows) {
  /**
   * One state.
   *
   * @param state its name, of a wait with the reason
   * @param counts how many on average in each of equal stretches of the window
   */
  public record Row(String state, List<Double> counts) {
    /** How many on average. */
    public double mean() {
      return counts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** The most on average in one stretch. */
    public double max() {
      return counts.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
  }
}
