package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.FindingDifference;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.Test;
import dev.cistern.model.Comparison.Verdict;
import java.util.Locale;

/** The words of a comparison that the terminal and Markdown share. */
final class DiffWording {
  private DiffWording() {}

  /** {@code 2 worse, 1 better in 61 judgements}. */
  static String tally(Comparison result) {
    long worse = count(result, Verdict.WORSE);
    long better = count(result, Verdict.BETTER);
    String found =
        worse + better == 0
            ? "nothing better or worse"
            : worse == 0
                ? better + " better"
                : better == 0 ? worse + " worse" : worse + " worse, " + better + " better";
    return "%s in %s"
        .formatted(found, Amounts.plural(result.terms().judgements(), "judgement", "judgements"));
  }

  private static long count(Comparison result, Verdict verdict) {
    return result.changes().stream()
            .filter(change -> change.measured().verdict() == verdict)
            .count()
        + result.benchmarks().stream().filter(one -> one.measured().verdict() == verdict).count();
  }

  static String name(Verdict verdict) {
    return switch (verdict) {
      case WORSE -> "worse";
      case BETTER -> "better";
      case SAME -> "same";
      case UNJUDGED -> "not judged";
    };
  }

  static Ink ink(Verdict verdict) {
    return switch (verdict) {
      case WORSE -> Ink.BAD;
      case BETTER -> Ink.GOOD;
      case SAME -> Ink.PLAIN;
      case UNJUDGED -> Ink.FAINT;
    };
  }

  static String amount(double value, Measured measured) {
    String amount =
        switch (measured.what().unit()) {
          case "bytes", "B/op", "B" -> Amounts.bytes(value);
          case "nanoseconds", "ns/op", "ns" -> Amounts.nanos(value);
          default -> Amounts.count(value);
        };
    return measured.per().equals("run") ? amount : amount + "/" + measured.per();
  }

  /** {@code +20.4%}, {@code new}, {@code gone}. */
  static String change(Measured measured) {
    if (Double.isNaN(measured.ratio())) {
      return Amounts.UNKNOWN;
    }
    if (Double.isInfinite(measured.ratio())) {
      return "new";
    }
    return measured.ratio() == 0 && measured.before() > 0 ? "gone" : percent(measured.ratio());
  }

  private static String percent(double ratio) {
    double percent = (ratio - 1) * 100;
    if (Double.isInfinite(ratio) || percent > 9_999) {
      return Double.isInfinite(ratio) ? "∞" : "×" + Amounts.count(ratio);
    }
    return String.format(Locale.ROOT, Math.abs(percent) >= 999.5 ? "%+.0f%%" : "%+.1f%%", percent);
  }

  /** The 95 % interval of the change. */
  static String interval(Measured measured) {
    if (measured.test() == Test.NONE || Double.isNaN(measured.low())) {
      return "";
    }
    return percent(measured.low()) + " … " + percent(measured.high());
  }

  static String p(double p) {
    if (p < 0.0001) {
      return "<0.0001";
    }
    return String.format(Locale.ROOT, p < 0.001 ? "%.4f" : "%.3f", p);
  }

  static String p(Measured measured) {
    return measured.test() == Test.NONE ? "" : p(measured.p());
  }

  static String share(Change change) {
    return String.format(Locale.ROOT, "%+.1f%%", change.share() * 100);
  }

  static String place(Change change) {
    String place = Wording.place(change.place());
    return change.self() ? place : place + ", with what it calls";
  }

  static String rests(Measured measured) {
    return switch (measured.test()) {
      case SAMPLING_ERROR -> "sampling error";
      case RANKS -> "rank test";
      case NONE -> "no test";
    };
  }

  static String presence(FindingDifference one, Comparison result) {
    return one.runsBefore()
        + "/"
        + result.before().runs()
        + " → "
        + one.runsAfter()
        + "/"
        + result.after().runs();
  }

  static String terms(Comparison result) {
    String judgements = Amounts.plural(result.terms().judgements(), "judgement", "judgements");
    String error = Amounts.share(result.terms().falseAlarmShare());
    if (result.terms().eachAlone()) {
      return "Judged by %s. Each of the %s may be a false alarm with a chance of %s."
          .formatted(result.terms().method(), judgements, error);
    }
    String noise =
        result.terms().noiseShare() > 0
            ? "; what differs by less than "
                + Amounts.share(result.terms().noiseShare())
                + " does not count"
            : "";
    return "Judged by %s. The chance of one false alarm in all %s together is at most %s%s."
        .formatted(result.terms().method(), judgements, error, noise);
  }

  static String runs(int runs) {
    return runs == 1 ? "" : " · " + runs + " runs";
  }
}
