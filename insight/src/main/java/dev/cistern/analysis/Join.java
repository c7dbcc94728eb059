package dev.cistern.analysis;

import dev.cistern.analysis.JoinCosts.Priced;
import dev.cistern.analysis.SourceSites.Site;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import dev.cistern.model.SourceExcerpt;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.SourcePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lays what was found in sources over what was measured (A11): each source finding gets the cost of
 * its lines, and a fault that sources and evidence both show becomes one finding.
 */
final class Join {
  /** Which rules on source tell the cause of which verdicts on evidence. */
  private static final Map<String, Set<String>> CAUSES =
      Map.ofEntries(
          Map.entry("A1-growth", Set.of("POOL-08", "ALLOC-01")),
          Map.entry("A1-boxing", Set.of("POOL-09")),
          Map.entry("A2-misses", Set.of("POOL-03", "POOL-13", "POOL-15")),
          Map.entry("A2-never-hit", Set.of("POOL-03", "POOL-13")),
          Map.entry("A2-never-released", Set.of("POOL-03")),
          Map.entry("A2-oversized", Set.of("POOL-08")),
          Map.entry("A2-per-call", Set.of("POOL-13")),
          Map.entry("A2-structure", Set.of("POOL-13")),
          Map.entry("A9-leak", Set.of("POOL-11", "POOL-12", "POOL-16", "POOL-19")),
          Map.entry("A9-crowd", Set.of("POOL-11", "POOL-12", "POOL-16", "POOL-19")),
          Map.entry("A9-connections", Set.of("POOL-12", "POOL-16", "POOL-18")),
          Map.entry("A9-saturation", Set.of("POOL-16")),
          Map.entry("A9-old-objects", Set.of("POOL-07", "POOL-20")));

  private static final double LARGE_SHARE = 0.25;

  /** What came of it. */
  record Joined(List<Finding> findings, Map<String, SourceExcerpt> excerpts) {}

  private final Dossier dossier;
  private final SourceSites sites;

  private Join(Dossier dossier, LintResult lint, SourceFiles files) {
    this.dossier = dossier;
    this.sites = new SourceSites(lint, files);
  }

  /** Joins the findings of the evidence with those of the sources. */
  static Joined of(List<Finding> measured, LintResult lint, SourceFiles files, Dossier dossier) {
    return new Join(dossier, lint, files).join(measured);
  }

  private Joined join(List<Finding> measured) {
    JoinCosts costs = new JoinCosts(dossier, sites);
    List<Site> order = new ArrayList<>();
    Map<String, SourceExcerpt> excerpts = new HashMap<>();
    for (Site site : sites.sites()) {
      Finding finding = priced(site.finding(), costs.cost(site));
      order.add(site.with(finding));
      excerpts.put(finding.fingerprint(), SourceExcerpts.of(site, costs.lines(site)));
    }
    order.sort(Comparator.comparingDouble((Site site) -> -share(site.finding())));
    List<Finding> findings = new ArrayList<>();
    for (Finding one : measured) {
      OptionalInt same = same(one, order);
      if (same.isPresent()) {
        Site site = order.get(same.getAsInt());
        order.set(same.getAsInt(), site.with(both(site.finding(), one)));
      } else {
        findings.add(one);
      }
    }
    order.forEach(site -> findings.add(site.finding()));
    return new Joined(findings, excerpts);
  }

  private static double share(Finding finding) {
    return finding.cost().map(Finding.Cost::share).orElse(0.0);
  }

  /** With its cost; what costs much weighs more. */
  private Finding priced(Finding finding, Optional<Priced> priced) {
    Optional<Finding.Cost> cost = priced.map(Priced::cost);
    double share = priced.filter(Priced::own).map(own -> own.cost().share()).orElse(0.0);
    Severity severity =
        switch (finding.severity()) {
          case INFO -> share >= dossier.thresholds().adviceShare() ? Severity.LOW : Severity.INFO;
          case LOW -> share >= LARGE_SHARE ? Severity.MEDIUM : Severity.LOW;
          case MEDIUM -> Severity.MEDIUM;
          case HIGH -> Severity.HIGH;
        };
    return finding.with(severity, finding.why(), cost);
  }

  /** The site that tells the cause of a verdict: the costliest that speaks of the same. */
  private OptionalInt same(Finding measured, List<Site> order) {
    Set<String> causes = CAUSES.getOrDefault(measured.rule().id(), Set.of());
    for (int i = 0; i < order.size(); i++) {
      Site site = order.get(i);
      if (causes.contains(site.finding().rule().id()) && isSame(measured, site)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private boolean isSame(Finding measured, Site site) {
    String function = site.finding().place().function();
    if (measured.rule().id().startsWith("A9-")) {
      return sites.stands(measured.place(), site.own(), function)
          || measured.steps().stream()
              .anyMatch(step -> sites.stands(step.place(), site.own(), function));
    }
    if (sites.stands(measured.place(), site.whole(), function)) {
      return true;
    }
    return site.pool().isPresent() && takesFrom(measured, site.pool().get());
  }

  /** Whether what was measured was taken from this pool, or made by its factory. */
  private boolean takesFrom(Finding measured, SourcePool pool) {
    List<Place> places = new ArrayList<>();
    places.add(measured.place());
    measured.steps().forEach(step -> places.add(step.place()));
    return places.stream().anyMatch(place -> pool.takes().stream().anyMatch(at(place)))
        || places.stream().anyMatch(place -> at(place).test(pool.place()));
  }

  private Predicate<Place> at(Place measured) {
    return source ->
        source.line() > 0
            && sites.stands(
                measured,
                new SourceSites.Span(source.file(), source.line(), source.line()),
                source.function());
  }

  private static Finding both(Finding source, Finding measured) {
    List<Finding.Step> steps = new ArrayList<>(source.steps());
    for (Finding.Step step : measured.steps()) {
      boolean first = step == measured.steps().getFirst();
      steps.add(first ? new Finding.Step(step.place(), "measured: " + step.text()) : step);
    }
    List<Finding.Also> also = new ArrayList<>(source.also());
    also.add(new Finding.Also(measured.rule(), measured.evidence(), measured.title()));
    boolean worse = measured.severity().compareTo(source.severity()) > 0;
    EvidenceKind evidence =
        measured.evidence().compareTo(source.evidence()) < 0
            ? measured.evidence()
            : source.evidence();
    return new Finding(
        source.rule(),
        worse ? measured.severity() : source.severity(),
        evidence,
        source.title(),
        source.why() + " Measured: " + measured.title() + ". " + measured.why(),
        source.place(),
        steps,
        source.cost().or(measured::cost),
        source.mend(),
        source.fix(),
        source.docs(),
        source.fingerprint(),
        also);
  }
}
