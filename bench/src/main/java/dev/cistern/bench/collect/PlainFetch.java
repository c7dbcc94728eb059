package dev.cistern.bench.collect;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks a Go service for all that {@code cistern collect} takes by default, at the same moments, and
 * throws it away: what any client would cost the target. Arguments: the address and the seconds.
 */
public final class PlainFetch {
  private static final int FEW_TOTALS = 6;
  private static final int PEEK_BYTES = 4096;
  private static final double TRACE_SHORTER_SECONDS = 0.15;
  private static final int TRACE_LATER_MILLIS = 50;

  private final String address;
  private final int seconds;
  private final HttpClient client = HttpClient.newHttpClient();

  private PlainFetch(String address, int seconds) {
    this.address = address;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) {
    PlainFetch fetch = new PlainFetch(arguments[0], Integer.parseInt(arguments[1]));
    fetch.before();
    fetch.window();
    fetch.get("heap?debug=1");
    fetch.get("goroutine?debug=1");
  }

  private void before() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> get("heap?debug=1"));
      threads.execute(() -> get("block?debug=1", PEEK_BYTES));
      threads.execute(() -> get("mutex?debug=1", PEEK_BYTES));
    }
  }

  private void window() {
    long startNanos = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> get("profile?seconds=" + seconds));
      threads.execute(() -> {
        sleepUntil(startNanos + TRACE_LATER_MILLIS * 1_000_000L);
        get("trace?seconds=%.3f".formatted(seconds - TRACE_SHORTER_SECONDS));
      });
      for (String delta : List.of("allocs", "block", "mutex", "goroutine")) {
        threads.execute(() -> get(delta + "?seconds=" + seconds));
      }
      threads.execute(() -> totals("mutex", seconds, startNanos));
      for (String total : List.of("allocs", "block")) {
        threads.execute(() -> totals(total, Math.min(FEW_TOTALS, seconds), startNanos));
      }
    }
  }

  private void totals(String kind, int intervals, long startNanos) {
    for (int i = 0; i <= intervals; i++) {
      sleepUntil(startNanos + seconds * 1_000_000_000L * i / intervals);
      get(kind);
    }
  }

  private static void sleepUntil(long nanos) {
    try {
      Thread.sleep(Math.max(0, (nanos - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void get(String what) {
    get(what, Integer.MAX_VALUE);
  }

  private void get(String what, int bytesMax) {
    URI uri = URI.create(String.format(Locale.ROOT, "%s/debug/pprof/%s", address, what));
    try (InputStream body =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream()).body()) {
      byte[] room = new byte[1 << 14];
      for (int all = 0, n = 0; n >= 0 && all < bytesMax; all += n) {
        n = body.read(room, 0, Math.min(room.length, bytesMax - all));
      }
    } catch (IOException e) {
      System.err.println(what + ": " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
