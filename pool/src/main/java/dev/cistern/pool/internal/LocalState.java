package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link Local} that the hit path leaves alone; its padding encloses them. */
abstract class LocalState extends HotState {
  /** Empty once the owner is gone; the pool never keeps a thread alive. */
  final WeakReference<@Nullable Thread> thread;

  /** The owner's other objects, beneath {@link #slot}; as long as the places it could reserve. */
  final @Nullable Object[] queue;

  /** Where {@link #steps} begins to count down to. */
  final int zero;

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

  /** Objects that the owner left here and found gone: a sweep had taken them. The owner's alone. */
  long foundSwept;

  /** Places that a sweep has emptied, some of which only remembered. The sweep's alone. */
  long emptied;

  // What the last sweep saw; the sweep's alone.
  long sweptSteps = -1;
  long sweptOthers;
  int idleSweeps;
  int slotIdleSweeps;

  LocalState(long owner, WeakReference<@Nullable Thread> thread, int places, boolean judged) {
    super(owner, judged);
    this.zero = steps & JUDGED;
    this.base = steps;
    this.thread = thread;
    this.queue = new Object[places];
  }
}
