package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.PoolStage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The book of one pool whose every operation was told. */
final class PoolBook {
  private static final int INTERVALS_MAX = 10_000;
  private static final int PAIRS_MAX = 200;
  private static final int PLACES_MAX = 10_000;
  private static final int CLASSES_MAX = 64;
  private static final int EPOCHS_OF_IDLE = 2;

  /** Two stacks that together show a fault: who gave back or took first, and who came after. */
  record Pair(int first, int second) {}

  /** What happened in one place that takes. */
  static final class Place {
    private long acquires;
    private long lost;

    long acquires() {
      return acquires;
    }

    long lost() {
      return lost;
    }
  }

  final PoolObjects objects;
  final long[] stages = new long[PoolStage.values().length];
  final Map<Integer, Place> places = new LinkedHashMap<>(); // by stack
  final Map<Pair, Long> twice = new LinkedHashMap<>();
  final Map<Pair, Long> byOthers = new LinkedHashMap<>();
  final Map<Pair, Long> written = new LinkedHashMap<>();
  final Map<Pair, Long> dirty = new LinkedHashMap<>();
  final Map<Integer, Long> classes = new HashMap<>(); // objects given back, by class
  final Map<Integer, Integer> classStacks = new HashMap<>();
  final Map<Integer, Long> sizes = new TreeMap<>(); // objects given back, by the size's bits
  final Map<Integer, Long> firstSizes = new TreeMap<>(); // the same after an object's first use
  final Map<Integer, Integer> sizeStacks = new HashMap<>();
  final Holds holds = new Holds();
  final Holds idles = new Holds();
  final Moments misses = new Moments(); // by the number of the acquire
  final Moments collections = new Moments(); // by the acquires until then
  final Levels levels = new Levels();
  private final long[] idleByEpoch = new long[EPOCHS_OF_IDLE];
  private long[] intervals = new long[64];
  private final Random random = new Random(1);
  private final FreshContent fresh = new FreshContent();
  private int epoch;
  private long inUse;
  long acquires;
  long releases;
  long drops;
  long overflow;
  long missBytes;
  long boxedReleases;
  long digested;
  long besideStops;
  long duringStops;

  PoolBook(PoolObjects.Budget budget) {
    objects = new PoolObjects(budget);
  }

  /** Taken; {@code address} 0 cannot be followed. */
  void acquired(Event event, long address, PoolStage stage) {
    long now = event.endNanos();
    levels.to(now);
    acquires++;
    stages[stage.ordinal()]++;
    boolean missed = !stage.isHit();
    levels.acquired(missed);
    if (missed) {
      misses.add(acquires - 1);
      missBytes += stage == PoolStage.MADE ? event.value() : 0;
    }
    place(event.stack()).acquires++;
    int row = stage == PoolStage.NONE || address == 0 ? -1 : objects.row(address);
    if (row < 0) {
      overflow += address == 0 || stage == PoolStage.NONE ? 0 : 1;
      return;
    }
    if (stage == PoolStage.MADE) {
      gone(row);
    } else if (objects.idle(row) > 0) {
      long lay = now - objects.backNanos(row);
      idles.add(lay);
      keep(lay);
      int age = epoch - objects.backEpoch(row);
      if (age < EPOCHS_OF_IDLE) {
        idleByEpoch[age] = Math.max(0, idleByEpoch[age] - 1);
      }
    }
    objects.taken(row, now, event.task(), event.stack());
    inUse++;
    levels.stands(inUse, idleByEpoch[0] + idleByEpoch[1]);
  }

  /** The account of a stack; stacks beyond a bound share that of the empty one. */
  private Place place(int stack) {
    int key = places.size() < PLACES_MAX || places.containsKey(stack) ? stack : 0;
    return places.computeIfAbsent(key, _ -> new Place());
  }

  /** Whatever had this address is gone: it was never given back, or the collector took it. */
  private void gone(int row) {
    int out = objects.out(row);
    if (out > 0) {
      place(objects.takenStack(row)).lost += out;
      inUse -= out;
    }
    objects.made(row);
  }

  /** Given back; {@code address} 0 cannot be followed. */
  void released(Event event, long address) {
    long now = event.endNanos();
    levels.to(now);
    releases++;
    if (classes.size() < CLASSES_MAX || classes.containsKey(event.objectClass())) {
      classes.merge(event.objectClass(), 1L, Long::sum);
      classStacks.putIfAbsent(event.objectClass(), event.stack());
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(event.value());
    sizes.merge(bits, 1L, Long::sum);
    sizeStacks.putIfAbsent(bits, event.stack());
    int row = address == 0 ? -1 : objects.row(address);
    if (row < 0) {
      overflow += address == 0 ? 0 : 1;
      return;
    }
    if (epoch - objects.backEpoch(row) >= EPOCHS_OF_IDLE && objects.idle(row) > 0) {
      objects.collected(row); // two collections have passed: another object at the same address
    }
    if (objects.firstUse(row)) {
      firstSizes.merge(bits, 1L, Long::sum);
    }
    if (objects.out(row) > 0) {
      holds.add(now - objects.takenNanos(row));
      inUse--;
      if (objects.taker(row) != event.task()) {
        count(byOthers, objects.takenStack(row), event.stack());
      }
    } else if (objects.idle(row) > 0) {
      count(twice, objects.backStack(row), event.stack());
    }
    objects.back(row, now, event.stack(), epoch);
    idleByEpoch[0]++;
    levels.stands(inUse, idleByEpoch[0] + idleByEpoch[1]);
  }

  /** What an object holds, as {@code text} tells: a buffer or not, new, got or put. */
  void content(Event event, String text) {
    int row = objects.find(event.object());
    if (row < 0) {
      return;
    }
    if (text.endsWith("put")) {
      objects.digest(row, event.value());
      return;
    }
    boolean buffer = text.startsWith("buffer");
    digested++;
    if (text.endsWith("new")) {
      fresh.add(event.value(), buffer);
    } else if (objects.digest(row) != -1) {
      if (objects.digest(row) >>> 32 != event.value() >>> 32) {
        count(written, objects.backStack(row), event.stack());
      } else if (fresh.isUnlike(event.value(), buffer)) {
        count(dirty, objects.backStack(row), event.stack());
      }
    }
  }

  /** A collection has cleared what lay idle since before the last one. */
  void collected(long nanos) {
    levels.to(nanos);
    collections.add(acquires);
    epoch++;
    idleByEpoch[1] = idleByEpoch[0];
    idleByEpoch[0] = 0;
    levels.stands(inUse, idleByEpoch[1]);
  }

  /** All that is taken and was not given back, by the stack that took it, with its age. */
  long lost() {
    long lost = places.values().stream().mapToLong(Place::lost).sum();
    for (int row = 0; row < objects.size(); row++) {
      lost += objects.out(row);
    }
    return lost;
  }

  /** As {@link #lost}, by place, without what was taken after {@code nanos}. */
  Map<Integer, Long> lostSince(long nanos) {
    Map<Integer, Long> byStack = new HashMap<>();
    places.forEach((stack, place) -> {
      if (place.lost > 0) {
        byStack.put(stack, place.lost);
      }
    });
    for (int row = 0; row < objects.size(); row++) {
      if (objects.out(row) > 0 && objects.takenNanos(row) <= nanos) {
        byStack.merge(objects.takenStack(row), (long) objects.out(row), Long::sum);
      }
    }
    return byStack;
  }

  /** How often a place took. */
  long asked(int stack) {
    Place place = places.get(stack);
    return place == null ? 0 : place.acquires;
  }

  static long sum(Map<Pair, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  long stage(PoolStage stage) {
    return stages[stage.ordinal()];
  }

  /** A seeded sample of the times that objects lay idle. */
  long[] intervals() {
    return Arrays.copyOf(intervals, (int) Math.min(idles.count(), INTERVALS_MAX));
  }

  private void keep(long nanos) {
    long seen = idles.count();
    if (seen <= INTERVALS_MAX) {
      if (seen > intervals.length) {
        intervals = Arrays.copyOf(intervals, Math.min(INTERVALS_MAX, intervals.length * 2));
      }
      intervals[(int) seen - 1] = nanos;
    } else {
      long at = random.nextLong(seen);
      if (at < INTERVALS_MAX) {
        intervals[(int) at] = nanos;
      }
    }
  }

  private static void count(Map<Pair, Long> counts, int first, int second) {
    Pair pair = new Pair(first, second);
    if (counts.size() >= PAIRS_MAX && !counts.containsKey(pair)) {
      pair = counts.keySet().iterator().next(); // counted still, with another's example
    }
    counts.merge(pair, 1L, Long::sum);
  }
}
