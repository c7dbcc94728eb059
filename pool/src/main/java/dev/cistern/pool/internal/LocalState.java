package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link Local}, apart so that its padding encloses them. */
abstract class LocalState extends Padding {
  /** Of {@link #steps}: the slot's object is taken, or there is none. */
  static final int TAKEN = 1;

  /** Of {@link #steps}: that, or it is time to leave the hit path. */
  static final int LEAVE_OR_TAKEN = Integer.MIN_VALUE | TAKEN;

  /** The owner's id: ids are never used twice, so a match proves that the caller is the owner. */
  final long owner;

  /** Empty once the owner is gone; the pool never keeps a thread alive. */
  final WeakReference<@Nullable Thread> thread;

  /** The owner's other objects, beneath {@link #slot}; as long as the places it could reserve. */
  final @Nullable Object[] queue;

  /**
   * The object that the owner takes first. It stays here while it is taken, so that the hit path
   * stores no reference and the collector's barriers have nothing to do. Written by the owner; a
   * sweep may write null, nothing else.
   */
  @Nullable Object slot;

  /**
   * Even: the slot's object is here. Odd: it is taken, or there is none. Each taking and each
   * giving back by the hit path counts down by one; below 0 the next taking leaves it. Written by
   * the owner; who reads it to count may see it late.
   */
  int steps;

  /** The hit path's steps so far plus {@link #steps}. */
  long base;

  /** How often the slot was filled beside the hit path, less how often it was emptied so. */
  long fills;

  /** How many of {@link #queue} are in use, from the bottom; the owner's alone. */
  int queued;

  /** Takings beside the hit path until one is sampled; 0 before the first. The owner's alone. */
  int unsampledLeft;

  /** Takings and givings back that did not go by the slot. */
  long otherAcquires;

  long otherReleases;

  /** How many of {@link #otherAcquires} were left to the hit path in the end, which counts them. */
  long served;

  /** Whether the last of them is to be sampled; the owner's alone. */
  boolean servedSample;

  long queueHits;
  long stolenHits;
  long misses;

  // What the last sweep saw; the sweep's alone.
  long sweptSteps = -1;
  long sweptOthers;
  int idleSweeps;
  int slotIdleSweeps;

  LocalState(long owner, WeakReference<@Nullable Thread> thread, int places) {
    this.owner = owner;
    this.thread = thread;
    this.queue = new Object[places];
  }
}
