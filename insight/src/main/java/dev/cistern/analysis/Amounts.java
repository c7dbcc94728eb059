package dev.cistern.analysis;

import java.util.Locale;

/** Figures in words, the same in every finding. */
final class Amounts {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return number(value) + " " + BYTE_UNITS[unit];
  }

  static String nanos(double nanos) {
    if (nanos >= 1e9) {
      return number(nanos / 1e9) + " s";
    }
    if (nanos >= 1e6) {
      return number(nanos / 1e6) + " ms";
    }
    return nanos >= 1e3 ? number(nanos / 1e3) + " µs" : number(nanos) + " ns";
  }

  static String percent(double share) {
    return number(share * 100) + " %";
  }

  /** Three significant digits, or all before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  static String count(long count, String one) {
    return "%s %s%s".formatted(number(count), one, count == 1 ? "" : "s");
  }
}
