package dev.cistern.format.pprof;

import dev.cistern.format.DamageLog;
import dev.cistern.model.IntLists;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.util.Arrays;
import java.util.Optional;

/** Makes the profile's samples of their records: stacks, label sets and values. */
final class SampleMapping {
  private static final int FRAME_BYTES = 8; // of a new stack, while the model's table grows
  private static final int STACK_BYTES = 60;
  private static final int BROKEN = -1; // a stack too deep
  private static final int FULL = -2; // memory has no room for it

  private final Frames frames;
  private final Stacks stacks;
  private final LabelSets labels;
  private final Budget budget;
  private final DamageLog log;
  private final Profile.Builder builder;
  private final int room; // samples
  private final long[] values;
  private int[] stack = new int[256]; // of the list at hand
  private int depth;

  /** Into {@code builder}, which has room for so many samples. */
  SampleMapping(
      Frames frames,
      LabelSets labels,
      Budget budget,
      DamageLog log,
      Profile.Builder builder,
      int room) {
    this.frames = frames;
    this.stacks = builder.stacks();
    this.labels = labels;
    this.budget = budget;
    this.log = log;
    this.builder = builder;
    this.room = room;
    values = new long[builder.typeCount()];
  }

  /**
   * Adds the samples that are held, of {@code total} in the file; false if memory has no room for
   * all of them. {@code lists} tells the location list of each, the first at 1.
   */
  boolean add(SampleRecords samples, int[] lists, int total) {
    int[] mapped = adopt(samples.stacks()) ? new int[0] : intern(samples);
    labels.join();
    int sample = 0;
    for (int number = 0; number < samples.pageCount(); number++) {
      int[] page = samples.page(number);
      int end = samples.pageEnd(number);
      for (int at = 0; at < end; sample++) {
        int list = lists[sample + 1];
        int labelsAt = SampleRecords.labelsAt(page, SampleRecords.valuesAt(at));
        if (!hasRoom(page[at], total)
            || !build(sample, list < mapped.length ? mapped[list] : list, page, at, labelsAt)) {
          return false;
        }
        at = SampleRecords.next(page, labelsAt);
      }
    }
    return true;
  }

  /**
   * Makes the lists of locations the model's stacks, each with its own number; false if that cannot
   * be, because there are stacks already, a location is not resolved, or memory is scarce.
   */
  private boolean adopt(IntLists lists) {
    long bytes = (long) STACK_BYTES * lists.size();
    if (stacks.stackCount() > 1 || !budget.affords(bytes)) {
      return false;
    }
    Optional<IntLists> made = StackLists.of(lists, frames, budget.framesMax(FRAME_BYTES));
    made.ifPresent(of -> {
      budget.take(bytes + (long) FRAME_BYTES * of.total());
      stacks.adopt(of);
    });
    return made.isPresent();
  }

  /** The stack of each list, or what became of it. */
  private int[] intern(SampleRecords samples) {
    IntLists lists = samples.stacks();
    int[] mapped = new int[lists.size()];
    for (int list = 1; list < mapped.length; list++) {
      mapped[list] = stack(samples, lists, list);
      if (mapped[list] == FULL) {
        Arrays.fill(mapped, list, mapped.length, FULL);
        break;
      }
    }
    return mapped;
  }

  private int stack(SampleRecords samples, IntLists lists, int list) {
    depth = 0;
    for (int i = 0; i < lists.length(list); i++) {
      long found = frames.location(samples.widen(lists.at(list, i)));
      if (!append((int) (found >>> 32), (int) found)) {
        return BROKEN;
      }
    }
    long bytes = (long) FRAME_BYTES * depth + STACK_BYTES;
    if (!budget.walk(depth) || !budget.take(bytes)) {
      return FULL;
    }
    int before = stacks.stackCount();
    int number = stacks.stack(stack, depth);
    if (stacks.stackCount() == before) {
      budget.give(bytes);
    }
    return number;
  }

  /** Adds {@code count} resolved frames; false if the stack becomes too deep. */
  private boolean append(int from, int count) {
    if (depth + count > stack.length) {
      if (depth + count > Budget.STACK_FRAMES_MAX) {
        return false;
      }
      stack = Arrays.copyOf(stack, Math.max(depth + count, stack.length * 2));
    }
    System.arraycopy(frames.all(), from, stack, depth, count);
    depth += count;
    return true;
  }

  private boolean hasRoom(int from, int total) {
    if (builder.sampleCount() < room) {
      return true;
    }
    log.add(
        from,
        "at most %d samples (the heap is too small for more)".formatted(room),
        Integer.toString(total));
    return false;
  }

  /** Adds a sample; false if memory has no room for it. */
  private boolean build(int sample, int stackNumber, int[] page, int at, int labelsAt) {
    int valuesAt = SampleRecords.valuesAt(at);
    int valueCount = page[valuesAt];
    if (valueCount != values.length) {
      log.add(page[at], "a sample of " + values.length + " values", Integer.toString(valueCount));
      if (valueCount == 0) {
        return true;
      }
    }
    if (stackNumber == BROKEN) {
      SampleRecords.tooDeep(page[at]).tell(log);
      return true;
    }
    int set = stackNumber == FULL ? FULL : labels.set(sample, page, labelsAt);
    if (set < 0) {
      log.add(page[at], "samples that fit into the heap", "more");
      return false;
    }
    int kept = Math.min(valueCount, values.length);
    for (int i = 0; i < kept; i++) {
      int value = valuesAt + 1 + 2 * i;
      values[i] = (long) page[value] << 32 | page[value + 1] & 0xffffffffL;
    }
    Arrays.fill(values, kept, values.length, 0);
    builder.add(stackNumber, set, values);
    return true;
  }
}
