package dev.cistern.bench.collect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Open-loop load: requests at fixed moments, whatever became of those before. A latency counts from
 * the moment at which its request was due.
 *
 * <p>A server may end a connection that nobody used for a while at the very moment at which the
 * next request is on its way: as every client does, it is then sent once more over a new one.
 */
final class Load implements AutoCloseable {
  private static final int IN_FLIGHT_MAX = 256;
  private static final int LATENCIES_MAX = 1 << 18;
  private static final int ANSWER_MILLIS_MAX = 10_000;
  private static final int SERVER_ERROR = 500;

  /** What was answered in a stretch of time. */
  static final class Stretch {
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final int[] latencyMicros = new int[LATENCIES_MAX];

    int answered() {
      return Math.min(LATENCIES_MAX, answered.get());
    }

    /** How many were not answered in time, were refused or found no place, by the reason. */
    Map<String, Long> failures() {
      Map<String, Long> counts = new TreeMap<>();
      failures.forEach((reason, count) -> counts.put(reason, count.sum()));
      return counts;
    }

    double p99Micros() {
      int[] sorted = Arrays.copyOf(latencyMicros, answered());
      Arrays.sort(sorted);
      return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * 0.99)];
    }

    private void fail(String reason) {
      failures.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    private void add(long latencyNanos) {
      int at = answered.getAndIncrement();
      if (at < LATENCIES_MAX) {
        latencyMicros[at] = (int) Math.min(Integer.MAX_VALUE, latencyNanos / 1000);
      }
    }
  }

  private final int port;
  private final LongFunction<String> path;
  private final Semaphore places = new Semaphore(IN_FLIGHT_MAX);
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread sender;
  private volatile Stretch now = new Stretch();
  private volatile boolean over;

  /** Sends until it is closed. */
  Load(int port, int perSecond, LongFunction<String> path) {
    this.port = port;
    this.path = path;
    sender = Thread.ofPlatform().daemon().start(() -> send(1_000_000_000L / perSecond));
  }

  /** Begins a new stretch; what is under way counts to the old one. */
  Stretch begin() {
    Stretch stretch = new Stretch();
    now = stretch;
    return stretch;
  }

  private void send(long gapNanos) {
    long startNanos = System.nanoTime();
    for (long n = 0; !over; n++) {
      long dueNanos = startNanos + n * gapNanos;
      for (long left = dueNanos - System.nanoTime();
          left > 0;
          left = dueNanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      Stretch stretch = now;
      String asked = path.apply(n);
      if (places.tryAcquire()) {
        threads.execute(() -> request(asked, dueNanos, stretch));
      } else {
        stretch.fail("no place among " + IN_FLIGHT_MAX);
      }
    }
  }

  private void request(String asked, long dueNanos, Stretch stretch) {
    try {
      Connection connection = answered(asked);
      idle.addFirst(connection);
      if (connection.status() >= SERVER_ERROR) {
        stretch.fail("status " + connection.status());
      } else {
        stretch.add(System.nanoTime() - dueNanos);
      }
    } catch (IOException e) {
      stretch.fail(String.valueOf(e.getMessage()));
    } finally {
      places.release();
    }
  }

  private Connection answered(String asked) throws IOException {
    Connection kept = idle.pollFirst();
    if (kept != null) {
      try {
        kept.get(asked);
        return kept;
      } catch (IOException e) {
        kept.close();
        if (kept.status() != 0 || e instanceof SocketTimeoutException) {
          throw e;
        }
      }
    }
    Connection fresh = new Connection(port);
    try {
      fresh.get(asked);
      return fresh;
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    sender.join();
    threads.close();
    for (Connection one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
      one.close();
    }
  }

  /** A kept connection for answers with a Content-Length. */
  private static final class Connection {
    private final Socket socket;
    private final InputStream in;
    private int status;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      in = new BufferedInputStream(socket.getInputStream());
    }

    void get(String path) throws IOException {
      byte[] request =
          ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      status = 0;
      socket.getOutputStream().write(request);
      status = Integer.parseInt(line().split(" ")[1]);
      long length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(lower.substring("content-length:".length()).strip());
        }
      }
      in.skipNBytes(length);
    }

    /** Of the last answer, 0 until its first line is there. */
    int status() {
      return status;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the connection ended");
        }
        line.append((char) next);
      }
      return line.toString().strip();
    }

    void close() {
      try {
        socket.close();
      } catch (IOException _) {
        // it is gone already
      }
    }
  }
}
