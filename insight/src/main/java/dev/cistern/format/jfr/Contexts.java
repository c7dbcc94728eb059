package dev.cistern.format.jfr;

import dev.cistern.model.Labels;
import java.util.Arrays;

/**
 * Which labels a thread's events inherit: the fields marked {@code jdk.jfr.Contextual} of the
 * events around them.
 *
 * <p>An event inherits from all that begin no later and end no earlier on its thread.
 */
final class Contexts {
  /** So many contexts around an event are looked at, the innermost first. */
  private static final int AROUND_MAX = 16;

  /** So many of them label it. */
  private static final int NESTING_MAX = 4;

  private static final int LABELS_PER_SPAN_MAX = 4;

  private final Labels labels;
  private final int spansMax;
  private final LongTable tasks = new LongTable();
  private final TimeOrder order = new TimeOrder(16);
  private int size;

  // By span, until they are sorted in the order of arrival, then by task and start.
  private int[] slots = new int[16];
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int[] sets = new int[16];

  private int[] befores = new int[0]; // the last span before that still lasted then, or −1
  private int[] froms = new int[1]; // by task: its first span
  private final LongTable pairs = new LongTable(); // of label sets
  private int[] joined = new int[16]; // by pair: both together
  private long labelsLeft;

  Contexts(Labels labels, int spansMax) {
    this.labels = labels;
    this.spansMax = spansMax;
    labelsLeft = (long) spansMax * LABELS_PER_SPAN_MAX;
  }

  /** Adds a context of a task with its own labels; false where there are too many. */
  boolean add(long task, long startNanos, long endNanos, int set) {
    if (size == spansMax) {
      return false;
    }
    if (size == starts.length) {
      int capacity = size + (size >> 1);
      slots = Arrays.copyOf(slots, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      sets = Arrays.copyOf(sets, capacity);
    }
    int slot = tasks.find(task);
    slots[size] = slot < 0 ? tasks.add(task) : slot;
    starts[size] = startNanos;
    ends[size] = endNanos;
    sets[size] = set;
    order.add(startNanos, size++);
    return true;
  }

  /** Sorts what was added, for the questions. */
  Contexts sorted() {
    order.sort();
    froms = new int[tasks.size() + 1];
    for (int i = 0; i < size; i++) {
      froms[slots[i] + 1]++;
    }
    Arrays.parallelPrefix(froms, Integer::sum);
    int[] next = froms.clone();
    int[] from = new int[size];
    for (int i = 0; i < size; i++) {
      int span = order.place(i);
      from[next[slots[span]]++] = span;
    }
    starts = permuted(starts, from);
    ends = permuted(ends, from);
    sets = Arrays.stream(from).map(span -> sets[span]).toArray();
    befores = new int[size];
    for (int slot = 0; slot + 1 < froms.length; slot++) {
      for (int i = froms[slot]; i < froms[slot + 1]; i++) {
        befores[i] = i == froms[slot] ? -1 : lasting(i - 1, starts[i]);
      }
    }
    return this;
  }

  private static long[] permuted(long[] values, int[] from) {
    return Arrays.stream(from).mapToLong(span -> values[span]).toArray();
  }

  /** A span, or the first of those before it, that ends then or later. */
  private int lasting(int span, long nanos) {
    int at = span;
    for (int i = 0; at >= 0 && ends[at] < nanos; i++) {
      at = i < AROUND_MAX ? befores[at] : -1;
    }
    return at;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The labels of an event that has {@code own}, with those that it inherits. */
  int labels(long task, long startNanos, long endNanos, int own) {
    int slot = tasks.find(task);
    if (slot < 0) {
      return own;
    }
    int span = lastFrom(froms[slot], froms[slot + 1], startNanos);
    int all = own;
    int nesting = 0;
    for (int i = 0; span >= froms[slot] && i < AROUND_MAX && nesting < NESTING_MAX; i++) {
      if (ends[span] >= endNanos) {
        all = joined(all, sets[span]);
        nesting++;
      }
      span = befores[span];
    }
    return all;
  }

  /** Whether there were more labels than are kept. */
  boolean isFull() {
    return labelsLeft < 0;
  }

  /** The last span in a range that begins no later, or the one before the range. */
  private int lastFrom(int first, int end, long startNanos) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= startNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private int joined(int first, int second) {
    if (first == 0 || second == 0) {
      return first + second;
    }
    long pair = (long) first << 32 | second;
    int known = pairs.find(pair);
    if (known >= 0) {
      return joined[known];
    }
    labelsLeft -= labels.count(first) + labels.count(second);
    if (isFull()) {
      return first;
    }
    addAll(first);
    addAll(second);
    int slot = pairs.add(pair);
    if (slot == joined.length) {
      joined = Arrays.copyOf(joined, slot * 2);
    }
    joined[slot] = labels.end();
    return joined[slot];
  }

  private void addAll(int set) {
    for (int i = 0; i < labels.count(set); i++) {
      labels.add(
          labels.keyId(set, i),
          labels.textId(set, i),
          labels.number(set, i),
          labels.unitId(set, i));
    }
  }
}
