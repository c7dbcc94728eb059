package dev.cistern.format.text;

import java.nio.charset.StandardCharsets;

/** A cursor over the lines of a text; a line's rest after {@link #LINE_BYTES_MAX} is left out. */
public final class Lines {
  public static final int LINE_BYTES_MAX = 1 << 20;

  private final byte[] bytes;
  private final int length;
  private int from;
  private int next;
  private boolean ended;
  private String text = "";

  public Lines(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Moves to the next line; false at the end. */
  public boolean next() {
    if (next >= length) {
      from = length;
      text = "";
      return false;
    }
    from = next;
    int to = from;
    while (to < length && bytes[to] != '\n') {
      to++;
    }
    ended = to < length;
    next = to + 1;
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    text = new String(bytes, from, Math.min(to - from, LINE_BYTES_MAX), StandardCharsets.UTF_8);
    return true;
  }

  public String text() {
    return text;
  }

  /** Where the line begins. */
  public int offset() {
    return from;
  }

  /** Whether a line break ends it; a line cut off in its middle has none. */
  public boolean ended() {
    return ended;
  }
}
