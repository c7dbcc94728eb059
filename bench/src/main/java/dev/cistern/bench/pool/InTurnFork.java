package dev.cistern.bench.pool;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.LongAdder;

/**
 * One rival in a process of its own: for each line read it works for so many milliseconds and
 * answers with the threads' processor nanoseconds and the rounds they did.
 */
public final class InTurnFork {
  /** Windows before the first that counts: the loop is compiled by then. */
  private static final int WARMUPS = 100;

  private static final int WARMUP_MILLIS = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Rival rival;
  private final CyclicBarrier begin;
  private final CyclicBarrier end;
  private final LongAdder nanos = new LongAdder();
  private final LongAdder rounds = new LongAdder();

  /** Asked after each round, as JMH's loop does. */
  private volatile boolean done;

  private InTurnFork(Rival rival, int threads) {
    this.rival = rival;
    this.begin = new CyclicBarrier(threads + 1);
    this.end = new CyclicBarrier(threads + 1);
    for (int i = 0; i < threads; i++) {
      // Netty's own kind, the only one on which its recycler recycles.
      Thread thread = new FastThreadLocalThread(this::work);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Arguments: rival, threads, bytes of a holder. */
  public static void main(String[] args) throws Exception {
    System.setProperty(CisternStatic.SIZE, args[2]);
    Rival rival = Rivals.of(args[0], Integer.parseInt(args[2]));
    InTurnFork fork = new InTurnFork(rival, Integer.parseInt(args[1]));
    for (int i = 0; i < WARMUPS; i++) {
      fork.window(WARMUP_MILLIS);
    }
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      fork.window(Integer.parseInt(line));
      System.out.println(fork.nanos.sumThenReset() + " " + fork.rounds.sumThenReset());
    }
    rival.close();
  }

  private void window(int millis) throws InterruptedException, BrokenBarrierException {
    nanos.reset();
    rounds.reset();
    done = false;
    begin.await();
    Thread.sleep(millis);
    done = true;
    end.await();
  }

  private void work() {
    try {
      while (true) {
        begin.await();
        long before = THREADS.getCurrentThreadCpuTime();
        long did = loop();
        nanos.add(THREADS.getCurrentThreadCpuTime() - before);
        rounds.add(did);
        end.await();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private long loop() {
    long did = 0;
    do {
      rival.round();
      did++;
    } while (!done);
    return did;
  }
}
