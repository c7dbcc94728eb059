package dev.cistern.format.jfr;

import dev.cistern.model.Damage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What was found wrong in one recording, each place once and no more places than help. */
final class Damages {
  private static final int PLACES_MAX = 100;

  private final String file;
  private final LinkedHashSet<Damage> places = new LinkedHashSet<>();

  Damages(String file) {
    this.file = file;
  }

  void add(long offset, String wanted, String found) {
    if (places.size() < PLACES_MAX) {
      places.add(new Damage(file, offset, wanted, found));
    }
  }

  void addAll(List<Damage> damage) {
    for (Damage one : damage) {
      if (places.size() < PLACES_MAX) {
        places.add(one);
      }
    }
  }

  List<Damage> list() {
    return new ArrayList<>(places);
  }
}
