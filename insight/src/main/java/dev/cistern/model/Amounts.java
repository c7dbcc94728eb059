package dev.cistern.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Numbers for a reader's eyes, three digits where more would say nothing: the same in every finding
 * and report.
 */
public final class Amounts {
  public static final String UNKNOWN = "–";
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Amounts() {}

  public static String bytes(double bytes) {
    double value = Math.abs(bytes);
    int unit = 0;
    while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return sign(bytes) + digits(value) + " " + BYTE_UNITS[unit];
  }

  public static String nanos(double nanos) {
    double value = Math.abs(nanos);
    if (value < 999.5) {
      return sign(nanos) + digits(value) + " ns";
    }
    if (value < 999.5e3) {
      return sign(nanos) + digits(value / 1e3) + " µs";
    }
    if (value < 999.5e6) {
      return sign(nanos) + digits(value / 1e6) + " ms";
    }
    if (value < 119.5e9) {
      return sign(nanos) + digits(value / 1e9) + " s";
    }
    return sign(nanos) + (value < 7200e9 ? digits(value / 60e9) + " min" : hours(value));
  }

  private static String hours(double nanos) {
    return digits(nanos / 3600e9) + " h";
  }

  /** A whole number with its thousands apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A rate or another number that need not be whole. */
  public static String count(double count) {
    return Math.abs(count) >= 100
        ? String.format(Locale.ROOT, "%,.0f", count)
        : sign(count) + digits(Math.abs(count));
  }

  public static String count(OptionalLong count) {
    return count.isPresent() ? count(count.getAsLong()) : UNKNOWN;
  }

  public static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? bytes(bytes.getAsLong()) : UNKNOWN;
  }

  public static String nanos(OptionalDouble nanos) {
    return nanos.isPresent() ? nanos(nanos.getAsDouble()) : UNKNOWN;
  }

  /** A share of 1 as percent. */
  public static String share(OptionalDouble share) {
    return share.isPresent() ? share(share.getAsDouble()) : UNKNOWN;
  }

  /** A share of 1 as percent; only what is 0 or 1 is printed as 0 % or 100 %. */
  public static String share(double share) {
    double percent = share * 100;
    if (percent == 0 || percent == 100) {
      return percent == 0 ? "0%" : "100%";
    }
    if (percent > 0 && percent < 0.1) {
      return "<0.1%";
    }
    if (percent > 99.9 && percent < 100) {
      return ">99.9%";
    }
    return String.format(Locale.ROOT, isWhole(percent) ? "%.0f%%" : "%.1f%%", percent);
  }

  public static String wall(Instant instant) {
    return WALL.format(instant);
  }

  /** {@code 1 finding}, {@code 2 findings}. */
  public static String plural(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  private static String sign(double value) {
    return value < 0 ? "-" : "";
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private static String digits(double value) {
    if (isWhole(value) || value >= 99.95) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
  }
}
