package dev.cistern.format.text;

import java.nio.charset.StandardCharsets;

/** A cursor over the lines of a text; a line's rest after {@link #LINE_BYTES_MAX} is left out. */
public final class Lines {
  public static final int LINE_BYTES_MAX = 1 << 20;

  private final byte[] bytes;
  private final int end;
  private int from;
  private int next;
  private boolean ended;
  private String text = "";

  public Lines(byte[] bytes, int length) {
    this(bytes, 0, length);
  }

  /** Of a part of a text; offsets are the text's. */
  public Lines(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    next = from;
  }

  /** Moves to the next line; false at the end. */
  public boolean next() {
    if (next >= end) {
      from = end;
      text = "";
      return false;
    }
    from = next;
    int to = from;
    while (to < end && bytes[to] != '\n') {
      to++;
    }
    ended = to < end;
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
