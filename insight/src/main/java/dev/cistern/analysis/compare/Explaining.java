package dev.cistern.analysis.compare;

import dev.cistern.analysis.compare.TypeComparison.Tested;
import dev.cistern.analysis.compare.TypeSums.Key;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.List;

/**
 * The few functions that explain what changed. A changed function changes its callers too: so the
 * one that differs most surely is taken, then all stacks through it are left out and the rest is
 * judged again, until nothing is left.
 *
 * <p>Callers are diluted by what else they call, and callees by who else calls them, so the surest
 * difference lies at the function itself. Among functions of one stack that are about as sure, the
 * application's deepest is taken.
 */
final class Explaining {
  private static final int CHANGES_MAX = 25;
  private static final double ABOUT = 0.95;

  private final TypeComparison comparison;
  private final TypeSums sums;
  private final Catalogue catalogue;
  private final double falseAlarmShare;
  private final double pMax;
  private final boolean[] leftOut;

  private Explaining(
      TypeComparison comparison, Catalogue catalogue, double falseAlarmShare, int family) {
    this.comparison = comparison;
    this.sums = comparison.sums();
    this.catalogue = catalogue;
    this.falseAlarmShare = falseAlarmShare;
    pMax = falseAlarmShare / Math.max(1, family);
    leftOut = new boolean[sums.grid().stacks().stackCount()];
  }

  /** The explaining functions, the surest first. */
  static List<Tested> of(
      TypeComparison comparison, Catalogue catalogue, double falseAlarmShare, int family) {
    return new Explaining(comparison, catalogue, falseAlarmShare, family).run();
  }

  /** A candidate with the contrast of what is left of its difference. */
  private record Left(Tested tested, double score, boolean more) {}

  private List<Tested> run() {
    List<Tested> open =
        new ArrayList<>(
            comparison.tested().stream()
                .filter(one -> one.judgement().counts(falseAlarmShare))
                .toList());
    List<Tested> found = new ArrayList<>();
    while (!open.isEmpty() && found.size() < CHANGES_MAX) {
      List<Left> left = left(open, found.isEmpty());
      if (left.isEmpty()) {
        break;
      }
      Left surest = left.getFirst();
      for (Left one : left) {
        surest = one.score() > surest.score() ? one : surest;
      }
      Tested chosen = deepest(surest, left);
      found.add(chosen);
      open.remove(chosen);
      leaveOut(chosen.key());
    }
    return found;
  }

  /** What is as surely different without the stacks that are explained. */
  private List<Left> left(List<Tested> open, boolean all) {
    RowSums rows =
        all ? sums.rows() : RowSums.of(sums.before(), sums.after(), leftOut, sums.grid());
    List<Left> left = new ArrayList<>();
    for (Tested one : open) {
      RowSums.Sums of = rows.of(one.key().self());
      RatioTest test = sums.counts(one.key(), of, comparison.noise());
      boolean same = test.ratio() > 1 == one.judgement().isMore();
      if (all || (test.p() <= pMax && same)) {
        left.add(new Left(one, sums.contrast(one.key(), of), one.judgement().isMore()));
      }
    }
    return left;
  }

  private Tested deepest(Left surest, List<Left> left) {
    Stacks stacks = sums.grid().stacks();
    int stack = heaviestThrough(surest.tested().key());
    Tested chosen = surest.tested();
    int depth = Integer.MAX_VALUE;
    boolean own = false;
    for (Left one : left) {
      int at = position(stacks, stack, one.tested().key());
      boolean about = one.more() == surest.more() && one.score() >= ABOUT * surest.score();
      if (at < 0 || !about) {
        continue;
      }
      boolean isOwn = sums.grid().isOwn(one.tested().key().row(), catalogue);
      if ((isOwn && !own) || (isOwn == own && own && at < depth)) {
        chosen = one.tested();
        depth = at;
        own = isOwn;
      }
    }
    return chosen;
  }

  /** Where a row stands on a stack, from the leaf; −1 where it does not. */
  private int position(Stacks stacks, int stack, Key key) {
    if (key.row() == sums.grid().rows()) {
      return -1;
    }
    int end = key.self() ? Math.min(1, stacks.depth(stack)) : stacks.depth(stack);
    for (int i = 0; i < end; i++) {
      if (stacks.frameAt(stack, i) == key.row()) {
        return i;
      }
    }
    return -1;
  }

  private int heaviestThrough(Key key) {
    Stacks stacks = sums.grid().stacks();
    int heaviest = 0;
    double most = -1;
    for (int stack = 0; stack < leftOut.length; stack++) {
      double weight = sums.before().sums()[stack] + sums.after().sums()[stack];
      if (!leftOut[stack] && weight > most && isThrough(stacks, stack, key)) {
        most = weight;
        heaviest = stack;
      }
    }
    return heaviest;
  }

  private boolean isThrough(Stacks stacks, int stack, Key key) {
    return key.row() == sums.grid().rows() || position(stacks, stack, key) >= 0;
  }

  private void leaveOut(Key key) {
    Stacks stacks = sums.grid().stacks();
    for (int stack = 0; stack < leftOut.length; stack++) {
      leftOut[stack] |= isThrough(stacks, stack, key);
    }
  }
}
