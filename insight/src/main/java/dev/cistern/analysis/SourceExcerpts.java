package dev.cistern.analysis;

import dev.cistern.analysis.SourceSites.Site;
import dev.cistern.model.Finding;
import dev.cistern.model.SourceExcerpt;
import java.util.Map;
import java.util.TreeMap;

/** The lines around a source finding, with what happens on them and what they cost. */
final class SourceExcerpts {
  private static final int CONTEXT = 2;
  private static final int LINES_MAX = 40;

  private SourceExcerpts() {}

  static SourceExcerpt of(Site site, Map<Integer, String> costs) {
    Map<Integer, String> notes = new TreeMap<>();
    for (Finding.Step step : site.finding().steps()) {
      if (SourceSites.in(site.whole(), step.place())) {
        notes.merge(step.place().line(), step.text(), (a, b) -> a.equals(b) ? a : a + "; " + b);
      }
    }
    notes.putIfAbsent(site.finding().place().line(), site.finding().rule().id());
    Map<Integer, SourceExcerpt.Line> lines = new TreeMap<>();
    costs.keySet().forEach(line -> around(site, line, 0, notes, costs, lines));
    notes.keySet().forEach(line -> around(site, line, CONTEXT, notes, costs, lines));
    return new SourceExcerpt(
        site.whole().path(), lines.values().stream().limit(LINES_MAX).toList());
  }

  private static void around(
      Site site,
      int line,
      int context,
      Map<Integer, String> notes,
      Map<Integer, String> costs,
      Map<Integer, SourceExcerpt.Line> into) {
    int start = site.whole().first();
    int first = Math.max(start, line - context);
    int last = Math.min(start + site.lines().size() - 1, line + context);
    for (int number = first; number <= last; number++) {
      into.put(
          number,
          new SourceExcerpt.Line(
              number,
              site.lines().get(number - start),
              notes.getOrDefault(number, ""),
              costs.getOrDefault(number, "")));
    }
  }
}
