package dev.cistern.format.pprof;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A profile with every kind of field, in Go's order: strings last. */
public final class PprofCase implements DamageCase {
  private static final int SAMPLES = 300;
  private static final int LOCATIONS = 120;

  @Override
  public Format format() {
    return new PprofFormat();
  }

  @Override
  public byte[] sample() {
    Random random = new Random(7);
    Proto profile =
        Proto.message().inner(1, Proto.type(1, 2)).inner(1, Proto.type(3, 4)).number(9, 17);
    for (int i = 0; i < SAMPLES; i++) {
      long[] stack = new long[1 + random.nextInt(30)];
      for (int j = 0; j < stack.length; j++) {
        stack[j] = 1L + random.nextInt(LOCATIONS);
      }
      Proto sample = Proto.sample(stack, i, -i * 1_000_000L);
      sample.inner(3, Proto.message().number(1, 5).number(2, 6 + random.nextInt(3)));
      sample.inner(3, Proto.message().number(1, 7).number(3, i).number(4, 4));
      profile.inner(2, sample);
    }
    profile.inner(3, Proto.message().number(1, 1).number(2, 4096).number(3, 1 << 20).number(5, 8));
    for (int i = 1; i <= LOCATIONS; i++) {
      profile.inner(
          4, Proto.location(i, 1, 0x4000 + i, i % 3 == 0 ? new long[] {i, 1} : new long[] {i}));
    }
    for (int i = 1; i <= LOCATIONS; i++) {
      profile.inner(5, Proto.function(i, 9 + i, 9 + i, 8));
    }
    profile.inner(11, Proto.type(3, 4)).number(12, 10_000_000).number(7, 5).number(13, 5);
    for (String text :
        List.of("", "samples", "count", "cpu", "nanoseconds", "a", "b", "c", "d.go")) {
      profile.text(6, text);
    }
    for (int i = 0; i <= LOCATIONS; i++) {
      profile.text(6, "example/pkg%d.(*Type[...]).method%d".formatted(i % 7, i));
    }
    return profile.done();
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.profile().orElseThrow().sampleCount();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    long samples = 0;
    int at = 0;
    while (at < length) {
      int tag = sample[at++] & 0xff;
      long value = 0;
      for (int shift = 0; at < sample.length; shift += 7) {
        byte next = sample[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          break;
        }
      }
      at += (tag & 7) == 2 ? (int) value : 0;
      samples += tag == 0x12 && at <= length ? 1 : 0;
    }
    return samples;
  }

  @Override
  public List<Bomb> bombs() {
    return List.of(
        new Bomb("a location of many lines in many samples", PprofCase::manyLines),
        new Bomb("many sample types", PprofCase::manyTypes),
        new Bomb("tiny samples", () -> repeated(2, 3_000_000)),
        new Bomb("small samples beyond those held", PprofCase::smallSamples),
        new Bomb("tiny strings", () -> repeated(6, 4_000_000)),
        new Bomb("tiny functions", () -> repeated(5, 4_000_000)),
        new Bomb("one long string", PprofCase::longString),
        new Bomb("a deep stack", PprofCase::deepStack),
        new Bomb("ids all over", PprofCase::sparseIds),
        new Bomb("many labels", PprofCase::manyLabels),
        new Bomb("hostile expressions", PprofCase::hostileExpression));
  }

  /** More than are held until the tables have come; the tables stand behind them. */
  private static byte[] smallSamples() {
    Proto profile = Proto.message().inner(1, Proto.type(0, 0));
    byte[] sample = Proto.sample(new long[] {1, 2, 1}, 1).done();
    for (int i = 0; i < 1_500_000; i++) {
      profile.bytes(2, sample);
    }
    return profile
        .inner(4, Proto.location(1, 0, 1, 1))
        .inner(4, Proto.location(2, 0, 2, 1))
        .inner(5, Proto.function(1, 0, 0, 0))
        .done();
  }

  private static byte[] manyLines() {
    Proto profile = Proto.message().inner(1, Proto.type(0, 0));
    long[] functions = new long[60_000];
    profile.inner(4, Proto.location(1, 0, 1, functions));
    Proto sample = Proto.sample(new long[] {1}, 1);
    for (int i = 0; i < 500_000; i++) {
      profile.inner(2, sample);
    }
    return profile.done();
  }

  private static byte[] manyTypes() {
    Proto profile = Proto.message();
    for (int i = 0; i < 100_000; i++) {
      profile.inner(1, Proto.message());
    }
    return repeated(profile, 2, 1_000_000);
  }

  private static byte[] repeated(int field, int times) {
    return repeated(Proto.message().inner(1, Proto.type(0, 0)), field, times);
  }

  private static byte[] repeated(Proto begun, int field, int times) {
    Proto empty = Proto.message();
    for (int i = 0; i < times; i++) {
      begun.inner(field, empty);
    }
    return begun.done();
  }

  private static byte[] longString() {
    return Proto.message()
        .inner(1, Proto.type(1, 0))
        .text(6, "")
        .text(6, "x".repeat(20_000_000))
        .number(7, 1)
        .number(13, 1)
        .done();
  }

  private static byte[] deepStack() {
    long[] stack = new long[3_000_000];
    Arrays.fill(stack, 1);
    return Proto.message()
        .inner(1, Proto.type(0, 0))
        .inner(4, Proto.location(1, 0, 1))
        .inner(2, Proto.sample(stack, 1))
        .done();
  }

  private static byte[] sparseIds() {
    Proto profile = Proto.message().inner(1, Proto.type(0, 0));
    for (long i = 1; i < 1_000_000; i++) {
      profile.inner(4, Proto.message().number(1, i << 40));
    }
    return profile.inner(2, Proto.sample(new long[] {1L << 40, -1}, 1)).done();
  }

  private static byte[] manyLabels() {
    Proto profile = Proto.message().inner(1, Proto.type(0, 0));
    for (int s = 0; s < 3000; s++) {
      Proto sample = Proto.sample(new long[0], 1);
      for (int i = 0; i < 2000; i++) {
        sample.inner(3, Proto.message().number(3, i + s));
      }
      profile.inner(2, sample);
    }
    return profile.done();
  }

  private static byte[] hostileExpression() {
    return Proto.message()
        .inner(1, Proto.type(0, 0))
        .inner(2, Proto.sample(new long[] {1}, 1))
        .inner(4, Proto.location(1, 0, 1, 1))
        .inner(5, Proto.function(1, 1, 1, 0))
        .text(6, "")
        .text(6, "a".repeat(60_000))
        .text(6, "((a{1000}){1000}){1000}")
        .number(7, 2)
        .number(8, 2)
        .done();
  }
}
