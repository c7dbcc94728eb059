package dev.cistern.damage;

import com.sun.management.OperatingSystemMXBean;
import dev.cistern.damage.DamageCase.Bomb;
import dev.cistern.damage.Mutations.Mutant;
import dev.cistern.format.Format;
import dev.cistern.format.Gzip;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The process that {@link DamageHarness} starts: {@code DamageRun CASE SEED}; exits 1 and prints
 * what went wrong.
 */
public final class DamageRun {
  private static final long CPU_NANOS_MAX = 5_000_000_000L; // of the thread that asked

  /** Of the whole process: what a reader has done beside counts too. */
  private static final long PROCESS_CPU_NANOS_MAX = 2 * CPU_NANOS_MAX;

  private static final int FAULTS_SHOWN = 20;
  private static final int BLOCK_BYTES = 4 << 20; // of a bomb, deflated at once

  private final DamageCase subject;
  private final byte[] sample;
  private final long seed;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<String> faults = new ArrayList<>();
  private volatile String current = "";
  private volatile long currentSinceCpuNanos;
  private volatile long currentSinceProcessCpuNanos;
  private int runs;
  private String slowest = "";
  private long slowestCpuNanos;

  private DamageRun(DamageCase subject, long seed) throws IOException {
    this.subject = subject;
    this.seed = seed;
    sample = subject.sample();
  }

  public static void main(String[] arguments) throws Exception {
    DamageCase subject =
        Class.forName(arguments[0])
            .asSubclass(DamageCase.class)
            .getDeclaredConstructor()
            .newInstance();
    DamageRun run = new DamageRun(subject, Long.parseLong(arguments[1]));
    run.watch();
    run.everything();
    System.out.printf(
        "%s seed %d: %d files, %d faults; slowest: %s, %d ms%n",
        arguments[0],
        run.seed,
        run.runs,
        run.faults.size(),
        run.slowest,
        run.slowestCpuNanos / 1_000_000);
    run.faults.stream().limit(FAULTS_SHOWN).forEach(System.out::println);
    System.exit(run.faults.isEmpty() ? 0 : 1);
  }

  private void everything() throws IOException {
    long all = subject.wholeBefore(sample, sample.length);
    feed("untouched", sample, all);
    for (Mutant mutant : Mutations.of(sample, seed)) {
      feed(mutant.name(), mutant.bytes(), subject.wholeBefore(sample, mutant.intact()));
    }
    for (Bomb bomb : subject.bombs()) {
      byte[] bytes = bomb.bytes();
      feed("bomb " + bomb.name(), bytes, 0);
      if (subject.readsGzip()) {
        feed("gzip of bomb " + bomb.name(), Mutations.gzip(bytes), 0);
      }
    }
    if (subject.readsGzip()) {
      gzipped(all);
    }
  }

  private void gzipped(long all) throws IOException {
    byte[] gzip = Mutations.gzip(sample);
    feed("gzip", gzip, all);
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      int at = 1 + random.nextInt(gzip.length - 1);
      byte[] cut = Arrays.copyOf(gzip, at);
      feed("gzip cut to " + at, cut, wholeInflated(cut));
      byte[] flipped = gzip.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      feed("gzip flipped at " + at, flipped, 0);
    }
    feed("gzip bomb of zeros", gzipBomb(new byte[1 << 16], 6_000), 0);
    feed("gzip bomb of itself", gzipBomb(sample, (300 << 20) / sample.length), 0);
  }

  private long wholeInflated(byte[] gzip) throws IOException {
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    Gzip.inflate("x", gzip, inflated, sample.length, new ArrayList<>());
    return subject.wholeBefore(sample, inflated.size());
  }

  /**
   * A gzip file of a part many times over. Some megabytes of it are deflated once: a block that
   * ends with a full flush refers to nothing before it, and so may stand any number of times.
   */
  static byte[] gzipBomb(byte[] part, int times) throws IOException {
    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    int inBlock = Math.clamp(BLOCK_BYTES / part.length, 1, times);
    for (int i = 0; i < inBlock; i++) {
      repeated.write(part);
    }
    byte[] plain = repeated.toByteArray();
    byte[] block = flushed(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    CRC32 crc = new CRC32();
    int blocks = Math.ceilDiv(times, inBlock);
    for (int i = 0; i < blocks; i++) {
      out.write(block);
      crc.update(plain);
    }
    out.write(new byte[] {3, 0}); // the last block, empty
    int bytes = (int) ((long) plain.length * blocks);
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt(bytes)
            .array());
    return out.toByteArray();
  }

  private static byte[] flushed(byte[] part) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(part);
      byte[] block = new byte[part.length + part.length / 100 + 1024];
      int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
      return Arrays.copyOf(block, length);
    }
  }

  /** Whatever a reader does wrong is a fault of the list, so everything is caught. */
  private void feed(String name, byte[] bytes, long wanted) {
    runs++;
    currentSinceCpuNanos = threads.getCurrentThreadCpuTime();
    currentSinceProcessCpuNanos = process.getProcessCpuTime();
    current = name;
    Format format = subject.format();
    try (Input input = Input.of("damaged", bytes)) {
      format.claims(Head.of(bytes));
      Evidence evidence = format.read(input);
      long found = subject.records(evidence);
      evidence.facts().read();
      if (found < wanted) {
        fault(name, "wanted %d records, found %d".formatted(wanted, found));
      }
      for (Damage damage : evidence.damage()) {
        if (!damage.file().equals("damaged") || damage.wanted().isEmpty()) {
          fault(name, "damage without a place: " + damage);
        }
      }
    } catch (UnreadableException e) {
      if (wanted > 0) {
        fault(name, "wanted %d records, found none: %s".formatted(wanted, e.getMessage()));
      }
    } catch (Throwable e) {
      StackTraceElement[] stack = e.getStackTrace();
      fault(name, e + " at " + List.of(stack).subList(0, Math.min(4, stack.length)));
    }
    long cpuNanos = threads.getCurrentThreadCpuTime() - currentSinceCpuNanos;
    current = "";
    if (cpuNanos > slowestCpuNanos) {
      slowest = name;
      slowestCpuNanos = cpuNanos;
    }
    if (cpuNanos > CPU_NANOS_MAX) {
      fault(name, "took %d ms".formatted(cpuNanos / 1_000_000));
    }
    long processCpuNanos = process.getProcessCpuTime() - currentSinceProcessCpuNanos;
    if (processCpuNanos > PROCESS_CPU_NANOS_MAX) {
      fault(name, "took %d ms of all threads".formatted(processCpuNanos / 1_000_000));
    }
  }

  private void fault(String name, String what) {
    faults.add("%s: %s".formatted(name, what));
  }

  /** Ends the process if one file takes for ever. */
  private void watch() {
    Thread subjectThread = Thread.currentThread();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (true) {
            try {
              Thread.sleep(500);
            } catch (InterruptedException e) {
              return;
            }
            String now = current;
            long cpuNanos = process.getProcessCpuTime() - currentSinceProcessCpuNanos;
            if (!now.isEmpty() && now.equals(current) && cpuNanos > 3 * CPU_NANOS_MAX) {
              System.out.printf(
                  "seed %d: %s: no end after %d ms at %s%n",
                  seed, now, cpuNanos / 1_000_000, Arrays.toString(subjectThread.getStackTrace()));
              Runtime.getRuntime().halt(1);
            }
          }
        });
  }
}
