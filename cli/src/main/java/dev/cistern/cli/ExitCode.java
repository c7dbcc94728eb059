package dev.cistern.cli;

/** How a verb ended, for scripts. */
final class ExitCode {
  static final int FINE = 0;
  static final int FINDINGS = 1;
  static final int USAGE = 2;
  static final int UNREADABLE = 3;
  static final int FAULT = 4;

  private ExitCode() {}
}
