package dev.cistern.format.pprof;

import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.util.Arrays;
import java.util.concurrent.Executor;

/** Makes the profile's samples of their records: stacks, label sets and values. */
final class SampleMapping {
  private static final int FRAME_BYTES = 8; // of a new stack, while the model's table grows
  private static final int STACK_BYTES = 60;
  private static final int NONE = -1; // no sample
  private static final int FULL = -2; // memory has no room for it

  private final Frames frames;
  private final Executor beside;
  private final Stacks stacks;
  private final LabelSets labels;
  private final Budget budget;
  private final DamageLog log;
  private final Profile.Builder builder;
  private final int room; // samples
  private final long[] values;
  private int[] stack = new int[256]; // of the sample at hand
  private int depth;

  /** Into {@code builder}, which has room for so many samples. */
  SampleMapping(
      Frames frames,
      Executor beside,
      LabelSets labels,
      Budget budget,
      DamageLog log,
      Profile.Builder builder,
      int room) {
    this.frames = frames;
    this.beside = beside;
    this.stacks = builder.stacks();
    this.labels = labels;
    this.budget = budget;
    this.log = log;
    this.builder = builder;
    this.room = room;
    values = new long[builder.typeCount()];
  }

  /** Sizes the model's tables for the samples that are held, where memory allows. */
  void expect(SampleRecords samples) {
    long bytes = FRAME_BYTES * samples.idCount() + (long) STACK_BYTES * samples.count();
    if (budget.affords(bytes)) {
      stacks.expect(0, samples.count(), samples.idCount() * 5 / 4); // inlined calls add some
    }
  }

  /**
   * Adds the samples that are held, of {@code total} in the file; false if memory has no room for
   * all of them.
   */
  boolean add(SampleRecords samples, int total) {
    int[] mapped = new int[samples.count()];
    FrameLists lists = new FrameLists(samples, frames, beside);
    int before = builder.sampleCount();
    int count = 0;
    boolean fits = true;
    for (int number = 0; fits && number < samples.pageCount(); number++) {
      FrameLists.Page made = lists.take();
      int[] page = samples.page(number);
      int end = samples.pageEnd(number);
      int first = count;
      int from = 0; // of the record's frames in those made
      for (int at = 0; fits && at < end; ) {
        fits = before + count < room || full(page[at], total);
        int valuesAt = SampleRecords.valuesAt(page, at);
        int to = made.ends()[count - first];
        int found = fits ? stack(samples, page, at, made.frames(), from, to) : FULL;
        fits = found != FULL;
        if (fits) {
          mapped[count++] = found;
        }
        from = Math.max(from, to);
        at = SampleRecords.next(page, SampleRecords.labelsAt(page, valuesAt));
      }
    }
    labels.join();
    return finish(samples, mapped, count) && fits;
  }

  private boolean full(int from, int total) {
    log.add(
        from,
        "at most %d samples (the heap is too small for more)".formatted(room),
        Integer.toString(total));
    return false;
  }

  /** The second half: what needs the labels too. */
  private boolean finish(SampleRecords samples, int[] mapped, int count) {
    int sample = 0;
    for (int number = 0; number < samples.pageCount(); number++) {
      int[] page = samples.page(number);
      int end = samples.pageEnd(number);
      for (int at = 0; at < end && sample < count; sample++) {
        int valuesAt = SampleRecords.valuesAt(page, at);
        int labelsAt = SampleRecords.labelsAt(page, valuesAt);
        if (mapped[sample] != NONE && !build(sample, mapped[sample], page, valuesAt, labelsAt)) {
          log.add(page[at], "samples that fit into the heap", "more");
          return false;
        }
        at = SampleRecords.next(page, labelsAt);
      }
    }
    return true;
  }

  private boolean build(int sample, int stackNumber, int[] page, int valuesAt, int labelsAt) {
    int set = labels.set(sample, page, labelsAt);
    if (set < 0) {
      return false;
    }
    int kept = Math.min(page[valuesAt], values.length);
    for (int i = 0; i < kept; i++) {
      int at = valuesAt + 1 + 2 * i;
      values[i] = (long) page[at] << 32 | page[at + 1] & 0xffffffffL;
    }
    Arrays.fill(values, kept, values.length, 0);
    builder.add(stackNumber, set, values);
    return true;
  }

  /**
   * The number of a record's stack, whose frames stand in {@code made} if {@code to} is not −1;
   * {@link #NONE} if it is no sample; {@link #FULL} if memory has no room.
   */
  private int stack(SampleRecords samples, int[] page, int at, int[] made, int from, int to) {
    int valuesAt = SampleRecords.valuesAt(page, at);
    int valueCount = page[valuesAt];
    if (valueCount != values.length) {
      log.add(page[at], "a sample of " + values.length + " values", Integer.toString(valueCount));
      if (valueCount == 0) {
        return NONE;
      }
    }
    if (to >= 0 && to - from <= Budget.STACK_FRAMES_MAX) {
      return intern(page, at, valuesAt, made, from, to);
    }
    try {
      frames(samples, page, at + 2, page[at + 1]);
    } catch (Broken e) {
      log.add(page[at], e.wanted(), e.found());
      return NONE;
    }
    return intern(page, at, valuesAt, stack, 0, depth);
  }

  private int intern(int[] page, int at, int valuesAt, int[] found, int from, int to) {
    long bytes = (long) FRAME_BYTES * (to - from);
    if (!budget.walk(to - from + page[SampleRecords.labelsAt(page, valuesAt)])
        || !budget.take(bytes)) {
      log.add(page[at], "samples that fit into the heap", "more");
      return FULL;
    }
    int before = stacks.stackCount();
    int number = stacks.stack(found, from, to);
    if (stacks.stackCount() == before) {
      budget.give(bytes);
    } else if (!budget.take(STACK_BYTES)) {
      log.add(page[at], "stacks that fit into the heap", "more");
      return FULL;
    }
    return number;
  }

  /** Resolves the locations of a record into {@link #stack}. */
  private void frames(SampleRecords samples, int[] page, int from, int count) throws Broken {
    depth = 0;
    for (int i = from; i < from + count; i++) {
      long found = frames.location(samples.widen(page[i]));
      append((int) (found >>> 32), (int) found);
    }
  }

  /** Adds {@code count} resolved frames. */
  private void append(int from, int count) throws Broken {
    if (depth + count > stack.length) {
      if (depth + count > Budget.STACK_FRAMES_MAX) {
        throw new Broken(0, "at most " + Budget.STACK_FRAMES_MAX + " frames in a stack", "more");
      }
      stack = Arrays.copyOf(stack, Math.max(depth + count, stack.length * 2));
    }
    int[] all = frames.all();
    for (int i = 0; i < count; i++) {
      stack[depth++] = all[from + i];
    }
  }
}
