package dev.cistern.lab.flashsale;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What is left of each item; restocked as soon as it is sold out, so that a run has no end. */
final class Stock {
  static final int ITEMS = 64;
  private static final int FULL_SHELF = 4;

  private final AtomicIntegerArray left = new AtomicIntegerArray(ITEMS);

  Stock() {
    for (int item = 0; item < ITEMS; item++) {
      left.set(item, item % (FULL_SHELF + 1));
    }
  }

  /** Takes one piece; false, and a full shelf for the next buyer, when none is left. */
  boolean reservePiece(int item) {
    int before = left.getAndUpdate(item, pieces -> pieces == 0 ? FULL_SHELF : pieces - 1);
    return before > 0;
  }

  int piecesLeft(int item) {
    return left.get(item);
  }
}
