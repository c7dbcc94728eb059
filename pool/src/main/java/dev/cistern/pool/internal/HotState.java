package dev.cistern.pool.internal;

import org.jspecify.annotations.Nullable;

/** What the hit path reads and writes of a {@link Local}: side by side, in one cache line. */
abstract class HotState extends Padding {
  /** Of {@link #steps}: the slot's object is taken, or there is none. */
  static final int TAKEN = 1;

  /** Of {@link #steps}: it is time to leave the hit path. */
  static final int LEAVE = 1 << 29;

  /** Of {@link #steps}: what comes back is reset or measured. */
  static final int JUDGED = 1 << 30;

  /** The owner's id: ids are never used twice, so a match proves that the caller is the owner. */
  final long owner;

  /**
   * The object that the owner takes first. It stays here while it is taken, so that the hit path
   * stores no reference and the collector's barriers have nothing to do. Written by the owner; a
   * sweep may write null, nothing else.
   */
  @Nullable Object slot;

  /**
   * Even: the slot's object is here. Odd: it is taken, or there is none. Each taking and each
   * giving back by the hit path counts down by one, from less than {@link #LEAVE}; what lies
   * beneath 0 has that bit, with {@link #JUDGED} or without, and the next taking leaves the hit
   * path. Written by the owner; who reads it to count may see it late.
   */
  int steps;

  HotState(long owner, boolean judged) {
    this.owner = owner;
    this.steps = TAKEN | (judged ? JUDGED : 0);
  }
}
