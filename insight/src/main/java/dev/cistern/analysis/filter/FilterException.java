package dev.cistern.analysis.filter;

/** A filter that cannot be read; the message tells where, what was wanted and what was found. */
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1;

  FilterException(String filter, int position, String wanted, String found) {
    super("%s: at %d: wanted %s, found %s".formatted(filter, position + 1, wanted, found));
  }
}
