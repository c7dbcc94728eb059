package dev.cistern.format.pprof;

import dev.cistern.model.Labels;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * The label sets of held samples, made beside as far as that needs no new string; the others are
 * made when asked for.
 */
final class LabelSets {
  private static final int LABEL_BYTES = 60; // while the model's table grows

  private final SampleRecords samples;
  private final StringTable strings;
  private final Labels labels;
  private final Budget budget;
  private final FutureTask<int[]> work = new FutureTask<>(this::makeAhead);
  private final boolean begun;
  private int[] ahead = new int[0]; // set + 1 of each sample, 0 if not made

  /** Begins; the labels are not to be touched before {@link #join}. */
  LabelSets(
      SampleRecords samples, StringTable strings, Labels labels, Budget budget, Executor beside) {
    this.samples = samples;
    this.strings = strings;
    this.labels = labels;
    this.budget = budget;
    long bytes = LABEL_BYTES * samples.labelTotal();
    begun = budget.affords(bytes) && budget.take(bytes);
    if (begun) {
      beside.execute(work);
    }
  }

  private int[] makeAhead() {
    labels.expect(samples.count(), (int) samples.labelTotal());
    int[] made = new int[samples.count()];
    int sample = 0;
    for (int number = 0; number < samples.pageCount(); number++) {
      int[] page = samples.page(number);
      int end = samples.pageEnd(number);
      for (int at = 0; at < end; sample++) {
        int labelsAt = SampleRecords.labelsAt(page, SampleRecords.valuesAt(at));
        if (!addKnown(page, labelsAt)) {
          labels.abandon();
          return made;
        }
        made[sample] = labels.end() + 1;
        at = SampleRecords.next(page, labelsAt);
      }
    }
    return made;
  }

  private boolean addKnown(int[] page, int labelsAt) {
    int end = SampleRecords.next(page, labelsAt);
    for (int at = labelsAt + 1; at < end; at = after(page, at)) {
      int key = strings.known(page[at]);
      int text = strings.known(page[at + 1]);
      int unit = strings.known(unit(page, at));
      if (key < 0 || text < 0 || unit < 0) {
        return false;
      }
      labels.add(key, text, number(page, at), unit);
    }
    return true;
  }

  /** Waits for what is made beside. */
  void join() {
    if (begun) {
      ahead = Beside.result(work);
    }
  }

  /** Forgets the held samples. */
  void clear() {
    ahead = new int[0];
  }

  /**
   * The set of a sample whose labels stand at {@code labelsAt}, or −1 if memory has no room for it;
   * after {@link #join}. {@code sample} is its number among those held, or beyond.
   */
  int set(int sample, int[] page, int labelsAt) {
    if (sample < ahead.length && ahead[sample] > 0) {
      return ahead[sample] - 1;
    }
    long bytes = LABEL_BYTES / 2L * page[labelsAt];
    if (!budget.take(bytes)) {
      return -1;
    }
    int end = SampleRecords.next(page, labelsAt);
    for (int at = labelsAt + 1; at < end; at = after(page, at)) {
      labels.add(
          strings.id(samples.widen(page[at])),
          strings.id(samples.widen(page[at + 1])),
          number(page, at),
          strings.id(samples.widen(unit(page, at))));
    }
    int before = labels.size();
    int set = labels.end();
    if (labels.size() == before) {
      budget.give(bytes);
    }
    return set;
  }

  private static boolean hasText(int[] page, int at) {
    return page[at + 1] != 0;
  }

  private static int unit(int[] page, int at) {
    return hasText(page, at) ? 0 : page[at + 2];
  }

  private static long number(int[] page, int at) {
    return hasText(page, at) ? 0 : (long) page[at + 3] << 32 | page[at + 4] & 0xffffffffL;
  }

  private static int after(int[] page, int at) {
    return at + (hasText(page, at) ? 2 : SampleRecords.LABEL_INTS);
  }
}
