package dev.cistern.cli;

import java.io.PrintStream;

/** One line on standard error that says how far the work is; silent where nobody watches. */
final class Progress implements AutoCloseable {
  private static final int BAR = 24;

  private final boolean shown;
  private final PrintStream err = System.err;
  private String last = "";

  Progress(boolean shown) {
    this.shown = shown;
  }

  /** Says what is being done and which share of it, 0 to 1, is done. */
  synchronized void at(String what, double share) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
    String line =
        "%s %s%s %3d%%"
            .formatted(what, "█".repeat(full), "░".repeat(BAR - full), Math.round(share * 100));
    show(line);
  }

  private void show(String line) {
    if (shown && !line.equals(last)) {
      err.print("\r\033[K" + line);
      err.flush();
      last = line;
    }
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (shown && !last.isEmpty()) {
      err.print("\r\033[K");
      err.flush();
      last = "";
    }
  }
}
