package dev.cistern.pool.internal;

/**
 * The sizes that buffers come in: powers of two from {@value #SMALLEST_BYTES} on with quarter steps
 * between them, numbered from 0.
 */
public final class SizeClasses {
  /** Class 0. */
  public static final int SMALLEST_BYTES = 1 << SizeClasses.SMALLEST_LOG2;

  private static final int SMALLEST_LOG2 = 6;
  private static final int STEPS = 4;
  private static final int STEPS_LOG2 = 2;

  private SizeClasses() {}

  /** The smallest class of {@code bytes} (0 or more) or larger. */
  public static int of(int bytes) {
    if (bytes <= SMALLEST_BYTES) {
      return 0;
    }
    // bytes lies in (2^log2, 2^(log2+1)], in the step-th quarter of it.
    int log2 = 31 - Integer.numberOfLeadingZeros(bytes - 1);
    int step = ((bytes - 1) >>> (log2 - STEPS_LOG2)) & (STEPS - 1);
    return (log2 - SMALLEST_LOG2) * STEPS + step + 1;
  }

  /** The largest class of {@code bytes} or smaller; −1 if there is none. */
  public static int floor(int bytes) {
    if (bytes < SMALLEST_BYTES) {
      return -1;
    }
    int index = of(bytes);
    return bytes(index) == bytes ? index : index - 1;
  }

  /** The size of a class; {@link Integer#MAX_VALUE} past the last that an int can tell. */
  public static int bytes(int index) {
    if (index == 0) {
      return SMALLEST_BYTES;
    }
    int log2 = SMALLEST_LOG2 + (index - 1) / STEPS;
    long bytes = (1L << log2) + ((index - 1) % STEPS + 1) * (1L << (log2 - STEPS_LOG2));
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
