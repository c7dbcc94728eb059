package dev.cistern.format.pprof;

import dev.cistern.model.Damage;
import java.util.ArrayList;
import java.util.List;

/** The damage of one file: the first places in full, the others counted. */
final class DamageLog {
  private static final int SHOWN_MAX = 40;

  private final String file;
  private final String unit;
  private final List<Damage> damage;
  private long more;

  /** {@code where} is added to what was wanted, to say what the offsets count. */
  DamageLog(String file, String where, List<Damage> before) {
    this.file = file;
    unit = where;
    damage = new ArrayList<>(before);
  }

  void add(long offset, String wanted, String found) {
    if (damage.size() >= SHOWN_MAX) {
      more++;
      return;
    }
    damage.add(new Damage(file, offset, wanted + unit, found));
  }

  void add(Broken broken) {
    add(broken.offset(), broken.wanted(), broken.found());
  }

  boolean isEmpty() {
    return damage.isEmpty();
  }

  List<Damage> list() {
    List<Damage> all = new ArrayList<>(damage);
    if (more > 0) {
      long offset = damage.getLast().offset();
      all.add(new Damage(file, offset, "no more damage", "%d places more".formatted(more)));
    }
    return List.copyOf(all);
  }
}
