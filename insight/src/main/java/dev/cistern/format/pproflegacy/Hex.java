package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;

/** Finds the addresses of a line. */
final class Hex {
  private static final int DIGITS_MAX = 16;
  private static final String STACK_SIGNS = " x0123456789abcdef";

  private Hex() {}

  /** Where the signs that a list of addresses is made of end. */
  static int endOfStack(String line, int from) {
    int to = from;
    while (to < line.length() && STACK_SIGNS.indexOf(line.charAt(to)) >= 0) {
      to++;
    }
    return to;
  }

  /**
   * Adds every {@code 0x…} between two places of a line to the open sample, each moved by what
   * {@code shift} says of its place; false if one is no address.
   */
  static boolean addAll(
      String line, int from, int to, AddressSamples samples, Shift shift, long offset) {
    int at = from;
    while (true) {
      int zero = line.indexOf("0x", at);
      if (zero < 0 || zero >= to) {
        return true;
      }
      int first = zero + 2;
      int digit = first;
      while (digit < to && isLowerHex(line.charAt(digit))) {
        digit++;
      }
      if (digit - first > DIGITS_MAX && !isPadded(line, first, digit)) {
        return false;
      }
      if (digit > first) {
        int significant = Math.max(first, digit - DIGITS_MAX);
        long address = Long.parseUnsignedLong(line, significant, digit, 16);
        samples.address(address + shift.at(samples.openDepth()), offset);
      }
      at = Math.max(digit, first);
    }
  }

  private static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static boolean isPadded(String line, int first, int end) {
    for (int i = first; i < end - DIGITS_MAX; i++) {
      if (line.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** How an address is moved to lie in its call and not behind it. */
  enum Shift {
    /** As it is. */
    NONE,
    /** All by one. */
    ALL,
    /** All but the leaf's, which is no return address. */
    ALL_BUT_LEAF;

    long at(int index) {
      return switch (this) {
        case NONE -> 0;
        case ALL -> -1;
        case ALL_BUT_LEAF -> index == 0 ? 0 : -1;
      };
    }
  }

  /** Tells a line that should have been a sample. */
  static void tell(DamageLog log, long offset, String wanted, String line) {
    log.add(offset, wanted, "“" + (line.length() > 40 ? line.substring(0, 40) + "…" : line) + "”");
  }
}
