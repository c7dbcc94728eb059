package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The processor samples of one generation, in order of time. */
final class Samples {
  /** At 100 a second a quarter of a million are 40 minutes of one processor's work. */
  private static final int SAMPLES_MAX = 1 << 18;

  private static final int BLOCK_BYTES = 1 << 12;

  /** One sample; {@code proc} is −1 and {@code task} 0 where the thread had none. */
  record Sample(long timeNanos, long thread, int proc, long task, int stack) {}

  private Samples() {}

  static List<Sample> read(
      Generation generation,
      Source source,
      int version,
      Tables tables,
      DamageLog damage,
      long[] counts)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    Window in = new Window(source, BLOCK_BYTES);
    Batch batch = new Batch();
    for (int i = 0; i < generation.samples().size(); i++) {
      in.move(generation.samples().get(i), Long.MAX_VALUE);
      batch.read(in, version);
      in.move(batch.bodyAt, batch.bodyAt + batch.sizeBytes);
      in.next(); // the byte that told the batch's kind
      counts[Wire.CPU_SAMPLES]++;
      while (!in.atEnd()) {
        long at = in.at();
        int type = in.next();
        long time = in.varint();
        long thread = in.varint();
        long proc = in.varint();
        long task = in.varint();
        long stack = in.varint();
        if (type != Wire.CPU_SAMPLE || in.failed()) {
          damage.add(at, "a whole processor sample", type == 7 ? "its end" : "byte " + type);
          break;
        }
        if (samples.size() == SAMPLES_MAX) {
          damage.add(at, "at most %d processor samples".formatted(SAMPLES_MAX), "another one");
          break;
        }
        counts[Wire.CPU_SAMPLE]++;
        samples.add(
            new Sample(
                generation.nanos(time),
                thread,
                Math.clamp(proc, -1, Integer.MAX_VALUE),
                task,
                tables.stack(stack)));
      }
    }
    samples.sort(Comparator.comparingLong(Sample::timeNanos));
    return samples;
  }
}
