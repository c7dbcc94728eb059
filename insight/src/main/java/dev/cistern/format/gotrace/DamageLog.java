package dev.cistern.format.gotrace;

import dev.cistern.model.Damage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The damage found in one file, the first places of it; the rest is only counted. */
final class DamageLog {
  private static final int KEPT_MAX = 64;

  private final String file;
  private final List<Damage> kept = new ArrayList<>();
  private long left;

  DamageLog(String file) {
    this.file = file;
  }

  void add(long offset, String wanted, String found) {
    if (kept.size() < KEPT_MAX) {
      kept.add(new Damage(file, offset, wanted, found));
    } else {
      left++;
    }
  }

  void addAll(List<Damage> damage) {
    damage.forEach(one -> add(one.offset(), one.wanted(), one.found()));
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** In file order, with one more line that counts what was left out. */
  List<Damage> inFileOrder() {
    List<Damage> all = new ArrayList<>(kept);
    all.sort(Comparator.comparingLong(Damage::offset));
    if (left > 0) {
      all.add(
          new Damage(
              file,
              all.getLast().offset(),
              "at most %d damaged places".formatted(KEPT_MAX),
              "%d more".formatted(left)));
    }
    return List.copyOf(all);
  }
}
