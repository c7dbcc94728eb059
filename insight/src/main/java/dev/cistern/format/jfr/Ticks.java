package dev.cistern.format.jfr;

/** Turns a chunk's ticks into nanoseconds, as the JDK's own reader rounds them. */
final class Ticks {
  private final long startTicks;
  private final long startNanos;
  private final double perNano;

  Ticks(Chunk chunk) {
    startTicks = chunk.startTicks();
    startNanos = chunk.startNanos();
    perNano = chunk.ticksPerSecond() / 1_000_000_000.0;
  }

  /** Wall time since the epoch. */
  long wallNanos(long ticks) {
    return startNanos + nanos(ticks - startTicks);
  }

  /** A stretch. */
  long nanos(long ticks) {
    return (long) (ticks / perNano);
  }
}
