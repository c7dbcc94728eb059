package dev.cistern.format.pprof;

import dev.cistern.model.IntLists;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lists of locations made lists of frames, all at once: where every location is resolved already
 * and no two share a frame, other locations are another stack, so that none need be looked for
 * among the others.
 */
final class StackLists {
  private static final int SHIFT = 31; // of an entry's second frame
  private static final int FRAME = Integer.MAX_VALUE;
  private static final int SEVERAL = 3;

  private static final int INTS_MAX = Integer.MAX_VALUE - 64; // of an array
  private static final int MANY = 1 << 16; // lists

  private final IntLists locations;
  private final int[] all;
  private final long[] entries; // by location: 1 or 2 and its frames, or 3 and its place in all
  private final long framesMax;

  private StackLists(IntLists locations, int[] places, int[] all, long framesMax) {
    this.locations = locations;
    this.all = all;
    this.framesMax = Math.min(framesMax, INTS_MAX);
    entries = new long[places.length];
    for (int id = 0; id < places.length; id++) {
      entries[id] = entry(places[id]);
    }
  }

  /**
   * The lists of frames in the order of those of locations; none if a location is not resolved, a
   * list is too deep, or all of them have more than {@code framesMax} frames.
   */
  static Optional<IntLists> of(IntLists locations, Frames frames, long framesMax) {
    if (!frames.distinct()) {
      return Optional.empty();
    }
    StackLists lists = new StackLists(locations, frames.places(), frames.all(), framesMax);
    return lists.inRange(locations.ints(), locations.total()) ? lists.all() : Optional.empty();
  }

  /** All lists; of many, half of them are made beside the other half. */
  private Optional<IntLists> all() {
    int size = locations.size();
    if (size < MANY) {
      return made(1, size);
    }
    int half = size / 2;
    return IntStream.of(1, half)
        .parallel()
        .mapToObj(from -> made(from, from == 1 ? half : size))
        .reduce(this::join)
        .orElseThrow();
  }

  private Optional<IntLists> join(Optional<IntLists> first, Optional<IntLists> second) {
    if (first.isEmpty()
        || second.isEmpty()
        || (long) first.get().total() + second.get().total() > framesMax) {
      return Optional.empty();
    }
    first.get().append(second.get());
    return first;
  }

  private long entry(int place) {
    if (place == 0) {
      return 0;
    }
    if (place > 0) {
      return 1L << 2 * SHIFT | place - 1;
    }
    int count = all[-place - 1];
    return count == 2
        ? 2L << 2 * SHIFT | (long) all[1 - place] << SHIFT | all[-place]
        : (long) SEVERAL << 2 * SHIFT | -place;
  }

  /** The lists from {@code first} to before {@code last}. */
  private Optional<IntLists> made(int first, int last) {
    int[] ids = locations.ints();
    IntLists made = new IntLists();
    int at = locations.start(first);
    int end = first == 1 ? locations.size() : last; // the first part takes in the others
    made.expect(end - first, Math.min(framesMax, (locations.start(end) - at) * 5L / 4));
    for (int list = first; list < last; list++) {
      int next = locations.start(list + 1);
      if (!append(made, ids, at, next) || made.end() > framesMax) {
        return Optional.empty();
      }
      at = next;
      made.closeNew();
    }
    return Optional.of(made);
  }

  private boolean inRange(int[] ids, int count) {
    int least = 0;
    int greatest = 0;
    for (int at = 0; at < count; at++) {
      least = Math.min(least, ids[at]);
      greatest = Math.max(greatest, ids[at]);
    }
    return least == 0 && greatest < entries.length;
  }

  /** Adds the frames of some locations to the open list; false if it gets too deep. */
  private boolean append(IntLists made, int[] ids, int from, int end) {
    int start = made.end();
    int to = start;
    int[] into = made.room(2 * (end - from));
    for (int at = from; at < end; at++) {
      long entry = entries[ids[at]];
      int count = (int) (entry >>> 2 * SHIFT);
      if (count == 0) {
        return false;
      }
      if (count < SEVERAL) {
        into[to] = (int) entry & FRAME;
        into[to + 1] = (int) (entry >>> SHIFT) & FRAME; // written over by the next if there is none
        to += count;
      } else {
        int place = (int) entry & FRAME;
        int several = all[place - 1];
        made.end(to);
        into = made.room(several + 2 * (end - at));
        System.arraycopy(all, place, into, to, several);
        to += several;
      }
      if (to - start > Budget.STACK_FRAMES_MAX) {
        return false;
      }
    }
    made.end(to);
    return true;
  }
}
