package dev.cistern.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/**
 * Makes a recording with stacks of a wanted size: {@code JfrGenerator FILE MEGABYTES}.
 *
 * <p>Events of our own with stacks of 8 to 40 frames out of some ten thousand, allocation samples
 * and TLAB events as a busy program has them. Beyond 64 MB the recording's chunks are repeated, as
 * a recording is any number of chunks one after another.
 */
public final class JfrGenerator {
  private static final long MIB = 1 << 20;
  private static final long RECORDED_BYTES_MAX = 64 * MIB;
  private static final int EVENTS_A_TURN = 10_000;

  /** Something that a program did. */
  @Name("dev.cistern.bench.Work")
  @Label("Work")
  @StackTrace
  static final class Work extends Event {
    @Label("Id")
    long id;

    @Label("Amount")
    int amount;

    @Label("What")
    String what = "";
  }

  private final Random random = new Random(1);
  private final List<byte[]> kept = new ArrayList<>();
  private long count;

  private JfrGenerator() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    long wantedBytes = Long.parseLong(arguments[1]) * MIB;
    Path part = file.resolveSibling(file.getFileName() + ".part");
    new JfrGenerator().record(part, Math.min(wantedBytes, RECORDED_BYTES_MAX));
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < wantedBytes; written += Files.size(part)) {
        Files.copy(part, out);
      }
    }
    Files.delete(part);
  }

  private void record(Path file, long bytes) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable(Work.class).withStackTrace();
      recording.setSettings(
          Map.of(
              "dev.cistern.bench.Work#enabled", "true",
              "jdk.ObjectAllocationSample#enabled", "true",
              "jdk.ObjectAllocationSample#stackTrace", "true",
              "jdk.ObjectAllocationSample#throttle", "2000/s",
              "jdk.ObjectAllocationInNewTLAB#enabled", "true",
              "jdk.ObjectAllocationInNewTLAB#stackTrace", "true",
              "jdk.GarbageCollection#enabled", "true",
              "jdk.GCPhasePause#enabled", "true",
              "jdk.GCHeapSummary#enabled", "true"));
      recording.start();
      while (recording.getSize() < bytes) {
        for (int i = 0; i < EVENTS_A_TURN; i++) {
          descend(8 + random.nextInt(32), random.nextInt());
        }
      }
      recording.stop();
      recording.dump(file);
    }
  }

  /** One of four ways down at each step, so that there are many stacks of few methods. */
  private void descend(int depth, int path) {
    if (depth == 0) {
      emit();
      return;
    }
    switch (depth > 7 ? 0 : path & 3) {
      case 0 -> left(depth - 1, path >>> 2);
      case 1 -> right(depth - 1, path >>> 2);
      case 2 -> across(depth - 1, path >>> 2);
      default -> descend(depth - 1, path >>> 2);
    }
  }

  private void left(int depth, int path) {
    descend(depth, path);
  }

  private void right(int depth, int path) {
    descend(depth, path);
  }

  private void across(int depth, int path) {
    descend(depth, path);
  }

  private void emit() {
    Work work = new Work();
    work.id = count++;
    work.amount = random.nextInt(1 << 20);
    work.what = "order";
    if ((count & 7) == 0) {
      kept.add(new byte[1 + random.nextInt(4096)]);
      if (kept.size() > 2_000) {
        kept.clear();
      }
    }
    work.commit();
  }
}
