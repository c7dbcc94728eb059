package dev.cistern.format.gclog;

import dev.cistern.format.text.Decimals;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message about a collection: {@code GC(3) Pause Young (Normal) (G1 Evacuation Pause)
 * 24M->4M(256M) 3.456ms}.
 *
 * @param number of the collection
 * @param what what took place, without sizes and duration
 * @param durationNanos how long it took; a message without one tells a begin
 * @param heap the heap before and after, where it is stated
 */
record Collection(long number, String what, OptionalLong durationNanos, Optional<Heap> heap) {
  private static final double DURATION_SECONDS_MAX = 1e7;
  private static final int WHAT_CHARS_MAX = 120;

  /** Sizes; {@code capacityBytes} is 0 where it is not stated. */
  record Heap(long beforeBytes, long afterBytes, long capacityBytes) {
    /** {@code 24M->4M(256M)} or {@code 104M(5%)->88M(4%)}. */
    static Optional<Heap> of(String word) {
      int arrow = word.indexOf("->");
      if (arrow < 0) {
        return Optional.empty();
      }
      Decimals cursor = new Decimals(word);
      long before = bytes(cursor);
      if (cursor.peek() == '(') {
        cursor.skipTo(")");
      }
      long after = bytes(cursor.sign("->"));
      long capacity = 0;
      if (cursor.succeeded() && cursor.peek() == '(') {
        int percent = word.indexOf('%', arrow);
        capacity = percent < 0 ? bytes(cursor.sign("(")) : 0;
      }
      return cursor.succeeded() && before >= 0 && after >= 0 && capacity >= 0
          ? Optional.of(new Heap(before, after, capacity))
          : Optional.empty();
    }

    /** −1 where the unit is unknown. */
    private static long bytes(Decimals cursor) {
      double number = cursor.number();
      char unit = cursor.peek();
      cursor.sign(String.valueOf(unit));
      return switch (unit) {
        case 'B' -> (long) number;
        case 'K' -> (long) (number * (1 << 10));
        case 'M' -> (long) (number * (1 << 20));
        case 'G' -> (long) (number * (1 << 30));
        default -> -1;
      };
    }
  }

  /** Nothing if the message is about no single collection. */
  static Optional<Collection> of(String message) {
    int close = message.indexOf(") ");
    if (!message.startsWith("GC(") || close < 4 || close > 20) {
      return Optional.empty();
    }
    Decimals cursor = new Decimals(message.substring(3, close));
    long number = (long) cursor.number();
    String rest = message.substring(close + 2).strip();
    if (rest.length() > 3 && rest.charAt(1) == ':' && rest.charAt(2) == ' ') {
      rest = rest.substring(3); // the young or old generation's part of a collection of ZGC
    }
    OptionalLong duration = OptionalLong.empty();
    Optional<Heap> heap = Optional.empty();
    for (int words = 0; words < 2; words++) {
      int space = rest.lastIndexOf(' ');
      String word = rest.substring(space + 1);
      if (words == 0 && duration(word).isPresent()) {
        duration = duration(word);
      } else if (heap.isEmpty() && Heap.of(word).isPresent()) {
        heap = Heap.of(word);
      } else {
        break;
      }
      rest = space < 0 ? "" : rest.substring(0, space).strip();
    }
    boolean good = cursor.succeeded() && !rest.isEmpty();
    String what = rest.length() > WHAT_CHARS_MAX ? rest.substring(0, WHAT_CHARS_MAX) : rest;
    return good ? Optional.of(new Collection(number, what, duration, heap)) : Optional.empty();
  }

  /** {@code 3.456ms} or {@code 0.003s}. */
  static OptionalLong duration(String word) {
    double nanosPerUnit = word.endsWith("ms") ? 1e6 : word.endsWith("s") ? 1e9 : 0;
    if (nanosPerUnit == 0) {
      return OptionalLong.empty();
    }
    String digits = word.substring(0, word.length() - (nanosPerUnit == 1e6 ? 2 : 1));
    Decimals cursor = new Decimals(digits.replace(',', '.'));
    double number = cursor.number();
    return cursor.succeeded()
            && cursor.peek() == 0
            && number * nanosPerUnit <= DURATION_SECONDS_MAX * 1e9
        ? OptionalLong.of(Math.round(number * nanosPerUnit))
        : OptionalLong.empty();
  }
}
