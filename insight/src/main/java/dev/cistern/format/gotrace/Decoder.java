package dev.cistern.format.gotrace;

import java.io.IOException;

/**
 * Decodes the events of threads, a stretch at a time, whichever thread's is asked for.
 *
 * <p>A broken event ends its batch: where the next event begins is not known. The thread goes on
 * with its next batch.
 */
final class Decoder {
  private static final long LATEST_NANOS = 1L << 61;

  /** Most events have 4 to 6 bytes. */
  private static final int BYTES_EACH = 6;

  private final Source source;
  private final Wire wire;
  private final int version;
  private final Generation generation;
  private final Window headers;
  private final Batch batch = new Batch();
  private final byte[] block;
  private int afterLonger;

  /** For stretches of so many events. */
  Decoder(Source source, Wire wire, int version, Generation generation, int eventsMax) {
    this.source = source;
    this.wire = wire;
    this.version = version;
    this.generation = generation;
    this.headers = new Window(source, Batch.HEADER_BYTES_MAX);
    this.block = new byte[Wire.EVENT_BYTES_MAX * 2 + eventsMax * BYTES_EACH];
  }

  /** Decodes the thread's next events; none where it has no more. */
  Stretch fill(Feed feed, Stretch into) throws IOException {
    while (true) {
      while (feed.at >= feed.bodyEnd) {
        if (feed.nextBatch == feed.batches.size()) {
          into.begin(feed.nextBatch, feed.at);
          into.last = true;
          return into;
        }
        openBatch(feed);
      }
      into.begin(feed.nextBatch, feed.at);
      int wanted = (int) Math.min(block.length, feed.bodyEnd - feed.at);
      int length = source.read(feed.at, block, 0, wanted);
      if (length < wanted) {
        feed.bodyEnd = feed.at + length; // the file has become shorter
      }
      decode(feed, into, length);
      if (length == 0) {
        into.breakOff(feed.at, "", "");
      }
      if (into.broken) {
        feed.at = feed.bodyEnd;
      }
      if (into.broken || into.count > 0) {
        return into;
      }
    }
  }

  private void openBatch(Feed feed) throws IOException {
    headers.move(feed.batches.get(feed.nextBatch++), source.sizeBytes());
    batch.read(headers, version);
    feed.at = batch.bodyAt;
    feed.bodyEnd = Math.min(batch.bodyAt + batch.sizeBytes, source.sizeBytes());
    feed.clockNanos = generation.nanos(batch.time);
  }

  private void decode(Feed feed, Stretch into, int length) {
    byte[] bytes = block;
    byte[] types = into.types;
    long[] words = into.words;
    double nanosPerTick = generation.nanosPerTick();
    int wordsEnd = words.length - Wire.ARGS_MAX;
    // Events that may reach over the block's end are left for the next one.
    int lastBegin = feed.at + length == feed.bodyEnd ? length : length - Wire.EVENT_BYTES_MAX + 1;
    long clock = feed.clockNanos;
    int count = 0;
    int word = 0;
    int at = 0;
    while (at < lastBegin && count < types.length && word <= wordsEnd) {
      int begin = at;
      byte type = bytes[at++];
      int args = wire.timedArgs(type & 0xff);
      if (args == 0) {
        into.breakOff(feed.at + begin, "an event of a thread", "byte " + (type & 0xff));
        break;
      }
      int end = word + args;
      int to = word;
      while (to < end && at < length) {
        long value = bytes[at++];
        if (value < 0) {
          value = longer(bytes, at, length, value & 0x7f);
          at = afterLonger;
        }
        words[to++] = value;
      }
      if (to < end || at > length) {
        breakOff(into, feed.at + begin, type, at > length + 1);
        break;
      }
      clock = Math.min(clock + nanos(words[word], nanosPerTick), LATEST_NANOS);
      words[word] = clock;
      types[count] = type;
      into.places[count++] = begin;
      word = end;
    }
    into.count = count;
    feed.clockNanos = clock;
    feed.at += Math.min(at, length);
  }

  /**
   * The rest of a varint of more than one byte, and where it ends: one past the block's end if it
   * is cut off there, two if it has more than 64 bits.
   */
  private long longer(byte[] bytes, int from, int length, long firstBits) {
    long value = firstBits;
    int at = from;
    for (int shift = 7; shift < 70; shift += 7) {
      if (at == length) {
        afterLonger = length + 1;
        return 0;
      }
      byte more = bytes[at++];
      value |= (long) (more & 0x7f) << shift;
      if (more >= 0 && (shift < 63 || more <= 1)) {
        afterLonger = at;
        return value;
      }
    }
    afterLonger = length + 2;
    return 0;
  }

  private void breakOff(Stretch into, long at, byte type, boolean tooLong) {
    into.breakOff(
        at,
        "a whole " + wire.name(type & 0xff),
        tooLong ? "a varint longer than 64 bits" : "the end of its batch");
  }

  private static long nanos(long ticks, double nanosPerTick) {
    return ticks < 0 ? LATEST_NANOS : Math.min((long) (ticks * nanosPerTick), LATEST_NANOS);
  }
}
