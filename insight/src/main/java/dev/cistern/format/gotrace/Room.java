package dev.cistern.format.gotrace;

/**
 * How much of the heap one trace's tables may take: shares of the largest heap, so that a file that
 * is all names or all goroutines cannot fill it.
 *
 * @param stringBytesMax the bytes of all interned strings and their entries
 * @param framesMax distinct frames
 * @param stackFramesMax frames of all distinct stacks together
 * @param entriesMax entries of one generation's string or stack table
 * @param tasksMax goroutines that live at once
 * @param idGroupsMax groups of 64 neighbouring goroutine ids
 */
record Room(
    long stringBytesMax,
    int framesMax,
    int stackFramesMax,
    int entriesMax,
    int tasksMax,
    int idGroupsMax) {
  private static final int FRAME_BYTES = 64;
  private static final int STACK_FRAME_BYTES = 8;
  private static final int ENTRY_BYTES = 48;
  private static final int TASK_BYTES = 192;
  private static final int ID_GROUP_BYTES = 64;

  /** Of a heap of this size. */
  static Room of(long heapBytes) {
    long share = heapBytes / 10;
    return new Room(
        share / 2, // growing copies the bytes once more
        count(share, FRAME_BYTES),
        count(share, STACK_FRAME_BYTES),
        count(share, ENTRY_BYTES),
        count(share * 2, TASK_BYTES),
        count(share, ID_GROUP_BYTES));
  }

  private static int count(long bytes, int each) {
    return (int) Math.min(1 << 28, bytes / each);
  }
}
