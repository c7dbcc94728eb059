package dev.cistern.format.jfr;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two chunks with different type ids, tables before and behind the events, contexts in one. */
public final class JfrCase implements DamageCase {
  private static final int HEADER_BYTES = 68;

  @Override
  public Format format() {
    return new JfrFormat();
  }

  @Override
  public byte[] sample() {
    byte[] first = MiniRecording.sample(true, 0, 700, true);
    byte[] second = withContexts(new MiniRecording(true, 5).events(600), 100, 10_000);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Adds so many contexts, each a little shorter than the one before and within it. */
  private static byte[] withContexts(MiniRecording recording, int count, long step) {
    for (int i = 0; i < count; i++) {
      recording.context(step * i, 2 * step * (count - i), 1 + i % 2, "service " + i % 7, i);
    }
    return recording.chunk(20, false);
  }

  @Override
  public long records(Evidence evidence) throws IOException {
    Recordings.scan(evidence.timeline().orElseThrow(), _ -> {});
    return ((Facts.OfRecording) evidence.facts().read().detail())
        .eventCounts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts sizes by itself: a varint of at most four bytes, as the JDK writes them. */
  @Override
  public long wholeBefore(byte[] sample, int length) {
    long events = 0;
    ByteBuffer in = ByteBuffer.wrap(sample);
    for (int chunk = 0; chunk + HEADER_BYTES <= length; ) {
      int end = chunk + (int) in.getLong(chunk + 8);
      int at = chunk + HEADER_BYTES;
      while (at < end) {
        int size = 0;
        int shift = 0;
        for (int i = at; ; i++, shift += 7) {
          size |= (sample[i] & 0x7f) << shift;
          if (sample[i] >= 0) {
            break;
          }
        }
        at += size;
        if (at > length) {
          return events;
        }
        events++;
      }
      chunk = end;
    }
    return events;
  }

  @Override
  public List<Bomb> bombs() {
    List<Bomb> bombs = new ArrayList<>();
    bombs.add(new Bomb("only the magic", new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1}));
    bombs.add(new Bomb("a header alone", header(0, 0)));
    bombs.add(new Bomb("events without size", pad(header(1 << 20, 68), 1 << 20)));
    bombs.add(new Bomb("a million headers", headers()));
    bombs.add(
        new Bomb(
            "metadata of 2 G strings", withMetadata(HostileMetadata.number(Integer.MAX_VALUE))));
    bombs.add(new Bomb("metadata nested without end", withMetadata(nested(200_000))));
    bombs.add(new Bomb("metadata of a type within itself", withMetadata(recursive())));
    bombs.add(
        new Bomb(
            "metadata of a thousand wide types", () -> withMetadata(HostileMetadata.wide(1_000))));
    bombs.add(
        new Bomb(
            "contexts in contexts",
            () -> withContexts(new MiniRecording(true, 0).events(20_000), 200_000, 5)));
    bombs.add(new Bomb("metadata of many types", () -> withMetadata(HostileMetadata.wide(40_000))));
    return bombs;
  }

  private static byte[] header(long size, long metadataAt) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
    out.put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1});
    out.putLong(size).putLong(0).putLong(metadataAt);
    out.putLong(1).putLong(1).putLong(1).putLong(1_000_000_000).putInt(1);
    return out.array();
  }

  private static byte[] pad(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] headers() {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES * 200_000);
    while (out.hasRemaining()) {
      out.put(header(HEADER_BYTES, 68));
    }
    return out.array();
  }

  /** One chunk with one metadata event of this body. */
  private static byte[] withMetadata(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] typeAndTimes = {0, 0, 0, 1}; // type 0, start, duration, id
    int size = 5 + typeAndTimes.length + body.length;
    out.writeBytes(header(HEADER_BYTES + size, HEADER_BYTES));
    out.writeBytes(padded(size));
    out.writeBytes(typeAndTimes);
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] nested(int depth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {1, 1}); // one string, empty
    for (int i = 0; i < depth; i++) {
      out.writeBytes(new byte[] {0, 0, 1}); // name, no attribute, one child
    }
    return out.toByteArray();
  }

  /** An event whose field is of a type that holds itself twice, inline. */
  private static byte[] recursive() {
    String[] strings = {
      "root",
      "metadata",
      "class",
      "field",
      "id",
      "name",
      "superType",
      "7",
      "8",
      "Loop",
      "Event",
      "jdk.jfr.Event",
      "a",
      "b"
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(strings.length);
    for (String string : strings) {
      out.write(3);
      out.write(string.length());
      out.writeBytes(string.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes(new byte[] {0, 0, 1, 1, 0, 2}); // root with metadata with two classes
    out.writeBytes(new byte[] {2, 2, 4, 7, 5, 9, 2}); // class id=7 name=Loop, two fields
    out.writeBytes(new byte[] {3, 2, 2, 7, 5, 12, 0, 3, 2, 2, 7, 5, 13, 0});
    out.writeBytes(new byte[] {2, 3, 4, 8, 5, 10, 6, 11, 1}); // class id=8 name=Event
    out.writeBytes(new byte[] {3, 2, 2, 7, 5, 12, 0});
    return out.toByteArray();
  }

  /** A number in five bytes. */
  private static byte[] padded(int value) {
    byte[] bytes = new byte[5];
    for (int i = 0; i < 5; i++) {
      bytes[i] = (byte) ((value >>> 7 * i & 0x7f) | (i < 4 ? 0x80 : 0));
    }
    return bytes;
  }
}
