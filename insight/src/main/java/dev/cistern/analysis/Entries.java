package dev.cistern.analysis;

import java.util.Arrays;

/** Entries of a {@link LazyHeap}, each a value and a sequence number, in one array. */
final class Entries {
  /** Four entries of 16 bytes: the children of an entry share one or two cache lines. */
  private static final int CHILDREN = 4;

  /** Of how many entries one is chosen to part them; odd, so that one stands in the middle. */
  private static final int PROBES = 31;

  private long[] pairs = new long[32];
  private int size;

  /** Which of two stands nearer to the top. */
  static boolean before(long value, long sequence, long otherValue, long otherSequence) {
    return value < otherValue || (value == otherValue && sequence < otherSequence);
  }

  int size() {
    return size;
  }

  long value(int at) {
    return pairs[2 * at];
  }

  long sequence(int at) {
    return pairs[2 * at + 1];
  }

  void append(long value, long sequence) {
    reserve(size + 1);
    put(size++, value, sequence);
  }

  void appendAll(Entries others) {
    reserve(size + others.size);
    System.arraycopy(others.pairs, 0, pairs, 2 * size, 2 * others.size);
    size += others.size;
  }

  /** Adds to entries that are in the order of a heap. */
  void push(long value, long sequence) {
    reserve(size + 1);
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (!before(value, sequence, pairs[2 * parent], pairs[2 * parent + 1])) {
        break;
      }
      put(at, pairs[2 * parent], pairs[2 * parent + 1]);
      at = parent;
    }
    put(at, value, sequence);
  }

  void removeTop() {
    size--;
    down(0, pairs[2 * size], pairs[2 * size + 1]);
  }

  void heapify() {
    for (int i = (size - 2) / CHILDREN; i >= 0; i--) {
      down(i, pairs[2 * i], pairs[2 * i + 1]);
    }
  }

  /** Lets go of those older than {@code first} whose number lies under the mask. */
  void forget(long first, long mask) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      put(kept, pairs[2 * i], pairs[2 * i + 1]);
      kept += (pairs[2 * i + 1] ^ mask) >= first ? 1 : 0;
    }
    size = kept;
  }

  /** Where one of the entries lies that has about so many before it; not the last of several. */
  int nth(int wanted) {
    int probes = Math.min(PROBES, size);
    int[] chosen = new int[probes];
    for (int i = 0; i < probes; i++) {
      int at = (int) ((2L * i + 1) * size / (2L * probes));
      int place = i;
      while (place > 0
          && before(
              value(at), sequence(at), value(chosen[place - 1]), sequence(chosen[place - 1]))) {
        chosen[place] = chosen[place - 1];
        place--;
      }
      chosen[place] = at;
    }
    long rank = (long) wanted * probes / size;
    return chosen[(int) Math.clamp(rank, 0, Math.max(0, probes - 2))];
  }

  /**
   * Keeps the entries behind this one, if {@code behind}, or else those up to it, and appends the
   * rest to others. Without a branch on the order, which nothing could foretell.
   */
  void part(long value, long sequence, boolean behind, Entries others) {
    long[] theirs = others.pairs;
    int stays = behind ? 1 : 0;
    int kept = 0;
    int gone = others.size;
    for (int i = 0; i < size; i++) {
      if (2 * gone == theirs.length) {
        others.reserve(gone + 1);
        theirs = others.pairs;
      }
      long its = pairs[2 * i];
      long number = pairs[2 * i + 1];
      pairs[2 * kept] = its;
      pairs[2 * kept + 1] = number;
      theirs[2 * gone] = its;
      theirs[2 * gone + 1] = number;
      int keeps = before(value, sequence, its, number) ? stays : 1 - stays;
      kept += keeps;
      gone += 1 - keeps;
    }
    size = kept;
    others.size = gone;
  }

  private void reserve(int wanted) {
    if (2 * wanted > pairs.length) {
      pairs = Arrays.copyOf(pairs, Math.max(2 * wanted, 2 * pairs.length));
    }
  }

  private void down(int from, long value, long sequence) {
    int at = from;
    for (int child = CHILDREN * at + 1; child < size; child = CHILDREN * at + 1) {
      int least = child;
      int end = Math.min(child + CHILDREN, size);
      for (int other = child + 1; other < end; other++) {
        if (before(
            pairs[2 * other], pairs[2 * other + 1], pairs[2 * least], pairs[2 * least + 1])) {
          least = other;
        }
      }
      if (!before(pairs[2 * least], pairs[2 * least + 1], value, sequence)) {
        break;
      }
      put(at, pairs[2 * least], pairs[2 * least + 1]);
      at = least;
    }
    put(at, value, sequence);
  }

  private void put(int at, long value, long sequence) {
    pairs[2 * at] = value;
    pairs[2 * at + 1] = sequence;
  }
}
