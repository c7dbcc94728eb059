package dev.cistern.analysis;

import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.LintResult;
import dev.cistern.model.LintResult.Excerpt;
import dev.cistern.model.Place;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.SourcePool;
import dev.cistern.model.SourceText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maps what evidence names to what lint found: a frame's file is found as listings find it, and its
 * function must bear the name of the declaration that its line stands in.
 */
final class SourceSites {
  /** Lines of one file, both ends counted. */
  record Span(String path, int first, int last) {
    boolean has(int line) {
      return line >= first && line <= last;
    }
  }

  /**
   * Where a source finding has to be looked for.
   *
   * @param whole the declaration
   * @param own the lines from where the object is taken to the finding, or to the declaration's end
   *     where the statement is deferred
   * @param pool the pool it speaks of, where it speaks of one
   * @param lines the text of the declaration
   */
  record Site(
      Finding finding, Span whole, Span own, Optional<SourcePool> pool, List<String> lines) {
    Site with(Finding other) {
      return new Site(other, whole, own, pool, lines);
    }
  }

  private record Asked(String file, String function) {}

  private final LintResult lint;
  private final SourceFiles files;
  private final Set<String> names = new HashSet<>();
  private final Map<Asked, String> found = new HashMap<>();

  SourceSites(LintResult lint, SourceFiles files) {
    this.lint = lint;
    this.files = files;
    lint.findings().forEach(finding -> names.add(last(finding.place().file())));
    for (SourcePool pool : lint.pools()) {
      pool.takes().forEach(place -> names.add(last(place.file())));
      names.add(last(pool.place().file()));
    }
  }

  /** The sites of all findings, in their order. */
  List<Site> sites() {
    return lint.findings().stream().map(this::site).toList();
  }

  private Site site(Finding finding) {
    String path = finding.place().file();
    Excerpt excerpt = lint.excerpts().get(finding.fingerprint());
    int line = finding.place().line();
    Span whole =
        excerpt == null
            ? new Span(path, line, line)
            : new Span(path, excerpt.firstLine(), excerpt.lastLine());
    int first = line;
    int last = line;
    for (Finding.Step step : finding.steps()) {
      if (step.place().file().equals(path) && whole.has(step.place().line())) {
        first = Math.min(first, step.place().line());
        last = Math.max(last, step.place().line());
      }
    }
    Optional<SourcePool> pool = pool(finding, whole);
    if (pool.isPresent() && pool.get().takes().stream().anyMatch(t -> same(t, finding.place()))) {
      first = line; // what is lost is made again where it is taken
      last = line;
    } else if (pool.isPresent()) {
      int before = last;
      first =
          pool.get().takes().stream()
              .filter(take -> in(whole, take) && take.line() <= before)
              .mapToInt(Place::line)
              .max()
              .stream()
              .map(take -> Math.min(take, line))
              .reduce(first, Math::min);
      last =
          pool.get().gives().stream()
              .filter(give -> in(whole, give))
              .mapToInt(Place::line)
              .reduce(last, Math::max);
    }
    boolean deferred = excerpt != null && excerpt.text().strip().startsWith("defer ");
    return new Site(
        finding,
        whole,
        new Span(path, first, deferred ? whole.last() : last),
        pool,
        excerpt == null ? List.of() : excerpt.lines());
  }

  /** The pool whose operation stands on a line of the finding. */
  private Optional<SourcePool> pool(Finding finding, Span whole) {
    for (SourcePool pool : lint.pools()) {
      if (speaksOf(pool.gives(), finding, whole)
          || speaksOf(pool.takes(), finding, whole)
          || speaksOf(List.of(pool.place()), finding, whole)) {
        return Optional.of(pool);
      }
    }
    return Optional.empty();
  }

  private static boolean speaksOf(List<Place> places, Finding finding, Span whole) {
    return places.stream().filter(place -> in(whole, place)).anyMatch(place -> at(place, finding));
  }

  private static boolean at(Place place, Finding finding) {
    return same(place, finding.place())
        || finding.steps().stream().anyMatch(step -> same(place, step.place()));
  }

  private static boolean same(Place a, Place b) {
    return a.line() == b.line() && a.file().equals(b.file());
  }

  static boolean in(Span span, Place place) {
    return place.file().equals(span.path()) && span.has(place.line());
  }

  /** The file below the folder that a name in the evidence is, where lint has looked at it. */
  Optional<String> path(String file, String function, Language language) {
    if (file.isEmpty() || !names.contains(last(file))) {
      return Optional.empty();
    }
    String path =
        found.computeIfAbsent(
            new Asked(file, function),
            asked ->
                files
                    .find(asked.file(), asked.function(), language)
                    .map(SourceText::path)
                    .orElse(""));
    return path.isEmpty() ? Optional.empty() : Optional.of(path);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether a place of the evidence stands in these lines of this function. */
  boolean stands(Place place, Span span, String function) {
    return span.has(place.line())
        && FunctionNames.bears(place.function(), function)
        && path(place.file(), place.function(), language(place)).equals(Optional.of(span.path()));
  }

  private static Language language(Place place) {
    return place.file().endsWith(".go") ? Language.GO : Language.JVM;
  }
}
