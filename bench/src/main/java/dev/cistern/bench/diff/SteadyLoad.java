package dev.cistern.bench.diff;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/**
 * A service's allocations at a rate of its own, recorded: {@code SteadyLoad SEED MORE SECONDS
 * FILE}.
 *
 * <p>The seed decides what each of twelve sites allocates; one of the larger ones ({@link #site})
 * is called more often by the factor 1 + MORE. The calls of one run are other ones than those of
 * the next, as requests are.
 */
public final class SteadyLoad {
  private static final int TICKS_PER_SECOND = 500;
  private static final int BYTES_PER_SECOND = 1200 << 20;
  private static final double LARGE_SHARE = 0.12;
  private static final int BLOCK_BYTES = 2_048;

  private final List<Runnable> sites =
      List.of(
          this::orders,
          this::prices,
          this::stock,
          this::basket,
          this::receipts,
          this::search,
          this::session,
          this::images,
          this::events,
          this::ledger,
          this::quotes,
          this::mail);
  private final double[] upTo; // sums of the sites' shares
  private final double callsPerTick;
  private final Random random;
  private Object last = "";

  private SteadyLoad(long seed, double more) {
    upTo = shares(seed);
    upTo[planted(upTo)] *= 1 + more;
    Arrays.parallelPrefix(upTo, Double::sum);
    callsPerTick = upTo[upTo.length - 1] * BYTES_PER_SECOND / TICKS_PER_SECOND / BLOCK_BYTES;
    random = new Random();
  }

  /** The method that is called more often. */
  static String site(long seed) {
    List<String> names =
        List.of(
            "orders",
            "prices",
            "stock",
            "basket",
            "receipts",
            "search",
            "session",
            "images",
            "events",
            "ledger",
            "quotes",
            "mail");
    return SteadyLoad.class.getName() + "." + names.get(planted(shares(seed)));
  }

  private static double[] shares(long seed) {
    Random random = new Random(seed);
    double[] shares = random.doubles(12, 0.2, 1).toArray();
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /** The first with a large share, else the largest. */
  private static int planted(double[] shares) {
    int planted = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] >= LARGE_SHARE) {
        return i;
      }
      planted = shares[i] > shares[planted] ? i : planted;
    }
    return planted;
  }

  public static void main(String[] arguments) throws Exception {
    SteadyLoad load =
        new SteadyLoad(Long.parseLong(arguments[0]), Double.parseDouble(arguments[1]));
    Duration length = Duration.ofSeconds(Long.parseLong(arguments[2]));
    load.run(Duration.ofSeconds(1)); // compiled, heap grown
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ObjectAllocationSample").with("throttle", "5000/s").withStackTrace();
      recording.start();
      load.run(length);
      recording.stop();
      recording.dump(Path.of(arguments[3]));
    }
    if (load.last.equals("")) {
      throw new IllegalStateException("nothing was allocated");
    }
  }

  private void run(Duration length) {
    long start = System.nanoTime();
    long ticks = length.toSeconds() * TICKS_PER_SECOND;
    for (long tick = 0; tick < ticks; tick++) {
      tick();
      long due = start + (tick + 1) * 1_000_000_000L / TICKS_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** So many calls as come in one tick, each to a site by chance. */
  private void tick() {
    double calls = callsPerTick * (0.5 + random.nextDouble()); // requests come unevenly
    for (double call = random.nextDouble(); call < calls; call++) {
      double at = random.nextDouble() * upTo[upTo.length - 1];
      int site = Arrays.binarySearch(upTo, at);
      sites.get(site < 0 ? -site - 1 : site).run();
    }
  }

  private void orders() {
    last = new byte[BLOCK_BYTES];
  }

  private void prices() {
    last = new byte[BLOCK_BYTES];
  }

  private void stock() {
    last = new byte[BLOCK_BYTES];
  }

  private void basket() {
    last = new byte[BLOCK_BYTES];
  }

  private void receipts() {
    last = new byte[BLOCK_BYTES];
  }

  private void search() {
    last = new byte[BLOCK_BYTES];
  }

  private void session() {
    last = new byte[BLOCK_BYTES];
  }

  private void images() {
    last = new byte[BLOCK_BYTES];
  }

  private void events() {
    last = new byte[BLOCK_BYTES];
  }

  private void ledger() {
    last = new byte[BLOCK_BYTES];
  }

  private void quotes() {
    last = new byte[BLOCK_BYTES];
  }

  private void mail() {
    last = new byte[BLOCK_BYTES];
  }
}
