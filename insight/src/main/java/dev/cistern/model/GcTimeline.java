package dev.cistern.model;

import java.util.List;

/**
 * Collections, stops and heap size over the window.
 *
 * @param clock maps the times to wall time
 * @param startNanos the window's start on the timeline
 * @param endNanos the window's end on the timeline
 * @param cycles collections, by start
 * @param stops of all tasks, by start
 * @param heap the live heap over time
 * @param goal the heap size at which the next collection starts, over time; may be empty
 * @param omitted how many intervals and points were left out to keep the result small; the longest
 *     stops are always kept
 */
public record GcTimeline(
    Clock clock,
    long startNanos,
    long endNanos,
    List<Span> cycles,
    List<Span> stops,
    List<Point> heap,
    List<Point> goal,
    long omitted) {

  /** An interval; {@code text} is the reason or cause. */
  public record Span(long startNanos, long durationNanos, String text) {}

  /** A size at a moment. */
  public record Point(long timeNanos, long bytes) {}
}
