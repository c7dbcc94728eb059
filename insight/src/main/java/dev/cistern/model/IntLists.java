package dev.cistern.model;

import java.util.Arrays;

/**
 * Lists of ints, each kept once; a list is an {@code int} elsewhere, and list 0 is the empty one.
 *
 * <p>A list is written behind the others ({@link #room}, {@link #end(int)}) and closed by {@link
 * #close}, which tells its number. Not safe for use by several threads while it grows.
 */
public final class IntLists {
  private int[] ints = new int[1 << 10]; // of all lists, one after another, the open one last
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[128];
  private int count;
  private int filled; // ints, those of the open list included
  private boolean indexed = true; // whether all lists are among the hashes and slots

  public IntLists() {
    close();
  }

  /** Makes room for about so many more lists and ints, so that nothing need grow on the way. */
  public void expect(int moreLists, long moreInts) {
    long wanted = filled + moreInts;
    if (wanted > ints.length && wanted < Integer.MAX_VALUE - 8) {
      ints = Arrays.copyOf(ints, (int) wanted);
    }
    if (count + moreLists > ends.length) {
      growLists(count + moreLists);
      if (indexed) {
        rehash(Hashing.slots(count + moreLists));
      }
    }
  }

  /**
   * An array into which the open list can be continued from {@link #end()} on, with room for so
   * many more; {@link #end(int)} tells how far that was done.
   */
  public int[] room(int more) {
    if (more > ints.length - filled) {
      int wanted = Math.addExact(filled, more);
      ints = Arrays.copyOf(ints, Math.max(wanted, Strings.grown(ints.length)));
    }
    return ints;
  }

  /** Where the open list ends so far. */
  public int end() {
    return filled;
  }

  /** Says where the open list ends now. */
  public void end(int to) {
    filled = to;
  }

  /** How many ints the open list has. */
  public int open() {
    return filled - start(count);
  }

  /** Drops the open list. */
  public void abandon() {
    filled = start(count);
  }

  /** Closes the open list and returns its number; an equal one that stands already is reused. */
  public int close() {
    if (!indexed) {
      index();
    }
    int from = start(count);
    int hash = hash(from, filled);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (hashes[id] == hash && Arrays.equals(ints, start(id), ends[id], ints, from, filled)) {
        filled = from;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    int id = append();
    hashes[id] = hash;
    slots[slot] = count;
    if (count * 2 > slots.length) {
      rehash(slots.length * 2);
    }
    return id;
  }

  /**
   * Closes the open list and returns its number, without a look whether an equal one stands: where
   * there is none, or {@link #keepOnce} follows.
   */
  public int closeNew() {
    indexed = false;
    return append();
  }

  /** Closes all lists of {@code more} but the empty one behind these, as {@link #closeNew} does. */
  public void append(IntLists more) {
    expect(more.count - 1, more.total());
    System.arraycopy(more.ints, 0, room(more.total()), filled, more.total());
    for (int list = 1; list < more.count; list++) {
      ends[count++] = filled + more.ends[list];
    }
    filled += more.total();
    indexed = false;
  }

  /** Keeps the first of equal lists; the new number of each list by its old one. */
  public int[] keepOnce() {
    int[] numbers = new int[count];
    int[] was = ends.clone();
    slots = new int[Hashing.slots(count)];
    indexed = true;
    count = 0;
    filled = 0;
    int from = 0;
    for (int list = 0; list < numbers.length; list++) {
      int length = was[list] - from;
      if (filled < from) {
        System.arraycopy(ints, from, ints, filled, length);
      }
      filled += length;
      numbers[list] = close();
      from = was[list];
    }
    return numbers;
  }

  private int append() {
    if (count == ends.length) {
      growLists(Strings.grown(count));
    }
    ends[count] = filled;
    return count++;
  }

  /** How many lists there are, the empty one included. */
  public int size() {
    return count;
  }

  /** How many ints all lists have. */
  public int total() {
    return start(count);
  }

  /** How many ints a list has. */
  public int length(int list) {
    return ends[list] - start(list);
  }

  /** The int of a list at {@code index}. */
  public int at(int list, int index) {
    return ints[start(list) + index];
  }

  /** Puts a list's ints into an array that has room for them; tells how many. */
  public int copy(int list, int[] into) {
    int from = start(list);
    int length = ends[list] - from;
    System.arraycopy(ints, from, into, 0, length);
    return length;
  }

  /** About what the lists take in memory. */
  public long bytes() {
    return 4L * ((long) ints.length + ends.length + hashes.length + slots.length);
  }

  /** The ints of all lists, one list after another; not to be changed. */
  public int[] ints() {
    return ints;
  }

  /** Where a list begins among the {@link #ints}; for the number after the last, where it ends. */
  public int start(int list) {
    return list == 0 ? 0 : ends[list - 1];
  }

  private void growLists(int capacity) {
    ends = Arrays.copyOf(ends, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
  }

  private int hash(int from, int to) {
    int[] all = ints;
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = Hashing.FACTOR * hash + all[i];
    }
    return Hashing.mix(hash);
  }

  private void index() {
    for (int list = 0; list < count; list++) {
      hashes[list] = hash(start(list), ends[list]);
    }
    rehash(Hashing.slots(count));
    indexed = true;
  }

  private void rehash(int size) {
    int[] wider = new int[size];
    int mask = size - 1;
    for (int list = 0; list < count; list++) {
      int slot = hashes[list] & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = list + 1;
    }
    slots = wider;
  }
}
