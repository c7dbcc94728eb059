package dev.cistern.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C (or request to end) into an interrupt of the thread that works, so that it
 * can keep what it has; the second ends the process as ever.
 */
final class Interrupts implements AutoCloseable {
  /** The exit code after a Ctrl-C, as shells have it. */
  static final int EXIT = 130;

  private final Signal[] signals = {new Signal("INT"), new Signal("TERM")};
  private final SignalHandler[] before = new SignalHandler[signals.length];

  Interrupts(Thread working) {
    for (int i = 0; i < signals.length; i++) {
      before[i] =
          Signal.handle(
              signals[i],
              _ -> {
                close();
                working.interrupt();
              });
    }
  }

  @Override
  public synchronized void close() {
    for (int i = 0; i < signals.length; i++) {
      Signal.handle(signals[i], before[i]);
    }
  }
}
