package dev.cistern.format.demangle;

/** What a Rust symbol is written to; silent where a part is read but not shown. */
final class RustOut {
  private static final int LENGTH_MAX = 1 << 17;

  private final StringBuilder text = new StringBuilder();
  private boolean silent;

  void write(String part) throws Malformed {
    if (silent) {
      return;
    }
    if (text.length() + part.length() > LENGTH_MAX) {
      throw new Malformed("a shorter name");
    }
    text.append(part);
  }

  boolean silent() {
    return silent;
  }

  /** Makes it silent or not; what it was. */
  boolean silence(boolean now) {
    boolean before = silent;
    silent = now;
    return before;
  }

  /** The letter written last, 0 if none. */
  char last() {
    return text.isEmpty() ? 0 : text.charAt(text.length() - 1);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
