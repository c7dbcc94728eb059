package dev.cistern.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Maps a timeline's nanoseconds to wall time.
 *
 * @param wallNanosAtZero wall time since the epoch at the timeline's time 0; 0 where the evidence
 *     does not say
 * @param errorNanos the bound on the mapping's error; meaningless where the wall time is not known
 */
public record Clock(long wallNanosAtZero, long errorNanos) {
  /** Of evidence that carries no wall time. */
  public static final Clock UNKNOWN = new Clock(0, Long.MAX_VALUE);

  /** The wall time of a moment of the timeline. */
  public Optional<Instant> wall(long timeNanos) {
    return wallNanosAtZero == 0
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plusNanos(wallNanosAtZero).plusNanos(timeNanos));
  }
}
