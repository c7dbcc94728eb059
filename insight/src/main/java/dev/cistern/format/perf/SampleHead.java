package dev.cistern.format.perf;

import dev.cistern.format.text.Decimals;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The line that begins a sample: {@code java 4321/4330 [001] 1234.567890: 250000 cpu-clock:u: }.
 *
 * @param command the thread's name, which may hold spaces
 * @param timeNanos since the machine's start, where it is stated
 * @param period what the sample stands for, where it is stated
 * @param event without modifiers
 * @param rest what stands behind the event: a frame, or a tracepoint's text
 */
record SampleHead(
    String command, OptionalLong timeNanos, OptionalLong period, String event, String rest) {
  private static final double NANOS = 1e9;
  private static final double SECONDS_MAX = 1e9;
  private static final int HEAD_CHARS_MAX = 1 << 12;
  private static final int EVENT_CHARS_MAX = 200;
  private static final String MODIFIERS = "ukhHGpPSDWeb";

  /** Nothing if the line begins no sample. */
  static Optional<SampleHead> of(String whole) {
    String line = whole.length() > HEAD_CHARS_MAX ? whole.substring(0, HEAD_CHARS_MAX) : whole;
    boolean event = line.contains(": ") || line.endsWith(":"); // a quick no to most lines
    if (!event || line.isBlank() || line.charAt(0) == '#') {
      return Optional.empty();
    }
    Words words = new Words(line);
    String command = "";
    boolean numbered = false;
    int commandFrom = words.skipSpaces();
    while (words.next()) {
      String word = words.word();
      OptionalLong time = numbered ? time(word) : OptionalLong.empty();
      if (time.isPresent()) {
        return event(words, command, time);
      }
      if (numbered && word.endsWith(":") && word.length() > 1) {
        return commandFrom == 0 // without times only a line at the margin is a sample
            ? event(words.back(), command, OptionalLong.empty())
            : Optional.empty();
      }
      if (isTask(word) && words.from() > commandFrom) {
        command = line.substring(commandFrom, words.from()).strip();
        numbered = true;
      }
    }
    return Optional.empty();
  }

  private static Optional<SampleHead> event(Words words, String command, OptionalLong time) {
    if (!words.next()) {
      return Optional.empty();
    }
    OptionalLong period = OptionalLong.empty();
    if (isDigits(words.word(), 18)) {
      period = OptionalLong.of(Long.parseLong(words.word()));
      if (!words.next()) {
        return Optional.empty();
      }
    }
    String event = words.word();
    if (!event.endsWith(":") || event.length() > EVENT_CHARS_MAX) {
      return Optional.empty();
    }
    return Optional.of(new SampleHead(command, time, period, plain(event), words.rest()));
  }

  /** Without the last colon and modifiers: {@code cpu-clock:pppH:} is {@code cpu-clock}. */
  private static String plain(String event) {
    String name = event.substring(0, event.length() - 1);
    int colon = name.lastIndexOf(':');
    boolean modified =
        colon > 0 && name.substring(colon + 1).chars().allMatch(c -> MODIFIERS.indexOf(c) >= 0);
    return modified ? name.substring(0, colon) : name;
  }

  private static boolean isTask(String word) {
    int slash = word.indexOf('/');
    return slash < 0
        ? isDigits(word, 10)
        : isDigits(word.substring(0, slash), 10) && isDigits(word.substring(slash + 1), 10);
  }

  private static boolean isDigits(String word, int max) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty() && word.length() <= max;
  }

  private static OptionalLong time(String word) {
    if (!word.endsWith(":") || word.indexOf('.') <= 0) {
      return OptionalLong.empty();
    }
    Decimals cursor = new Decimals(word);
    double seconds = cursor.number();
    cursor.sign(":");
    return cursor.succeeded() && cursor.peek() == 0 && seconds < SECONDS_MAX
        ? OptionalLong.of((long) (seconds * NANOS))
        : OptionalLong.empty();
  }

  /** The words of a line between spaces. */
  private static final class Words {
    private final String line;
    private int from;
    private int to;

    Words(String line) {
      this.line = line;
    }

    int skipSpaces() {
      while (to < line.length() && Character.isWhitespace(line.charAt(to))) {
        to++;
      }
      return to;
    }

    boolean next() {
      from = skipSpaces();
      while (to < line.length() && !Character.isWhitespace(line.charAt(to))) {
        to++;
      }
      return to > from;
    }

    /** Stands before the word again. */
    Words back() {
      to = from;
      return this;
    }

    String word() {
      return line.substring(from, to);
    }

    int from() {
      return from;
    }

    String rest() {
      return line.substring(to).strip();
    }
  }
}
