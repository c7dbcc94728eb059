package dev.cistern.cli;

import java.util.Locale;

/** What a verb can write. */
enum OutputFormat {
  TEXT,
  JSON,
  HTML,
  MARKDOWN,
  SVG,
  PPROF,
  SARIF,
  CSV,
  JSONL,
  CISTERN;

  /** The format of a word on the command line; {@code md} is short for Markdown. */
  static OutputFormat of(String word) throws Exception {
    return Words.of(values()).convert(word.equals("md") ? "markdown" : word);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is bytes that would spoil a terminal. */
  boolean isBinary() {
    return this == PPROF || this == CISTERN;
  }
}
