package dev.cistern.lab.demo;

/** Says in one sentence why a run of the demo brought no recording. */
public final class DemoException extends Exception {
  private static final long serialVersionUID = 1;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
