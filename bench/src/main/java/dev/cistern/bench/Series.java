package dev.cistern.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one contender took in each round; empty with a note where it gave no answer. */
final class Series {
  private final String name;
  private final List<Long> nanos = new ArrayList<>();
  private final List<Long> cpuNanos = new ArrayList<>();
  private String note = "";

  Series(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** One round; {@code processorNanos} is 0 where it was not measured. */
  void add(long wallNanos, long processorNanos) {
    nanos.add(wallNanos);
    cpuNanos.add(processorNanos);
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
    return median(nanos);
  }

  /** Of user and system time together, 0 where it was not measured. */
  double medianCpuSeconds() {
    return median(cpuNanos);
  }

  private static double median(List<Long> values) {
    List<Long> sorted = sorted(values);
    int middle = sorted.size() / 2;
    long median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return median / 1e9;
  }

  double minSeconds() {
    return sorted(nanos).getFirst() / 1e9;
  }

  double maxSeconds() {
    return sorted(nanos).getLast() / 1e9;
  }

  private static List<Long> sorted(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted;
  }
}
