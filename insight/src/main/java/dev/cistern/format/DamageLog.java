package dev.cistern.format;

import dev.cistern.model.Damage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The damage of one file: the first places in full, each once, the others counted. */
public final class DamageLog {
  private static final int SHOWN_MAX = 64;

  private final String file;
  private final String unit;
  private final Set<Damage> ofGzip = new LinkedHashSet<>();
  private final Set<Damage> shown = new LinkedHashSet<>();
  private long more;

  private DamageLog(String file, String unit) {
    this.file = file;
    this.unit = unit;
  }

  /** Of a file that is read as it lies. */
  public static DamageLog of(String file) {
    return of(file, false);
  }

  /** Of a file whose bytes may still be inflated: {@link #begin} tells what was wrong with that. */
  public static DamageLog of(String file, boolean gzipped) {
    return new DamageLog(file, gzipped ? " (in the inflated bytes)" : "");
  }

  /** Begins with what was wrong with a file's gzip. */
  public static DamageLog of(String file, Content content) {
    DamageLog log = of(file, content.gzipped());
    log.begin(content.damage());
    return log;
  }

  /** Puts what was wrong with the file's gzip before all else. */
  public void begin(List<Damage> ofGzip) {
    this.ofGzip.addAll(ofGzip);
  }

  public void add(long offset, String wanted, String found) {
    if (isFull()) {
      more++; // a hostile file has millions
    } else {
      shown.add(new Damage(file, offset, wanted + unit, found));
    }
  }

  /** Adds what another reader told of the file. */
  public void addAll(List<Damage> damage) {
    damage.forEach(one -> add(one.offset(), one.wanted(), one.found()));
  }

  /** Whether further places are only counted: what is said of them does not matter. */
  public boolean isFull() {
    return shown.size() >= SHOWN_MAX;
  }

  public boolean isEmpty() {
    return ofGzip.isEmpty() && shown.isEmpty();
  }

  /** As it was found, that of the gzip first. */
  public List<Damage> list() {
    return listed(List.copyOf(shown));
  }

  /** By offset, that of the gzip first. */
  public List<Damage> inFileOrder() {
    return listed(shown.stream().sorted(Comparator.comparingLong(Damage::offset)).toList());
  }

  private List<Damage> listed(List<Damage> places) {
    List<Damage> all = new ArrayList<>(ofGzip);
    all.addAll(places);
    if (more > 0) {
      long offset = all.getLast().offset();
      all.add(new Damage(file, offset, "no more damage", "%d places more".formatted(more)));
    }
    return List.copyOf(all);
  }
}
