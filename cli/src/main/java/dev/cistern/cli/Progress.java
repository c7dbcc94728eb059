package dev.cistern.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** One line on standard error that says how far the work is; silent where nobody watches. */
final class Progress implements AutoCloseable {
  private static final int BAR = 24;

  private final boolean shown;
  private final PrintStream err = System.err;
  private String last = "";
  private Optional<Thread> ticker = Optional.empty();

  Progress(boolean shown) {
    this.shown = shown;
  }

  /** Work whose share is not known: after a second its time is shown, until it is closed. */
  static Progress timed(boolean shown, String what) {
    Progress progress = new Progress(shown);
    if (shown) {
      progress.ticker =
          Optional.of(Thread.ofVirtual().start(() -> progress.tick(what, System.nanoTime())));
    }
    return progress;
  }

  private void tick(String what, long startNanos) {
    try {
      for (; ; ) {
        Thread.sleep(Duration.ofSeconds(1));
        show("%s … %d s".formatted(what, (System.nanoTime() - startNanos) / 1_000_000_000));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what is being done and which share of it, 0 to 1, is done. */
  void at(String what, double share) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
    String line =
        "%s %s%s %3d%%"
            .formatted(what, "█".repeat(full), "░".repeat(BAR - full), Math.round(share * 100));
    show(line);
  }

  private synchronized void show(String line) {
    if (shown && !line.equals(last)) {
      err.print("\r\033[K" + line);
      err.flush();
      last = line;
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    ticker.ifPresent(Progress::end);
    clear();
  }

  private static void end(Thread ticker) {
    ticker.interrupt();
    boolean interrupted = false;
    while (ticker.isAlive()) {
      try {
        ticker.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void clear() {
    if (shown && !last.isEmpty()) {
      err.print("\r\033[K");
      err.flush();
      last = "";
    }
  }
}
