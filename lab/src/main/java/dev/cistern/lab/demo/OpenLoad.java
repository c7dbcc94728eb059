package dev.cistern.lab.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;

/**
 * Open-loop load: sends requests at fixed moments whether or not earlier ones were answered, up to
 * a bound in flight; what would pass the bound is counted as shed and not sent.
 */
final class OpenLoad implements AutoCloseable {
  private static final int IN_FLIGHT_MAX = 32;
  private static final int MIX = 20;
  private static final int MIX_STEP = 7;
  private static final int ORDERS_OF_MIX = 9;
  private static final int PAGES_OF_MIX = 9;
  private static final int USUAL_ROWS = 40;
  private static final int BULK_ROWS = 12_000;
  private static final int BULKS_PER_SECOND = 2;
  private static final int REPORTS_PER_SECOND = 10;
  private static final int SERVER_ERROR = 500;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(IN_FLIGHT_MAX);
  private final PlainClient client;

  OpenLoad(int port) {
    this.client = new PlainClient(port);
  }

  /** Sends for the given time and returns when the last answer is in. */
  Traffic send(Duration time, int perSecond, boolean withBulk, DoubleConsumer progress)
      throws InterruptedException {
    Tally tally = new Tally();
    long gapNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    long total = time.toNanos() / gapNanos;
    long bulkEvery = Math.max(1, perSecond / BULKS_PER_SECOND);
    long reportEvery = Math.max(1, perSecond / REPORTS_PER_SECOND);
    long start = System.nanoTime();
    for (long n = 0; n < total; n++) {
      sleepUntil(start + n * gapNanos);
      if (n % reportEvery == 0) {
        progress.accept((double) n / total);
      }
      boolean bulk = withBulk && n % bulkEvery == bulkEvery / 2;
      String path = bulk ? "/exports/" + BULK_ROWS : usualPath(n);
      if (places.tryAcquire()) {
        threads.execute(() -> request(path, tally));
      } else {
        tally.shed.increment();
      }
    }
    places.acquire(IN_FLIGHT_MAX);
    places.release(IN_FLIGHT_MAX);
    return tally.total();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    client.close();
  }

  private static String usualPath(long n) {
    long turn = n * MIX_STEP % MIX;
    if (turn < ORDERS_OF_MIX) {
      return "/orders/" + n;
    }
    return turn < ORDERS_OF_MIX + PAGES_OF_MIX ? "/items/" + n : "/exports/" + USUAL_ROWS;
  }

  private void request(String path, Tally tally) {
    try {
      int status = client.get(path);
      (status < SERVER_ERROR ? tally.answered : tally.failed).increment();
    } catch (IOException _) {
      tally.failed.increment();
    } finally {
      places.release();
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long leftNanos = nanos - System.nanoTime();
    while (leftNanos > 0) {
      LockSupport.parkNanos(leftNanos);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      leftNanos = nanos - System.nanoTime();
    }
  }

  private static final class Tally {
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder shed = new LongAdder();

    Traffic total() {
      return new Traffic(answered.sum(), failed.sum(), shed.sum());
    }
  }
}
