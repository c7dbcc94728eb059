package dev.cistern.analysis.compare;

import dev.cistern.analysis.compare.TypeSums.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One sample type on both sides: each function of some weight and the total, tested. */
final class TypeComparison {
  /** A judgement and what it is of. */
  record Tested(Key key, Judgement judgement) {}

  /** Rows with the same figures on both sides are one comparison: a chain of calls. */
  private record Figures(double before, double after, double variance) {}

  private static final double SHARE_MIN = 0.005;
  private static final double SAMPLES_MIN = 16;

  private final TypeSums sums;
  private final double noise;
  private final Map<Key, Judgement> judgements = new HashMap<>();
  private final List<Judgement> family = new ArrayList<>();
  private final Map<Figures, Judgement> known = new HashMap<>();

  TypeComparison(TypeSums sums, double noise) {
    this.sums = sums;
    this.noise = noise;
    double[] before = sums.rows().cum().before();
    double[] after = sums.rows().cum().after();
    int all = sums.grid().rows();
    judge(total());
    for (int row = 0; row < all; row++) {
      boolean weighs =
          Math.abs(before[row]) >= SHARE_MIN * Math.abs(before[all])
              || Math.abs(after[row]) >= SHARE_MIN * Math.abs(after[all]);
      if (weighs) {
        judge(new Key(row, false));
        judge(new Key(row, true));
      }
    }
  }

  TypeSums sums() {
    return sums;
  }

  double noise() {
    return noise;
  }

  /** Everything together. */
  Key total() {
    return new Key(sums.grid().rows(), false);
  }

  /** The judgements that share one error; those of equal figures count once. */
  List<Judgement> family() {
    return family;
  }

  /** All that was judged. */
  List<Tested> tested() {
    return judgements.entrySet().stream()
        .map(entry -> new Tested(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.<Tested>comparingDouble(one -> -one.judgement().score())
                .thenComparing(one -> one.key().row())
                .thenComparing(one -> one.key().self()))
        .toList();
  }

  /** A row's judgement; one without a test where it does not weigh enough. */
  Judgement of(Key key) {
    Judgement judged = judgements.get(key);
    return judged == null ? plain(key) : judged;
  }

  private void judge(Key key) {
    RowSums.Sums of = sums.rows().of(key.self());
    double before = of.before()[key.row()];
    double after = of.after()[key.row()];
    double variance = of.beforeVariance()[key.row()] + of.afterVariance()[key.row()];
    Figures figures = new Figures(before, after, variance);
    Judgement same = known.get(figures);
    if (same != null) {
      judgements.put(key, same);
      return;
    }
    Judgement judgement = plain(key);
    if (sums.isJudged() && before >= 0 && after >= 0 && before + after > 0) {
      test(key, of, judgement);
    }
    judgements.put(key, judgement);
    known.put(figures, judgement);
    if (judgement.isTested()) {
      family.add(judgement);
    }
  }

  private void test(Key key, RowSums.Sums of, Judgement judgement) {
    boolean all = key.equals(total());
    if (sums.isSeries()) {
      judgement.by(
          SeriesTest.of(
              sums.beforeByRun(key),
              sums.afterByRun(key),
              sums.samplingVariance(key),
              sums.usualSpread(),
              noise));
    } else if (sums.samples(key, of) >= SAMPLES_MIN && !(all && sums.exposure().besideOthers())) {
      judgement.by(sums.counts(key, of, noise));
    }
  }

  private Judgement plain(Key key) {
    RowSums.Sums of = sums.rows().of(key.self());
    boolean all = key.equals(total());
    return new Judgement(
        sums.type(),
        sums.exposure().per(),
        sums.shown(of.before()[key.row()], sums.before()),
        sums.shown(of.after()[key.row()], sums.after()),
        sums.exposure().besideOthers() && !all);
  }
}
