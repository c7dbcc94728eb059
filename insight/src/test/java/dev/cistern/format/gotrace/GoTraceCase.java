package dev.cistern.format.gotrace;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A trace with every common event, for the damage harness; its records are threads' events. */
public final class GoTraceCase implements DamageCase {
  private static final Set<String> NOT_COUNTED =
      Set.of(
          "EventBatch",
          "Stacks",
          "Stack",
          "Strings",
          "String",
          "CPUSamples",
          "CPUSample",
          "Sync",
          "Frequency",
          "ClockSnapshot",
          "EndOfGeneration",
          "ExperimentalBatch");

  @Override
  public Format format() {
    return new GoTraceFormat();
  }

  @Override
  public byte[] sample() throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/recorded/go/traces/pools.trace"));
  }

  @Override
  public long records(Evidence evidence) throws IOException {
    evidence.timeline().orElseThrow().scan(List.of(new Everything()));
    Facts.OfTrace facts = (Facts.OfTrace) evidence.facts().read().detail();
    return facts.eventCounts().entrySet().stream()
        .filter(entry -> !NOT_COUNTED.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    return new Walk(sample, length).events();
  }

  @Override
  public List<Bomb> bombs() {
    return List.of(
        new Bomb("almost a million empty batches", manyBatches(800_000, 1, 0, false)),
        new Bomb("as many generations as batches", manyBatches(200_000, 1, 1, false)),
        new Bomb("as many threads as batches", manyBatches(200_000, 1, 0, true)),
        new Bomb("goroutines that never end", goroutines()),
        new Bomb("names without end", names()),
        new Bomb("stacks without end", stacks()),
        new Bomb("nobody's turn", outOfTurn()));
  }

  private static byte[] manyBatches(int count, int body, int step, boolean threads) {
    Out out = new Out();
    for (int i = 0; i < count; i++) {
      out.batch(1 + (long) i * step, threads ? i : 7, new byte[body]);
    }
    return out.bytes();
  }

  private static byte[] goroutines() {
    Out out = new Out();
    Out body = new Out();
    body.event(Wire.PROC_STATUS, 1, 0, Proc.RUNNING);
    Random random = new Random(1);
    for (int i = 0; i < 600_000; i++) {
      body.event(Wire.GO_CREATE, 1, random.nextLong(), 1, 1);
      if (body.size() > 60_000) {
        out.batch(1, 7, body.take());
      }
    }
    return out.bytes();
  }

  private static byte[] names() {
    Out out = new Out();
    Out body = new Out();
    byte[] text = new byte[1000];
    Random random = new Random(2);
    for (int i = 0; i < 16_000; i++) {
      if (body.size() == 0) {
        body.event(Wire.STRINGS);
      }
      random.nextBytes(text);
      body.event(Wire.STRING, i + 1, text.length);
      body.out.writeBytes(text);
      if (body.size() > 60_000) {
        out.batch(1 + i / 4_000, -1, body.take());
      }
    }
    return out.bytes();
  }

  private static byte[] stacks() {
    Out out = new Out();
    Out body = new Out();
    for (int i = 0; i < 60_000; i++) {
      if (body.size() == 0) {
        body.event(Wire.STACKS);
      }
      body.event(Wire.STACK, i + 1, 32);
      for (int frame = 0; frame < 32; frame++) {
        body.varints((long) i * 32 + frame, 1, 1, frame);
      }
      if (body.size() > 60_000) {
        out.batch(1, -1, body.take());
      }
    }
    return out.bytes();
  }

  private static byte[] outOfTurn() {
    Out out = new Out();
    for (int thread = 0; thread < 20_000; thread++) {
      Out body = new Out();
      body.event(Wire.PROC_STATUS, 1, thread, Proc.RUNNING);
      for (int i = 0; i < 50; i++) {
        body.event(Wire.GO_UNBLOCK, 1, thread, i * 3, 0);
      }
      out.batch(1, thread, body.take());
    }
    return out.bytes();
  }

  /** Writes traces byte by byte. */
  static final class Out {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean headed;

    void event(int type, long... arguments) {
      out.write(type);
      varints(arguments);
    }

    void varints(long... values) {
      for (long value : values) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
          out.write((int) (left & 0x7f | 0x80));
          left >>>= 7;
        }
        out.write((int) left);
      }
    }

    void batch(long generation, long thread, byte[] body) {
      if (!headed) {
        headed = true;
        out.writeBytes("go 1.23 trace\0\0\0".getBytes(StandardCharsets.UTF_8));
      }
      event(Wire.EVENT_BATCH, generation, thread, 1, body.length);
      out.writeBytes(body);
    }

    int size() {
      return out.size();
    }

    byte[] take() {
      byte[] bytes = out.toByteArray();
      out.reset();
      return bytes;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  /** Counts the events of threads that lie whole in a stretch of a whole trace, batch by batch. */
  private static final class Walk {
    private final byte[] bytes;
    private final int length;
    private final Wire wire = new Wire(26);
    private int at = Container.HEADER_BYTES;

    Walk(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    long events() {
      long count = 0;
      while (at < length) {
        if (bytes[at++] == Wire.END_OF_GENERATION) {
          continue;
        }
        varint();
        varint();
        varint();
        int size = (int) varint();
        int end = at + size;
        count += eventsUntil(end);
        at = end;
      }
      return count;
    }

    private long eventsUntil(int end) {
      long count = 0;
      while (at < Math.min(end, length) && wire.timedArgs(bytes[at] & 0xff) > 0) {
        int arguments = wire.timedArgs(bytes[at++] & 0xff);
        for (int i = 0; i < arguments; i++) {
          varint();
        }
        if (at <= length) {
          count++;
        }
      }
      return count;
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; at < bytes.length; shift += 7) {
        byte b = bytes[at++];
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          break;
        }
      }
      return value;
    }
  }
}
