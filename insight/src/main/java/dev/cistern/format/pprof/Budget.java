package dev.cistern.format.pprof;

/**
 * What decoding one file may still cost in memory and work.
 *
 * <p>A file of a few megabytes can ask for any amount: one location of a thousand inlined lines,
 * named by one byte in each of a million samples. So each record is paid for before it is made.
 */
public final class Budget {
  /** Frames of one stack; runtimes stop at some thousands. */
  public static final int STACK_FRAMES_MAX = 1 << 16;

  /** Labels of one sample. */
  public static final int SAMPLE_LABELS_MAX = 1 << 12;

  /** Sample types of a profile; real ones have at most ten. */
  public static final int SAMPLE_TYPES_MAX = 1 << 8;

  /** Bytes of one string that are read; the rest of it is left out. */
  public static final int STRING_BYTES_MAX = 1 << 16;

  private static final int FRAMES_PER_BYTE_MAX = 8;
  private static final long MIB = 1 << 20;

  private final long share;
  private long bytes;
  private long frames;

  private Budget(long bytes) {
    share = bytes;
    this.bytes = bytes;
    frames = MIB;
  }

  /** Of a file of this length: two fifths of the heap. */
  public static Budget of(int fileBytes) {
    Budget budget = ofHeap();
    budget.lengthen(fileBytes);
    return budget;
  }

  /** Of a file whose length {@link #lengthen} will tell. */
  static Budget ofHeap() {
    return new Budget(Runtime.getRuntime().maxMemory() / 5 * 2);
  }

  /** How many bytes the records may take that are held until the file has come: an eighth more. */
  static long heldBytesMax() {
    return Runtime.getRuntime().maxMemory() / 8;
  }

  void lengthen(int fileBytes) {
    frames += (long) FRAMES_PER_BYTE_MAX * fileBytes;
  }

  /** How many inflated bytes of a file are read: a fifth of the heap. */
  public static int fileBytesMax() {
    long fifth = Runtime.getRuntime().maxMemory() / 5;
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(32 * MIB, fifth));
  }

  /** Takes memory; false if it is not there any more, and then nothing is taken. */
  public boolean take(long count) {
    if (count > bytes) {
      return false;
    }
    bytes -= count;
    return true;
  }

  /** Whether two thirds are still there. */
  boolean ample() {
    return bytes > share / 3 * 2;
  }

  /** Whether this much is there and as much again; nothing is taken. */
  boolean affords(long count) {
    return count <= bytes / 2;
  }

  /** Gives back what was taken and not needed. */
  public void give(long count) {
    bytes += count;
  }

  /** Takes the walk over some frames. */
  public boolean walk(int count) {
    frames -= count;
    return frames >= 0;
  }

  /** How many frames of {@code each} bytes may be walked over and take half of what is left. */
  long framesMax(int each) {
    return Math.min(frames, bytes / 2 / each);
  }

  /** How many records of {@code each} bytes a fifth of what is left pays for, and takes them. */
  public int reserve(int wanted, int each) {
    int count = (int) Math.min(wanted, bytes / 5 / each);
    bytes -= (long) count * each;
    return count;
  }
}
