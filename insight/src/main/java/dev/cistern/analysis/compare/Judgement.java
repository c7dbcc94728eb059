package dev.cistern.analysis.compare;

import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.Test;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.SampleType;

/** One figure as it was tested, before all judgements are held together. */
final class Judgement {
  private static final double RANK_ERROR = 0.05;

  private final SampleType what;
  private final String per;
  private final double before;
  private final double after;
  private final boolean besideOthers;
  private Test test = Test.NONE;
  private double ratio = Double.NaN;
  private double low = Double.NaN;
  private double high = Double.NaN;
  private double p = 1;
  private double rankP = 1;
  private double score;
  private double adjusted = 1;

  /** A figure without a test. */
  Judgement(SampleType what, String per, double before, double after, boolean besideOthers) {
    this.what = what;
    this.per = per;
    this.before = before;
    this.after = after;
    this.besideOthers = besideOthers;
    ratio = before > 0 ? after / before : after > 0 ? Double.POSITIVE_INFINITY : 1;
  }

  /** Judged by the counts behind both figures. */
  Judgement by(RatioTest counts) {
    test = Test.SAMPLING_ERROR;
    ratio = counts.ratio();
    low = counts.low();
    high = counts.high();
    p = counts.p();
    rankP = 0;
    score = counts.score();
    return this;
  }

  /** Judged by the runs' ranks and spread. */
  Judgement by(SeriesTest series) {
    test = Test.RANKS;
    ratio = series.ratio();
    low = series.low();
    high = series.high();
    p = series.spreadP();
    rankP = series.rankP();
    score = series.score();
    return this;
  }

  SampleType what() {
    return what;
  }

  double before() {
    return before;
  }

  double after() {
    return after;
  }

  /** The p that the family is held together by. */
  double p() {
    return p;
  }

  double score() {
    return score;
  }

  void adjusted(double value) {
    adjusted = value;
  }

  boolean isTested() {
    return test != Test.NONE;
  }

  /** Whether it counts among all judgements of an error. */
  boolean counts(double falseAlarmShare) {
    return isTested() && adjusted <= falseAlarmShare && rankP <= RANK_ERROR && ratio != 1;
  }

  boolean isMore() {
    return ratio > 1;
  }

  /** The result; more is worse where {@code moreIsWorse}. */
  Measured measured(double falseAlarmShare, boolean moreIsWorse) {
    Verdict verdict = Verdict.UNJUDGED;
    if (isTested()) {
      verdict =
          !counts(falseAlarmShare)
              ? Verdict.SAME
              : isMore() == moreIsWorse ? Verdict.WORSE : Verdict.BETTER;
    }
    return new Measured(
        what,
        per,
        before,
        after,
        ratio,
        low,
        high,
        test == Test.RANKS ? rankP : p,
        adjusted,
        test,
        besideOthers,
        verdict);
  }
}
