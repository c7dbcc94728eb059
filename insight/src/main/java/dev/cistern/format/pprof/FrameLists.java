package dev.cistern.format.pprof;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * The frames of held samples, page by page, made beside for locations that are resolved already:
 * this half of the work touches nothing that the other half changes.
 */
final class FrameLists {
  /**
   * Frames of a page's records, one after another.
   *
   * @param ends where those of a record end, −1 if they are not among them
   */
  record Page(int[] frames, int[] ends) {}

  private static final int AHEAD = 3; // pages
  private static final int GROWTH_MAX = 4; // frames by ints of a page

  private final SampleRecords samples;
  private final int[] places;
  private final int[] all;
  private final int known; // of all: what the caller resolves meanwhile stands behind it
  private final Executor beside;
  private final Queue<FutureTask<Page>> begun = new ArrayDeque<>();
  private final Queue<int[]> spare = new ArrayDeque<>(); // of pages the caller is done with
  private int[] taken = new int[0];
  private int next;

  FrameLists(SampleRecords samples, Frames frames, Executor beside) {
    this.samples = samples;
    this.beside = beside;
    places = frames.places();
    all = frames.all();
    known = frames.count();
  }

  /** The next page; the one taken before is not to be read any more. */
  Page take() {
    spare.add(taken);
    while (begun.size() < AHEAD && next < samples.pageCount()) {
      int number = next++;
      int[] into = spare.isEmpty() ? new int[0] : spare.remove();
      FutureTask<Page> work = new FutureTask<>(() -> make(number, into));
      beside.execute(work);
      begun.add(work);
    }
    Page page = Beside.result(begun.remove());
    taken = page.frames();
    return page;
  }

  private Page make(int number, int[] into) {
    int[] page = samples.page(number);
    int end = samples.pageEnd(number);
    Maker maker = new Maker(page.length, into);
    for (int at = 0; at < end; ) {
      maker.add(page, at + 2, page[at + 1]);
      int valuesAt = SampleRecords.valuesAt(page, at);
      at = SampleRecords.next(page, SampleRecords.labelsAt(page, valuesAt));
    }
    return new Page(maker.frames, maker.ends);
  }

  /** One page on its way. */
  private final class Maker {
    private int[] frames;
    private int[] ends = new int[64];
    private int filled;
    private int records;
    private final int max;

    Maker(int pageInts, int[] into) {
      frames = into.length < pageInts ? new int[pageInts] : into;
      max = GROWTH_MAX * pageInts;
    }

    /** Adds a record's locations, unless one is not resolved or they stand for too many frames. */
    void add(int[] page, int from, int count) {
      if (records == ends.length) {
        ends = Arrays.copyOf(ends, 2 * records);
      }
      ensure(filled, count);
      int[] into = frames;
      int to = filled;
      for (int i = from; i < from + count; i++) {
        int id = page[i];
        int place = id >= 0 && id < places.length ? places[id] : 0;
        if (place > 0) {
          into[to++] = place - 1;
        } else {
          int inlined = place == 0 || -place >= known ? max : all[-place - 1];
          int left = from + count - i;
          if (inlined > max - to - left) {
            ends[records++] = -1;
            return;
          }
          ensure(to, inlined + left);
          into = frames;
          System.arraycopy(all, -place, into, to, inlined);
          to += inlined;
        }
      }
      filled = to;
      ends[records++] = to;
    }

    private void ensure(int used, int more) {
      if (more > frames.length - used) {
        frames = Arrays.copyOf(frames, Math.max(used + more, frames.length + (frames.length >> 1)));
      }
    }
  }
}
