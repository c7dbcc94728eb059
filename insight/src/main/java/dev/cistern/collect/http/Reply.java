package dev.cistern.collect.http;

import java.util.Optional;

/**
 * What became of one request; what arrived of the body lies in the file, also where it broke off.
 *
 * @param status of HTTP, 0 where no answer came
 * @param bytes of the body that were written
 * @param failure why the body is not whole, or why no answer came; empty for a whole one
 * @param location where a redirect points to
 * @param sentNanos wall time when the request was sent
 * @param doneNanos wall time when the last byte was there
 */
public record Reply(
    int status,
    long bytes,
    Optional<String> failure,
    Optional<String> location,
    long sentNanos,
    long doneNanos) {
  private static final int OK = 200;

  /** Whether the whole body of a good answer is there. */
  public boolean whole() {
    return status == OK && failure.isEmpty();
  }

  /** Whether a good answer began and something of it is there. */
  public boolean began() {
    return status == OK && bytes > 0;
  }

  /** Whether the answer sends us elsewhere. */
  public boolean isRedirect() {
    return status >= 300 && status < 400 && location.isPresent();
  }

  Reply failed(String why) {
    return new Reply(status, bytes, Optional.of(why), location, sentNanos, doneNanos);
  }
}
