package dev.cistern.pool.internal;

import dev.cistern.pool.PoolException;
import dev.cistern.pool.PoolSizeException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Judges by size what may be kept, and opens the breaker when most of what comes back may not.
 *
 * <p>Only oversized returns are counted here, so that the others pay nothing: at every {@value
 * #WINDOW}th one, the share is taken over all returns since the one before.
 */
final class Retention<T> {
  static final int WINDOW = 64;

  /** Returns that an open breaker lets pass before it looks again. */
  static final int COOLING = 1_024;

  private final String pool;
  private final @Nullable ToLongFunction<? super T> sizeBytes;
  private final long bytesMax;
  private final double breakerShare;
  private final LongSupplier releases;
  private final Reports reports;

  final LongAdder oversized = new LongAdder();
  final LongAdder oversizedBytes = new LongAdder();
  private long releasesAtWindow;
  private long inWindow;
  private int coolingLeft;
  private volatile boolean open;

  /** The size that was asked last of a kept object; a racy hint for the estimate of all. */
  private volatile long lastBytes;

  /** The extremes of what was asked; racy, seldom written. */
  private volatile long smallestBytes = Long.MAX_VALUE;

  private volatile long largestBytes;

  Retention(Settings<T> settings, LongSupplier releases, Reports reports) {
    this.pool = settings.name();
    this.sizeBytes = settings.sizeBytes();
    this.bytesMax = settings.retainedBytesMax();
    this.breakerShare = settings.breakerShare();
    this.releases = releases;
    this.reports = reports;
  }

  boolean open() {
    return open;
  }

  long lastBytes() {
    return lastBytes;
  }

  long smallestBytes() {
    return smallestBytes == Long.MAX_VALUE ? 0 : smallestBytes;
  }

  long largestBytes() {
    return largestBytes;
  }

  /** The object's size; 0 if it is not known. Never throws. */
  long bytesOrZero(T object) {
    return Math.max(0, sizeOf(object));
  }

  /** Whether the object is small enough to be kept. The hit path calls it: no shared write. */
  boolean fits(T object) {
    ToLongFunction<? super T> size = sizeBytes;
    if (size == null) {
      return true;
    }
    try {
      long bytes = size.applyAsLong(object);
      return bytes >= 0 && bytes <= bytesMax;
    } catch (RuntimeException e) {
      return false; // judged again, and told, by refused()
    }
  }

  private long sizeOf(T object) {
    if (sizeBytes == null) {
      return 0;
    }
    try {
      return sizeBytes.applyAsLong(object);
    } catch (RuntimeException e) {
      return -1;
    }
  }

  /** Counts one that does not fit; true if the breaker has opened by it. */
  boolean refused(T object) {
    long bytes = -1;
    PoolException problem = null;
    try {
      bytes = sizeBytes == null ? 0 : sizeBytes.applyAsLong(object);
      if (bytes < 0) {
        problem =
            new PoolSizeException(
                pool,
                "the size function returned "
                    + bytes
                    + "; the object was dropped; let it return bytes, 0 or more",
                null);
      }
    } catch (RuntimeException e) {
      problem =
          new PoolSizeException(
              pool, "the size function threw; the object was dropped; mend the function", e);
    }
    oversized.increment();
    oversizedBytes.add(Math.max(0, bytes));
    if (problem != null) {
      reports.problem(problem);
    }
    return counted();
  }

  private synchronized boolean counted() {
    if (++inWindow < WINDOW || open) {
      return false;
    }
    long now = releases.getAsLong();
    long all = Math.max(WINDOW, now - releasesAtWindow);
    releasesAtWindow = now;
    inWindow = 0;
    if (WINDOW < breakerShare * all) {
      return false;
    }
    open = true;
    coolingLeft = COOLING;
    reports.problem(
        new PoolSizeException(
            pool,
            "the breaker opened: "
                + WINDOW
                + " of the last "
                + all
                + " objects that came back were larger than "
                + bytesMax
                + " bytes; raise retainedBytesMax, trim in the reset, or do without this pool",
            null));
    return true;
  }

  /** One more return met the open breaker; true if it has closed by it. */
  synchronized boolean cooled() {
    if (!open || --coolingLeft > 0) {
      return false;
    }
    releasesAtWindow = releases.getAsLong();
    inWindow = 0;
    open = false;
    return true;
  }

  /** Notes the size of an object that is kept, and returns it, 0 where sizes are not known. */
  long kept(T object) {
    if (sizeBytes == null) {
      return 0;
    }
    long bytes = bytesOrZero(object);
    if (bytes != lastBytes) { // seldom: the others that read it keep their copy
      lastBytes = bytes;
      if (bytes < smallestBytes) {
        smallestBytes = bytes;
      }
      if (bytes > largestBytes) {
        largestBytes = bytes;
      }
    }
    return bytes;
  }
}
