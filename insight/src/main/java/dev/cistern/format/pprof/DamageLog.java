package dev.cistern.format.pprof;

import dev.cistern.format.Content;
import dev.cistern.model.Damage;
import java.util.ArrayList;
import java.util.List;

/** The damage of one file: the first places in full, the others counted. */
public final class DamageLog {
  private static final int SHOWN_MAX = 40;

  private final String file;
  private final String unit;
  private final List<Damage> damage = new ArrayList<>();
  private long more;

  private DamageLog(String file, String where) {
    this.file = file;
    unit = where;
  }

  /** Begins with what was wrong with a file's gzip. */
  public static DamageLog of(String file, Content content) {
    DamageLog log = of(file, content.gzipped());
    log.damage.addAll(content.damage());
    return log;
  }

  /** Of a file whose bytes may still be inflated: {@link #begin} tells what was wrong with that. */
  static DamageLog of(String file, boolean gzipped) {
    return new DamageLog(file, gzipped ? " (in the inflated bytes)" : "");
  }

  /** Puts what was wrong with the file's gzip before all else. */
  void begin(List<Damage> ofGzip) {
    damage.addAll(0, ofGzip);
  }

  public void add(long offset, String wanted, String found) {
    if (damage.size() >= SHOWN_MAX) {
      more++;
      return;
    }
    damage.add(new Damage(file, offset, wanted + unit, found));
  }

  void add(Broken broken) {
    add(broken.offset(), broken.wanted(), broken.found());
  }

  public boolean isEmpty() {
    return damage.isEmpty();
  }

  public List<Damage> list() {
    List<Damage> all = new ArrayList<>(damage);
    if (more > 0) {
      long offset = damage.getLast().offset();
      all.add(new Damage(file, offset, "no more damage", "%d places more".formatted(more)));
    }
    return List.copyOf(all);
  }
}
