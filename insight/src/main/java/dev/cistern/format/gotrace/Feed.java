package dev.cistern.format.gotrace;

/** How far the batches of one thread in one generation are decoded. */
final class Feed {
  final LongList batches = new LongList();
  int nextBatch;
  long at;
  long bodyEnd;
  long clockNanos;
}
