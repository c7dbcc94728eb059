package dev.cistern.lint;

import dev.cistern.lint.flow.Trail;
import dev.cistern.lint.front.SourceFile;
import dev.cistern.lint.rules.Found;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.LintResult.Excerpt;
import dev.cistern.model.Place;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import dev.cistern.model.SourcePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns what rules found into findings: lines for offsets, fingerprints, suppression, order. */
final class Gathering {
  private static final int EXCERPT_LINES_MAX = 300;
  private final AllSources program;
  private final Path base;
  private final LintOptions options;
  private final Suppressions suppressions;
  private final Map<String, Excerpt> excerpts = new HashMap<>();
  private int suppressed;

  Gathering(AllSources program, Path base, LintOptions options) {
    this.program = program;
    this.base = base;
    this.options = options;
    this.suppressions = new Suppressions(program);
  }

  /** The folder that paths are told from: where the user stands, or the root he named. */
  static Path base(List<Path> roots) {
    Path here = Path.of("").toAbsolutePath();
    Path only = roots.getFirst().toAbsolutePath().normalize();
    if (roots.size() == 1 && !only.startsWith(here)) {
      Path parent = only.getParent();
      return only.toFile().isDirectory() || parent == null ? only : parent;
    }
    return here;
  }

  /** The result of a look at so many files. */
  LintResult result(List<Found> all, int files, List<SourcePool> pools) {
    List<Found> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparing(Found::file).thenComparing(Found::at).thenComparing(Found::rule));
    Map<String, Integer> ordinals = new HashMap<>();
    Map<String, Finding> findings = new LinkedHashMap<>();
    Set<String> places = new HashSet<>();
    for (Found found : ordered) {
      SourceFile file = program.file(found.file());
      if (file == null
          || options.excludes(shown(found.file()))
          || !places.add(found.rule() + found.file() + file.line(found.at()))) {
        continue;
      }
      String statement =
          file.lineText(file.line(found.at())).replaceAll("//.*", "").replaceAll("\\s", "");
      String key = found.rule() + "\0" + found.plainFunction() + "\0" + statement;
      int ordinal = ordinals.merge(key, 1, Integer::sum) - 1;
      String print = Finding.fingerprint(found.rule(), found.plainFunction(), statement, ordinal);
      int line = file.line(found.at());
      if (suppressions.covers(found.rule(), found.file(), line)
          || options.baseline().contains(print)) {
        suppressed++;
        continue;
      }
      findings.put(print, finding(found, file, print));
      excerpts.put(print, excerpt(file, found.at(), line));
    }
    List<Finding> sorted = new ArrayList<>(findings.values());
    suppressions.unused().stream().map(this::unused).forEach(sorted::add);
    sorted.sort(
        Comparator.comparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(f -> f.place().file())
            .thenComparing(f -> f.place().line())
            .thenComparing(Finding::rule));
    List<LintResult.Unparsed> unparsed =
        program.unparsed().stream()
            .map(u -> new LintResult.Unparsed(shown(u.file()), u.line(), u.why()))
            .toList();
    return new LintResult(version(), files, sorted, unparsed, excerpts, suppressed, pools);
  }

  private static Excerpt excerpt(SourceFile file, int at, int line) {
    SourceFile.Span span = file.around(at);
    int first = span.first();
    int last = span.last();
    List<String> lines =
        IntStream.rangeClosed(first, Math.min(last, first + EXCERPT_LINES_MAX))
            .mapToObj(file::lineText)
            .toList();
    return new Excerpt(file.lineText(line), file.column(at), first, last, lines);
  }

  private static String version() {
    @Nullable String version = Linter.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private Finding unused(Suppressions.Comment comment) {
    RuleId rule = comment.rule();
    Place place = new Place(shown(comment.file()), comment.line(), "", "");
    return new Finding(
        rule,
        Severity.LOW,
        EvidenceKind.SOURCE,
        "a comment silences " + rule + " where nothing is found",
        "It would silence a fault that comes later.",
        place,
        List.of(),
        Optional.empty(),
        "Take the comment out.",
        Optional.empty(),
        rule.docs(),
        Finding.fingerprint(
            rule, "unused suppression " + shown(comment.file()), comment.text(), 0));
  }

  private Finding finding(Found found, SourceFile file, String print) {
    List<Finding.Step> steps = new ArrayList<>();
    for (Trail.Step step : found.steps()) {
      SourceFile at = program.file(step.file());
      int line = at == null ? 0 : at.line(step.at());
      steps.add(
          new Finding.Step(
              new Place(shown(step.file()), line, found.plainFunction(), ""), step.text()));
    }
    return new Finding(
        found.rule(),
        options.severities().getOrDefault(found.rule(), found.severity()),
        EvidenceKind.SOURCE,
        found.title(),
        found.why(),
        new Place(shown(found.file()), file.line(found.at()), found.plainFunction(), ""),
        steps,
        Optional.empty(),
        found.mend(),
        Optional.empty(),
        found.rule().docs(),
        print);
  }

  /** The path as the user would write it from where he stands, with slashes. */
  String shown(String file) {
    Path path = Path.of(file).toAbsolutePath().normalize();
    Path relative = path.startsWith(base) ? base.relativize(path) : path;
    return relative.toString().replace('\\', '/');
  }
}
