package dev.cistern.collect;

import dev.cistern.model.Manifest.Status;
import java.nio.file.Path;

/**
 * One member as it arrived.
 *
 * @param name in the snapshot
 * @param kind what it holds
 * @param file its bytes, also where they are of no use
 * @param status how it fared
 * @param error why it is not whole, empty if it is
 * @param http the status of the answer, 0 where none came
 * @param sentNanos wall time when it was asked for
 * @param doneNanos wall time when its last byte was there
 * @param lengthNanos of the window that was asked for, 0 for a moment
 */
record Piece(
    String name,
    String kind,
    Path file,
    Status status,
    String error,
    int http,
    long sentNanos,
    long doneNanos,
    long lengthNanos) {

  boolean usable() {
    return status == Status.OK || status == Status.PARTIAL;
  }

  /** Half of the time in which its window may have begun. */
  long slackNanos() {
    return Math.max(0, doneNanos - sentNanos - lengthNanos) / 2;
  }

  /**
   * When its window began, within {@link #slackNanos}; of one that failed when it was asked for.
   */
  long startNanos() {
    return usable() ? sentNanos + slackNanos() : sentNanos;
  }

  long endNanos() {
    return usable() ? Math.min(doneNanos, startNanos() + lengthNanos) : doneNanos;
  }
}
