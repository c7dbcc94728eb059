package dev.cistern.analysis;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Watches sampled allocations over time for those that pools cause: in a pool's constructor, for a
 * thread's first value, for a miss.
 */
final class AllocationWatch implements EventVisitor {
  private static final int TASKS_MAX = 1 << 14;

  /** How a pool came to allocate. */
  enum Shape {
    /** The pool itself is made. */
    MAKE,
    /** A thread-local is asked by a thread for the first time. */
    FIRST_VALUE,
    /** A pool had no object to give. */
    MISS
  }

  /** Where a pool allocates: {@code user} is the function that asked, as a string's number. */
  record Key(Shape shape, PoolEntry pool, int user, int maker) {}

  /** What was seen at one key. */
  static final class Seen {
    private final Slices slices = new Slices();
    private final Set<Long> tasks = new HashSet<>();
    private final int exampleStack;
    private final int userIndex;
    private final int makerIndex;
    private long bytes;
    private boolean tasksOverflow;

    private Seen(int exampleStack, Reading reading) {
      this.exampleStack = exampleStack;
      this.userIndex = reading.userIndex();
      this.makerIndex = reading.makerIndex();
    }

    long samples() {
      return slices.total();
    }

    long bytes() {
      return bytes;
    }

    Slices slices() {
      return slices;
    }

    /** The tasks that allocated here; not all of them where {@link #tasksOverflow}. */
    Set<Long> tasks() {
      return tasks;
    }

    boolean tasksOverflow() {
      return tasksOverflow;
    }

    int exampleStack() {
      return exampleStack;
    }

    int userIndex() {
      return userIndex;
    }

    int makerIndex() {
      return makerIndex;
    }
  }

  /** All that one kind of allocation event said. */
  static final class Account {
    private final Map<Key, Seen> seen = new LinkedHashMap<>();
    private long samples;
    private long bytes;

    Map<Key, Seen> seen() {
      return seen;
    }

    long samples() {
      return samples;
    }

    long bytes() {
      return bytes;
    }
  }

  private record Reading(Key key, int userIndex, int makerIndex) {}

  private final Timeline timeline;
  private final Frames frames;
  private final PoolStacks poolStacks;
  private final Map<Integer, Optional<Reading>> readings = new HashMap<>();
  private final Map<EventKind, Account> accounts = new EnumMap<>(EventKind.class);
  private final Set<Long> ended = new HashSet<>();
  private final FirstSamples firstSamples = new FirstSamples();
  private long endings;

  AllocationWatch(Timeline timeline, Frames frames) {
    this.timeline = timeline;
    this.frames = frames;
    this.poolStacks = new PoolStacks(frames);
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.ALLOCATION_SAMPLE,
        EventKind.ALLOCATION_TLAB,
        EventKind.TASK_CREATED,
        EventKind.TASK_ENDED);
  }

  @Override
  public void event(Event event) {
    if (event.kind() == EventKind.TASK_ENDED) {
      endings++;
      if (ended.size() < TASKS_MAX * 8) {
        ended.add(event.task());
      }
      return;
    }
    if (event.kind() == EventKind.TASK_CREATED) {
      firstSamples.created(event.object());
      return;
    }
    Account account = accounts.computeIfAbsent(event.kind(), _ -> new Account());
    account.samples++;
    see(account, event);
    if (event.kind() == EventKind.ALLOCATION_SAMPLE) {
      firstSamples.add(event, (stack, bytes, _) -> addBytes(account, stack, bytes));
    } else {
      addBytes(account, event.stack(), event.value());
    }
  }

  private void addBytes(Account account, int stack, long bytes) {
    account.bytes += bytes;
    Optional<Reading> reading = readings.computeIfAbsent(stack, this::read);
    if (reading.isPresent()) {
      Objects.requireNonNull(account.seen.get(reading.get().key())).bytes += bytes;
    }
  }

  private void see(Account account, Event event) {
    Optional<Reading> reading = readings.computeIfAbsent(event.stack(), this::read);
    if (reading.isEmpty()) {
      return;
    }
    Seen seen =
        account.seen.computeIfAbsent(
            reading.get().key(), _ -> new Seen(event.stack(), reading.get()));
    seen.slices.add(event.endNanos());
    if (seen.tasks.size() < TASKS_MAX) {
      seen.tasks.add(event.task());
    } else {
      seen.tasksOverflow = true;
    }
  }

  /** The account to go by: samples if there are any, else buffers; they tell of the same. */
  Optional<Account> account() {
    Account sampled = accounts.get(EventKind.ALLOCATION_SAMPLE);
    if (sampled != null) {
      firstSamples.settle((stack, bytes, _) -> addBytes(sampled, stack, bytes));
    }
    return Optional.ofNullable(sampled != null ? sampled : accounts.get(EventKind.ALLOCATION_TLAB));
  }

  Timeline timeline() {
    return timeline;
  }

  Frames frames() {
    return frames;
  }

  /** How many tasks ended while watched; 0 may mean that endings were not recorded. */
  long endings() {
    return endings;
  }

  /** How many of these tasks ended. */
  long endedOf(Set<Long> tasks) {
    return tasks.stream().filter(ended::contains).count();
  }

  private Optional<Reading> read(int stack) {
    Stacks stacks = frames.stacks();
    Optional<PoolStacks.Made> made = poolStacks.made(stack);
    if (made.isPresent()) {
      int user = made.get().userIndex();
      return Optional.of(
          new Reading(key(Shape.MAKE, made.get().pool(), stack, user, -1), user, user));
    }
    Optional<PoolStacks.Made> first = poolStacks.firstValue(stack);
    if (first.isPresent()) {
      int user = first.get().userIndex();
      return Optional.of(
          new Reading(key(Shape.FIRST_VALUE, first.get().pool(), stack, user, -1), user, user));
    }
    Optional<PoolMiss> miss =
        PoolMiss.of(frames, stack)
            .filter(found -> !found.structure() && !PoolStacks.isThreadLocal(found.pool()));
    if (miss.isEmpty()) {
      return Optional.empty();
    }
    int user = frames.application(stack, miss.get().acquireIndex() + 1);
    if (user < 0) {
      return Optional.empty();
    }
    int maker = miss.get().factoryIndex();
    int makerId = stacks.functionId(stacks.frameAt(stack, maker));
    return Optional.of(
        new Reading(key(Shape.MISS, miss.get().pool(), stack, user, makerId), user, maker));
  }

  private Key key(Shape shape, PoolEntry pool, int stack, int user, int maker) {
    Stacks stacks = frames.stacks();
    return new Key(shape, pool, stacks.functionId(stacks.frameAt(stack, user)), maker);
  }
}
