package dev.cistern.report;

import dev.cistern.model.SourceListing;

/** A listing with its unit, as the page's template shows it. */
record SourceGrid(SourceListing listing, PprofUnit unit) {
  static SourceGrid of(SourceListing listing) {
    return new SourceGrid(listing, TextSource.unit(listing));
  }

  String value(long value) {
    return TextSource.value(unit, value);
  }

  /** What a function costs, in words. */
  String cost(SourceListing.Function function) {
    return "%s flat, %s with what it calls (%s)"
        .formatted(
            unit.format(function.flat()),
            unit.format(function.cum()),
            PprofUnit.percent(function.cum(), listing.total()).strip());
  }

  /** Whether lines were left out before this one. */
  boolean leaps(SourceListing.Function function, int index) {
    return index > 0
        && function.lines().get(index).number() > function.lines().get(index - 1).number() + 1;
  }

  static boolean costs(SourceListing.Line line) {
    return line.flat() != 0 || line.cum() != 0;
  }
}
