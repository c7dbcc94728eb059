package dev.cistern.analysis;

import dev.cistern.model.Evidence;
import dev.cistern.model.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dumps of one process in the order of time, at least one.
 *
 * <p>The order is by the dumps' own times where each tells one; else as the files were named by the
 * user, and where those stand in the alphabet's order (a folder, a pattern of the shell) by their
 * names with numbers read as numbers: {@code dump-2} before {@code dump-10}.
 */
record TaskSeries(List<TaskDump> dumps) {

  private record Kind(Language language, String format) {}

  /** The longest series of each language; several forms of one moment are not a series. */
  static List<TaskSeries> of(List<Evidence> members) {
    Map<Kind, List<TaskDump>> byKind = new LinkedHashMap<>();
    for (Evidence member : members) {
      TaskDump.of(member)
          .ifPresent(dump ->
              byKind
                  .computeIfAbsent(new Kind(dump.language(), dump.format()), _ -> new ArrayList<>())
                  .add(dump));
    }
    Map<Language, List<TaskDump>> longest = new LinkedHashMap<>();
    byKind.forEach((kind, dumps) ->
        longest.merge(kind.language(), dumps, (a, b) -> b.size() > a.size() ? b : a));
    return ordered(longest.values());
  }

  private static List<TaskSeries> ordered(Collection<List<TaskDump>> all) {
    List<TaskSeries> series = new ArrayList<>();
    for (List<TaskDump> dumps : all) {
      List<TaskDump> sorted = new ArrayList<>(dumps);
      List<String> names = dumps.stream().map(TaskDump::name).toList();
      if (dumps.stream().allMatch(dump -> dump.timeNanos() > 0)) {
        sorted.sort(Comparator.comparingLong(TaskDump::timeNanos));
      } else if (names.equals(names.stream().sorted().toList())) {
        sorted.sort(Comparator.comparing(TaskDump::name, TaskSeries::compareNames));
      }
      series.add(new TaskSeries(List.copyOf(sorted)));
    }
    return series;
  }

  /** Letters by their order, numbers by their size. */
  static int compareNames(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int numberA = digits(a, i);
      int numberB = digits(b, j);
      int order;
      if (numberA > i && numberB > j) {
        order = compareNumbers(a.substring(i, numberA), b.substring(j, numberB));
        i = numberA;
        j = numberB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String a, String b) {
    String plainA = a.replaceFirst("^0+", "");
    String plainB = b.replaceFirst("^0+", "");
    return plainA.length() == plainB.length()
        ? plainA.compareTo(plainB)
        : Integer.compare(plainA.length(), plainB.length());
  }

  int size() {
    return dumps.size();
  }

  TaskDump first() {
    return dumps.getFirst();
  }

  TaskDump last() {
    return dumps.getLast();
  }

  /** The time from the first dump to the last, 0 where it is not known. */
  double seconds() {
    boolean known = first().timeNanos() > 0 && last().timeNanos() > first().timeNanos();
    return known ? (last().timeNanos() - first().timeNanos()) / 1e9 : 0;
  }
}
