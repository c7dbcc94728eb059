package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rolls a timeline up to one profile: a sample per stack, with the sample types that the timeline's
 * events can give, named as pprof names them.
 *
 * <ul>
 *   <li>{@code alloc_objects}, {@code alloc_space}: from allocation samples where there are any,
 *       else from the allocations that opened or missed a thread's buffer, which are the same
 *       allocations. Objects are counted as sampled, bytes as the samples stand for, without what
 *       threads had allocated before ({@link #leftOutBytes}).
 *   <li>{@code cpu}: the nanoseconds that processor samples stand for; from samples by processor
 *       time where there are any, else by the clock.
 *   <li>{@code wall}: samples of threads whatever their state.
 *   <li>{@code contentions}, {@code delay}: waits for locks on the JVM; on Go, what its block
 *       profile holds: channels, select and locks, neither sleep nor network.
 *   <li>{@code inuse_objects}, {@code inuse_space}: sampled objects that were still reachable.
 * </ul>
 *
 * <p>Use it in a scan, then take {@link #profile()}.
 */
public final class Rollup implements EventVisitor {
  /** Hears each value as it is rolled up. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One value.
     *
     * @param column what it adds to, as {@link Rollup#columnOf} numbers it
     * @param endNanos when its event ended
     */
    void added(int column, int stack, long value, long endNanos);
  }

  private static final String CPU_TIME_SAMPLE = "jdk.CPUTimeSample";
  private static final String NATIVE_METHOD_SAMPLE = "jdk.NativeMethodSample";

  // What is summed apart; which of two of the same meaning is shown is decided at the end.
  private static final int SAMPLED_OBJECTS = 0;
  private static final int SAMPLED_BYTES = 1;
  private static final int BUFFER_OBJECTS = 2;
  private static final int BUFFER_BYTES = 3;
  private static final int CPU_BY_CLOCK = 4;
  private static final int CPU_BY_TIME = 5;
  private static final int WALL = 6;
  private static final int CONTENTIONS = 7;
  private static final int DELAY = 8;
  private static final int HELD_OBJECTS = 9;
  private static final int HELD_BYTES = 10;
  private static final int SUMS = 11;

  /** How many columns a {@link Listener} may hear of. */
  public static final int COLUMNS = SUMS;

  /** What a timeline can be rolled up to. */
  private static final List<SampleType> TYPES =
      List.of(
          new SampleType("alloc_objects", "count"),
          new SampleType("alloc_space", "bytes"),
          new SampleType("inuse_objects", "count"),
          new SampleType("inuse_space", "bytes"),
          new SampleType("contentions", "count"),
          new SampleType("delay", "nanoseconds"),
          new SampleType("wall", "nanoseconds"),
          new SampleType("cpu", "nanoseconds"));

  private static final Listener NOBODY = (_, _, _, _) -> {};

  private final Timeline timeline;
  private final Listener listener;
  private final long[][] sums = new long[SUMS][0]; // by stack
  private final boolean[] seen = new boolean[SUMS];
  private final FirstSamples firstSamples = new FirstSamples();
  private long cpuPeriodNanos = -1; // −1 before the first sample, 0 where samples differ

  public Rollup(Timeline timeline) {
    this(timeline, NOBODY);
  }

  /** With somebody who wants to know when the values arise; events then come in order. */
  public Rollup(Timeline timeline, Listener listener) {
    this.timeline = timeline;
    this.listener = listener;
  }

  @Override
  public Set<EventKind> kinds() {
    Set<EventKind> kinds =
        EnumSet.of(
            EventKind.ALLOCATION_SAMPLE,
            EventKind.ALLOCATION_TLAB,
            EventKind.CPU_SAMPLE,
            EventKind.WALL_SAMPLE,
            EventKind.OBJECT_HELD);
    kinds.addAll(
        timeline.language() == Language.GO
            ? EnumSet.of(EventKind.TASK_WAITING)
            : EnumSet.of(EventKind.LOCK_WAIT, EventKind.TASK_CREATED));
    return kinds;
  }

  @Override
  public boolean needsOrder() {
    return listener != NOBODY;
  }

  @Override
  @SuppressWarnings("MissingCasesInEnumSwitch") // only the kinds that were asked for come
  public void event(Event event) {
    switch (event.kind()) {
      case TASK_CREATED -> firstSamples.created(event.object());
      case ALLOCATION_SAMPLE -> {
        add(event, SAMPLED_OBJECTS, 1);
        firstSamples.add(event, this::addSampled);
      }
      case ALLOCATION_TLAB -> add(event, BUFFER_OBJECTS, BUFFER_BYTES, event.value());
      case OBJECT_HELD -> add(event, HELD_OBJECTS, HELD_BYTES, event.value());
      case LOCK_WAIT -> add(event, CONTENTIONS, DELAY, event.durationNanos());
      case TASK_WAITING -> {
        if (isBlocking(timeline.strings().get(event.text()))) {
          add(event, CONTENTIONS, DELAY, event.durationNanos());
        }
      }
      case CPU_SAMPLE -> cpu(event);
      case WALL_SAMPLE -> {
        if (!isType(event, NATIVE_METHOD_SAMPLE)) {
          add(event, WALL, event.value());
        }
      }
    }
  }

  private void cpu(Event event) {
    boolean byTime = isType(event, CPU_TIME_SAMPLE);
    add(event, byTime ? CPU_BY_TIME : CPU_BY_CLOCK, event.value());
    if (cpuPeriodNanos < 0) {
      cpuPeriodNanos = event.value();
    } else if (cpuPeriodNanos != event.value()) {
      cpuPeriodNanos = 0;
    }
  }

  private boolean isType(Event event, String name) {
    return timeline.strings().get(event.type()).equals(name);
  }

  /** Whether Go's block profile would hold a wait for this reason. */
  private static boolean isBlocking(String reason) {
    return switch (reason) {
      case "chan send", "chan receive", "select", "sync", "sync.(*Cond).Wait" -> true;
      default -> false;
    };
  }

  private void add(Event event, int count, int amount, long value) {
    add(event, count, 1);
    add(event, amount, value);
  }

  private void addSampled(int stack, long bytes, long endNanos) {
    listener.added(SAMPLED_BYTES, stack, bytes, endNanos);
    add(SAMPLED_BYTES, stack, bytes);
  }

  private void add(Event event, int sum, long value) {
    listener.added(sum, event.stack(), value, event.endNanos());
    add(sum, event.stack(), value);
  }

  private void add(int sum, int stack, long value) {
    long[] byStack = sums[sum];
    if (stack >= byStack.length) {
      int capacity = Math.max(timeline.stacks().stackCount(), byStack.length * 3 / 2);
      byStack = Arrays.copyOf(byStack, Math.max(stack + 1, capacity));
      sums[sum] = byStack;
    }
    byStack[stack] += value;
    seen[sum] = true;
  }

  /** The profile of what was scanned; without any sample type where nothing could be rolled up. */
  public Profile profile() {
    firstSamples.settle((stack, bytes, _) -> add(SAMPLED_BYTES, stack, bytes));
    List<SampleType> types = new ArrayList<>();
    List<long[]> columns = new ArrayList<>();
    for (SampleType type : TYPES) {
      int sum = columnOf(type.type());
      if (has(sum)) {
        types.add(type);
        columns.add(sums[sum]);
      }
    }
    Profile.Builder profile =
        new Profile.Builder(types, timeline.stacks(), new Labels(timeline.strings()))
            .header(header(types));
    fill(profile, columns);
    return profile.build();
  }

  /**
   * The bytes that threads had allocated before the recording began and that their first samples
   * stand for; known after {@link #profile()}.
   */
  public long leftOutBytes() {
    return firstSamples.leftOutBytes();
  }

  /** The column that gives a sample type of the {@link #profile()}, as far as was scanned. */
  public int columnOf(String type) {
    boolean sampled = has(SAMPLED_OBJECTS);
    return switch (type) {
      case "alloc_objects" -> sampled ? SAMPLED_OBJECTS : BUFFER_OBJECTS;
      case "alloc_space" -> sampled ? SAMPLED_BYTES : BUFFER_BYTES;
      case "inuse_objects" -> HELD_OBJECTS;
      case "inuse_space" -> HELD_BYTES;
      case "contentions" -> CONTENTIONS;
      case "delay" -> DELAY;
      case "wall" -> WALL;
      case "cpu" -> has(CPU_BY_TIME) ? CPU_BY_TIME : CPU_BY_CLOCK;
      default -> throw new IllegalArgumentException("no sample type of a timeline: " + type);
    };
  }

  private boolean has(int sum) {
    return seen[sum];
  }

  private static void fill(Profile.Builder profile, List<long[]> columns) {
    int stacks = columns.stream().mapToInt(column -> column.length).max().orElse(0);
    long[] values = new long[columns.size()];
    for (int stack = 0; stack < stacks; stack++) {
      boolean any = false;
      for (int i = 0; i < values.length; i++) {
        long[] column = columns.get(i);
        values[i] = stack < column.length ? column[stack] : 0;
        any |= values[i] != 0;
      }
      if (any) {
        profile.add(stack, 0, values);
      }
    }
  }

  /** The type that most look for: processor time, else allocated bytes, else the last. */
  private static String first(List<SampleType> types) {
    List<String> names = types.stream().map(SampleType::type).toList();
    for (String wanted : List.of("cpu", "alloc_space")) {
      if (names.contains(wanted)) {
        return wanted;
      }
    }
    return names.isEmpty() ? "" : names.getLast();
  }

  private Profile.Header header(List<SampleType> types) {
    SampleType cpu = new SampleType("cpu", "nanoseconds");
    boolean knowsPeriod = cpuPeriodNanos > 0 && types.contains(cpu);
    return new Profile.Header(
        timeline.clock().wallNanosAtZero(),
        timeline.durationNanos(),
        knowsPeriod ? Optional.of(cpu) : Optional.empty(),
        knowsPeriod ? cpuPeriodNanos : 0,
        first(types),
        "",
        "",
        List.of());
  }
}
