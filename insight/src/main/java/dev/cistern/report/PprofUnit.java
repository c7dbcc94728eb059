package dev.cistern.report;

import dev.cistern.model.UnitFamily;
import dev.cistern.model.UnitFamily.Step;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A unit to print a profile's values in, chosen and rounded as {@code go tool pprof -top} does, so
 * that the two lists can be laid side by side.
 */
final class PprofUnit {
  private static final Step COUNT = new Step("", List.of(), 1);

  private final double fromFactor;
  private final Step to;

  private PprofUnit(double fromFactor, Step to) {
    this.fromFactor = fromFactor;
    this.to = to;
  }

  /**
   * The unit for a list of values.
   *
   * @param unit the profile's own
   * @param smallest the smallest value of the list that is not 0, or 0
   * @param largest the total
   */
  static PprofUnit of(String unit, long smallest, long largest) {
    for (UnitFamily family : UnitFamily.values()) {
      Optional<Step> from = family.find(unit);
      if (from.isPresent()) {
        double factor = from.get().factor();
        double least = magnitude(smallest == 0 ? largest : smallest) * factor;
        double most = magnitude(largest) * factor;
        Step to = scale(family, least);
        if (!to.equals(scale(family, most)) && least * 100 < most) {
          to = scale(family, least * 100); // the smallest still shows as 0.01
        }
        return new PprofUnit(factor, to);
      }
    }
    return new PprofUnit(1, COUNT);
  }

  /** The value in this unit. */
  String format(long value) {
    String number = twoPlaces(value * fromFactor / to.factor());
    if (number.endsWith(".00")) {
      number = number.substring(0, number.length() - 3);
    }
    return number.equals("0") || number.equals("-0") ? "0" : number + to.name();
  }

  /** The value's share of a total, without its sign, in six columns. */
  static String percent(long value, long total) {
    double percent = total == 0 ? 0 : Math.abs((double) value / total) * 100;
    if (percent >= 99.95 && percent <= 100.05) {
      return "  100%";
    }
    String number = percent >= 1 ? twoPlaces(percent) : twoDigits(percent);
    return String.format(Locale.ROOT, "%5s%%", number);
  }

  /** Two places as C prints them: the exact binary value, ties to even. */
  private static String twoPlaces(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Two significant digits without trailing zeros, as C's {@code %.2g} for values under 1. */
  private static String twoDigits(double percent) {
    if (percent == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(percent)
            .round(new MathContext(2, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    if (rounded.doubleValue() >= 1e-4) {
      return rounded.toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.scaleByPowerOfTen(-exponent).toPlainString();
    return String.format(Locale.ROOT, "%se-%02d", digits, -exponent);
  }

  private static double magnitude(long value) {
    return Math.abs((double) value);
  }

  private static Step scale(UnitFamily family, double value) {
    Step best = null;
    for (Step step : family.steps()) {
      if (value / step.factor() >= 1) {
        best = step;
      }
    }
    return best == null ? family.usual() : best;
  }
}
