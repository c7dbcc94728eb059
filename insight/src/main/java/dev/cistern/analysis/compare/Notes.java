package dev.cistern.analysis.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a comparison did not judge, or judged in another way than a reader would think. */
final class Notes {
  private Notes() {}

  static List<String> of(Pairing pairing, Collection<TypeComparison> types) {
    List<String> notes = new ArrayList<>(pairing.unpaired());
    List<String> unjudged = names(types, type -> !type.isJudged());
    if (!unjudged.isEmpty()) {
      notes.add(
          "Not judged: %s. A single profile does not tell how its waits spread; give four runs or more on each side."
              .formatted(String.join(", ", unjudged)));
    }
    for (TypeComparison type : types) {
      Exposure exposure = type.sums().exposure();
      if (type.sums().isJudged() && exposure.besideOthers()) {
        notes.add(beside(type, exposure));
      }
      int runs = Math.max(type.sums().before().runs(), type.sums().after().runs());
      if (runs > 1 && !type.sums().isSeries()) {
        notes.add(
            "%s: too few runs for a rank test (four on each side are enough); they are judged together, by sampling error and their spread."
                .formatted(type.sums().type().type()));
      }
    }
    return notes;
  }

  private static String beside(TypeComparison type, Exposure exposure) {
    if (!exposure.per().equals("s")) {
      return "%s: the windows are not stated, so changes are beside what most functions have in common, and the total is not judged."
          .formatted(type.sums().type().type());
    }
    double median =
        exposure.afterSum()
            / exposure.beforeSum()
            * seconds(type.sums().before())
            / seconds(type.sums().after());
    return String.format(
        Locale.ROOT,
        "%s: most functions take %+.1f%%, as another machine or load would make it; changes are beside that, and the total is not judged.",
        type.sums().type().type(),
        (median - 1) * 100);
  }

  private static double seconds(SideSums side) {
    double seconds = 0;
    for (int run = 0; run < side.runs(); run++) {
      seconds += side.seconds(run);
    }
    return seconds;
  }

  private static List<String> names(
      Collection<TypeComparison> types, java.util.function.Predicate<TypeSums> which) {
    return types.stream()
        .map(TypeComparison::sums)
        .filter(which)
        .map(sums -> sums.type().type())
        .toList();
  }
}
