package dev.cistern.format.gotrace;

/**
 * Decoded events of one thread, all of one batch, in columns; filled again and again.
 *
 * <p>One event is a type, a place in the file and some words: its time in nanoseconds, then its
 * arguments.
 */
final class Stretch {
  private static final int WORDS_EACH = 4;

  final byte[] types;
  final int[] places; // from fileAt
  final long[] words;
  int count;
  int batch;
  long fileAt;

  /** Whether the thread has no more events. */
  boolean last;

  /** Whether the batch breaks off after these events; what was found is empty if that is known. */
  boolean broken;

  long brokenAt;
  String wanted = "";
  String found = "";

  Stretch(int eventsMax) {
    types = new byte[eventsMax];
    places = new int[eventsMax];
    words = new long[Math.max(eventsMax * WORDS_EACH, Wire.ARGS_MAX)];
  }

  /** About how much memory one takes. */
  static int bytes(int eventsMax) {
    return 128 + eventsMax * (1 + Integer.BYTES + WORDS_EACH * Long.BYTES);
  }

  void begin(int newBatch, long newFileAt) {
    count = 0;
    batch = newBatch;
    fileAt = newFileAt;
    last = false;
    broken = false;
    wanted = "";
    found = "";
  }

  void breakOff(long at, String wantedThere, String foundThere) {
    broken = true;
    brokenAt = at;
    wanted = wantedThere;
    found = foundThere;
  }
}
