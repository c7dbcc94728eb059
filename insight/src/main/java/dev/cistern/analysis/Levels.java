package dev.cistern.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A pool over time: acquires and misses counted, objects in use and idle as they stood at the end
 * of each slice. The slices' width doubles as the window grows.
 */
final class Levels {
  private static final int SLICES = 256;
  private static final long FIRST_WIDTH_NANOS = 1_000_000;

  private final long[] acquires = new long[SLICES];
  private final long[] misses = new long[SLICES];
  private final long[] inUse = new long[SLICES];
  private final long[] idle = new long[SLICES];
  private long widthNanos = FIRST_WIDTH_NANOS;
  private int slice;
  private long lastInUse;
  private long lastIdle;

  /** Goes on to a moment; moments do not go back. */
  void to(long nanos) {
    long time = Math.max(0, nanos);
    while (time / widthNanos >= SLICES) {
      halve();
    }
    int next = (int) (time / widthNanos);
    for (; slice < next; slice++) {
      inUse[slice] = lastInUse;
      idle[slice] = lastIdle;
    }
  }

  void acquired(boolean missed) {
    acquires[slice]++;
    misses[slice] += missed ? 1 : 0;
  }

  void stands(long nowInUse, long nowIdle) {
    lastInUse = nowInUse;
    lastIdle = nowIdle;
  }

  long widthNanos() {
    return widthNanos;
  }

  List<Long> acquires() {
    return list(acquires);
  }

  List<Long> misses() {
    return list(misses);
  }

  List<Long> inUse() {
    return list(inUse);
  }

  List<Long> idle() {
    return list(idle);
  }

  private List<Long> list(long[] values) {
    List<Long> all = new ArrayList<>(slice);
    for (int i = 0; i < slice; i++) {
      all.add(values[i]);
    }
    return List.copyOf(all);
  }

  private void halve() {
    for (int i = 0; i < SLICES; i++) {
      boolean kept = i < SLICES / 2;
      acquires[i] = kept ? acquires[2 * i] + acquires[2 * i + 1] : 0;
      misses[i] = kept ? misses[2 * i] + misses[2 * i + 1] : 0;
      inUse[i] = kept ? inUse[2 * i + 1] : 0;
      idle[i] = kept ? idle[2 * i + 1] : 0;
    }
    slice /= 2;
    widthNanos *= 2;
  }
}
