package dev.cistern.cli;

import java.util.Map;

/**
 * What the launcher saw of the terminal: whether standard output and error are one, and how wide.
 *
 * @param outIsTerminal whether standard output is a terminal
 * @param errIsTerminal whether standard error is a terminal
 * @param columns the width to lay text out for
 */
record Screen(boolean outIsTerminal, boolean errIsTerminal, int columns) {
  private static final int DEFAULT_COLUMNS = 100;
  private static final int MIN_COLUMNS = 40;

  static Screen ofProcess() {
    boolean out = Boolean.getBoolean("cistern.out.terminal");
    boolean err = Boolean.getBoolean("cistern.err.terminal");
    int columns = Integer.getInteger("cistern.columns", DEFAULT_COLUMNS);
    return new Screen(out, err, Math.max(MIN_COLUMNS, columns));
  }

  /**
   * Whether text on standard output may be coloured, by <a
   * href="https://no-color.org">NO_COLOR</a>.
   */
  boolean colours(boolean refused, Map<String, String> environment) {
    String noColor = environment.getOrDefault("NO_COLOR", "");
    return outIsTerminal
        && !refused
        && noColor.isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
