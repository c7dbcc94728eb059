package dev.cistern.format.gclog;

import dev.cistern.format.text.Decimals;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line: decorations in brackets, then the message: {@code
 * [2026-11-22T10:00:00.123+0100][0.456s][info][gc,start] GC(3) Pause Young …}.
 *
 * @param uptimeNanos since the start of the process, where it is stated
 * @param wallNanos since the epoch, where it is stated
 * @param tags such as {@code gc,start}, empty where they are not stated
 */
record LogLine(OptionalLong uptimeNanos, OptionalLong wallNanos, String tags, String message) {
  private static final int DECORATIONS_MAX = 12;
  private static final int DECORATION_CHARS_MAX = 64;
  private static final long NANOS = 1_000_000_000;
  private static final long WALL_SECONDS_MAX = 9_000_000_000L;
  private static final double UPTIME_SECONDS_MAX = 1e9;
  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS[XX][XXX]");

  /** Nothing if the line neither has decorations nor speaks of a collection. */
  static Optional<LogLine> of(String line) {
    OptionalLong uptime = OptionalLong.empty();
    OptionalLong wall = OptionalLong.empty();
    String tags = "";
    int at = 0;
    for (int i = 0; i < DECORATIONS_MAX && at < line.length() && line.charAt(at) == '['; i++) {
      int close = line.indexOf(']', at);
      if (close < 0 || close - at > DECORATION_CHARS_MAX) {
        break;
      }
      String decoration = line.substring(at + 1, close).strip();
      at = close + 1;
      if (isTag(decoration)) {
        tags = decoration;
      } else if (uptime.isEmpty() && uptime(decoration).isPresent()) {
        uptime = uptime(decoration);
      } else if (wall.isEmpty() && decoration.length() >= 24 && decoration.charAt(4) == '-') {
        wall = wall(decoration);
      }
    }
    String message = line.substring(at).strip();
    return tags.isEmpty() && !message.startsWith("GC(")
        ? Optional.empty()
        : Optional.of(new LogLine(uptime, wall, tags, message));
  }

  /** {@code gc} and {@code gc,start}, not another program's {@code gcloud}. */
  private static boolean isTag(String decoration) {
    return decoration.equals("gc") || decoration.startsWith("gc,");
  }

  /** {@code 0.456s}, {@code 456ms} or {@code 456000000ns}. */
  private static OptionalLong uptime(String decoration) {
    Decimals cursor = new Decimals(decoration.replace(',', '.'));
    double number = cursor.number();
    double seconds =
        switch (decoration.substring(unitAt(decoration))) {
          case "s" -> number;
          case "ms" -> number / 1e3;
          case "us" -> number / 1e6;
          case "ns" -> number / 1e9;
          default -> -1;
        };
    return cursor.succeeded() && seconds >= 0 && seconds <= UPTIME_SECONDS_MAX
        ? OptionalLong.of(Math.round(seconds * NANOS))
        : OptionalLong.empty();
  }

  private static int unitAt(String text) {
    int at = text.length();
    while (at > 0 && Character.isLetter(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static OptionalLong wall(String decoration) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(decoration, WALL);
      long seconds = time.toEpochSecond();
      return seconds > 0 && seconds < WALL_SECONDS_MAX
          ? OptionalLong.of(seconds * NANOS + time.getNano())
          : OptionalLong.empty();
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
