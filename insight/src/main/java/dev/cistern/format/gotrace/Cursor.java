package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The events of one thread in one generation; holds the one at hand. */
final class Cursor {
  private final Machine machine;
  private final Wire wire;
  private final Decoder decoder;
  private final Ahead ahead;
  private final DamageLog damage;
  private final Feed feed = new Feed();
  private Stretch stretch;
  private @Nullable FutureTask<Stretch> asked;
  private byte[] types;
  private long[] words;
  private int count;
  private int index;
  private int word; // of the event at hand
  private int abandoned; // a batch, by its place among the thread's

  private int type;
  private long timeNanos;
  private boolean broken;

  /** For a thread whose stretches have so many events. */
  Cursor(
      Machine machine, Wire wire, Decoder decoder, Ahead ahead, int eventsMax, DamageLog damage) {
    this.machine = machine;
    this.wire = wire;
    this.decoder = decoder;
    this.ahead = ahead;
    this.damage = damage;
    stretch = new Stretch(eventsMax);
    types = stretch.types;
    words = stretch.words;
  }

  /** Adds a batch of this thread by its header's offset. */
  void add(long batchAt) {
    feed.batches.add(batchAt);
  }

  /** Has the first events decoded, after all batches are added. */
  void begin() {
    ask(ahead.runsAhead() ? new Stretch(types.length) : stretch);
  }

  Machine machine() {
    return machine;
  }

  int type() {
    return type;
  }

  /** The event's time on the trace's clock. */
  long timeNanos() {
    return timeNanos;
  }

  /** An argument after the time difference, from 0. */
  long arg(int argument) {
    return words[word + 1 + argument];
  }

  /** Where the event lies in the file. */
  long eventAt() {
    return stretch.fileAt + stretch.places[index];
  }

  /** Whether a part of this thread's events could not be read. */
  boolean broken() {
    return broken;
  }

  /** Goes to the next event; false at the thread's end. */
  boolean next() throws IOException {
    if (index + 1 < count) {
      word += wire.timedArgs(type);
      index++;
      type = types[index] & 0xff;
      timeNanos = words[word];
      return true;
    }
    return nextStretch();
  }

  /** Leaves out what is left of the batch at hand. */
  void abandonBatch() {
    broken = true;
    abandoned = stretch.batch;
    count = 0;
  }

  private boolean nextStretch() throws IOException {
    do {
      if (stretch.broken && stretch.batch != abandoned) {
        broken = true;
        if (!stretch.wanted.isEmpty()) {
          damage.add(stretch.brokenAt, stretch.wanted, stretch.found);
        }
      }
      if (asked == null) {
        return false;
      }
      Stretch done = stretch;
      stretch = ahead.take(asked);
      if (stretch.last) {
        asked = null;
        return false;
      }
      ask(done);
    } while (stretch.count == 0 || stretch.batch == abandoned);
    types = stretch.types;
    words = stretch.words;
    count = stretch.count;
    index = 0;
    word = 0;
    type = types[0] & 0xff;
    timeNanos = words[0];
    return true;
  }

  private void ask(Stretch into) {
    asked = ahead.ask(() -> decoder.fill(feed, into));
  }
}
