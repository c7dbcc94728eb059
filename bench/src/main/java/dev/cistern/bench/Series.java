package dev.cistern.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one contender took in each round; empty with a note where it gave no answer. */
final class Series {
  private final String name;
  private final List<Long> nanos = new ArrayList<>();
  private String note = "";

  Series(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(long wallNanos) {
    nanos.add(wallNanos);
  }

  void note(String newNote) {
    note = newNote;
  }

  String note() {
    return note;
  }

  int rounds() {
    return nanos.size();
  }

  boolean answered() {
    return !nanos.isEmpty();
  }

  double medianSeconds() {
    List<Long> sorted = sorted();
    int middle = sorted.size() / 2;
    long median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return median / 1e9;
  }

  double minSeconds() {
    return sorted().getFirst() / 1e9;
  }

  double maxSeconds() {
    return sorted().getLast() / 1e9;
  }

  private List<Long> sorted() {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return sorted;
  }
}
