package dev.cistern.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples of a sliding window whose top is the largest or the smallest, by value and then by
 * sequence number. Those next to the top are a heap small enough for a processor's cache; behind it
 * lie piles without order, each before the next. The pile that is reached is halved until it is
 * small enough to be the heap, as incremental quicksort does (Paredes and Navarro 2006). Piles are
 * read and written in order, so that a sample costs O(log n), and next to nothing in cache misses
 * however many there are.
 *
 * <p>A sample that leaves the window is only counted; it goes when it comes to the top, or with all
 * others that left once they are half as many as those that stay.
 */
final class LazyHeap {
  private static final int GONE_MIN = 64;

  /** 32 KB of entries. */
  private static final int HEAP_MAX = 2048;

  /** Entries behind one that is not among them; what is nearer to the top is not behind it. */
  private static final class Pile {
    final Entries entries;
    long boundValue;
    long boundSequence;

    Pile(Entries entries) {
      this.entries = entries;
    }

    void bound(long value, long sequence) {
      boundValue = value;
      boundSequence = sequence;
    }

    /** Takes the half that stands nearer to the top out. */
    Pile nearHalf() {
      Pile near = new Pile(new Entries());
      near.bound(boundValue, boundSequence);
      int middle = entries.nth(entries.size() / 2);
      bound(entries.value(middle), entries.sequence(middle));
      entries.part(boundValue, boundSequence, true, near.entries);
      return near;
    }

    boolean holds(long value, long sequence) {
      return Entries.before(boundValue, boundSequence, value, sequence);
    }
  }

  private final long mask; // the complement turns the order round
  private final List<Pile> piles = new ArrayList<>(); // the farthest first
  private Entries heap = new Entries();
  private int stored;
  private int live;

  private LazyHeap(long mask) {
    this.mask = mask;
  }

  static LazyHeap largestFirst() {
    return new LazyHeap(-1);
  }

  static LazyHeap smallestFirst() {
    return new LazyHeap(0);
  }

  /** How many samples are of the window. */
  int live() {
    return live;
  }

  /** Whether a sample would stand behind the top, or is it. */
  boolean reaches(long value, long sequence) {
    return heap.size() > 0
        && !Entries.before(value ^ mask, sequence ^ mask, heap.value(0), heap.sequence(0));
  }

  void add(long value, long sequence) {
    live++;
    stored++;
    int holder = holder(value ^ mask, sequence ^ mask);
    if (holder < piles.size()) {
      piles.get(holder).entries.append(value ^ mask, sequence ^ mask);
      return;
    }
    heap.push(value ^ mask, sequence ^ mask);
    if (heap.size() > HEAP_MAX) {
      spill();
    }
  }

  /** The farthest pile that holds an entry; their number where it belongs to the heap. */
  private int holder(long value, long sequence) {
    if (piles.isEmpty() || piles.getFirst().holds(value, sequence)) {
      return 0;
    }
    int tooFar = 0;
    int holds = piles.size();
    while (holds - tooFar > 1) {
      int middle = (tooFar + holds) >>> 1;
      if (piles.get(middle).holds(value, sequence)) {
        holds = middle;
      } else {
        tooFar = middle;
      }
    }
    return holds;
  }

  /** Counts one of the samples as gone: those older than {@code first} are. */
  void left(long first) {
    live--;
    if (stored - live > live / 2 + GONE_MIN) {
      heap.forget(first, mask);
      heap.heapify();
      piles.forEach(pile -> pile.entries.forget(first, mask));
      stored = live;
      join();
      settle();
    }
  }

  /** Joins piles until each is twice as large as the next. */
  private void join() {
    List<Pile> all = List.copyOf(piles);
    piles.clear();
    for (Pile pile : all) {
      while (!piles.isEmpty() && piles.getLast().entries.size() < 2 * pile.entries.size()) {
        pile.entries.appendAll(piles.removeLast().entries);
      }
      piles.add(pile);
    }
  }

  /** The top's value; there must be a live sample. */
  long top(long first) {
    while ((heap.sequence(0) ^ mask) < first) {
      removeTop();
    }
    return heap.value(0) ^ mask;
  }

  /** Moves the live top to another heap. */
  void moveTop(LazyHeap to, long first) {
    long value = top(first);
    long sequence = heap.sequence(0) ^ mask;
    removeTop();
    live--;
    to.add(value, sequence);
  }

  private void removeTop() {
    heap.removeTop();
    stored--;
    settle();
  }

  /** Gives the far half of the heap to the nearest pile. */
  private void spill() {
    if (piles.isEmpty()) {
      piles.add(new Pile(new Entries()));
    }
    Pile nearest = piles.getLast();
    int middle = heap.nth(heap.size() / 2);
    nearest.bound(heap.value(middle), heap.sequence(middle));
    heap.part(nearest.boundValue, nearest.boundSequence, false, nearest.entries);
    heap.heapify();
  }

  /** Makes a heap of what stands nearest, where there is none. */
  private void settle() {
    while (heap.size() == 0 && !piles.isEmpty()) {
      Pile nearest = piles.getLast();
      if (nearest.entries.size() <= HEAP_MAX / 2) {
        heap = nearest.entries;
        heap.heapify();
        piles.removeLast();
      } else {
        piles.add(nearest.nearHalf());
      }
    }
  }
}
