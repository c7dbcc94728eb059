package dev.cistern.cli;

import java.util.Locale;

/** What a verb can write. */
enum OutputFormat {
  TEXT,
  JSON,
  HTML,
  PPROF,
  CISTERN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is bytes that would spoil a terminal. */
  boolean isBinary() {
    return this == PPROF || this == CISTERN;
  }
}
