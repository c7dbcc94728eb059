package dev.cistern.analysis;

import static java.util.stream.Collectors.toSet;

import dev.cistern.model.Amounts;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Heat;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.HeatMap.Row;
import dev.cistern.model.Severity;
import dev.cistern.model.Timeline;
import dev.cistern.model.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A3: when does a function wait, or a pool miss, more than it just did, and who stands in line? */
final class HeatQuestion implements Analysis {
  private static final int FINDINGS_MAX = 5;
  private static final double MEDIUM_TASKS = 1;

  private final Dossier dossier;
  private final Map<Timeline, HeatWatch> watches = new LinkedHashMap<>();
  private final List<ConvoyWatch> convoys = new ArrayList<>();

  HeatQuestion(Dossier dossier) {
    this.dossier = dossier;
  }

  @Override
  public String question() {
    return "A3: When do functions wait, or pools miss, more than before?";
  }

  @Override
  public List<Need> needs() {
    return List.of();
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    HeatWatch watch = new HeatWatch(timeline, dossier.frames(timeline.stacks()));
    watches.put(timeline, watch);
    ConvoyWatch convoy = new ConvoyWatch(timeline);
    convoys.add(convoy);
    return List.of(watch, convoy);
  }

  @Override
  public void conclude(Dossier all, Answers answers) {
    List<HeatMap> maps = new ArrayList<>(TotalsHeat.of(all.totals(), all));
    watches.forEach((timeline, watch) -> {
      Dossier.Scanned scanned = all.scanned(timeline);
      maps.addAll(watch.maps(scanned.name(), scanned.endNanos()));
    });
    maps.forEach(answers::add);
    List<Finding> lines =
        convoys.stream().flatMap(convoy -> ConvoyVerdicts.all(convoy, all).stream()).toList();
    lines.forEach(answers::add);
    Set<String> told = lines.stream().map(line -> line.place().function()).collect(toSet());
    findings(maps).stream()
        .filter(finding -> !told.contains(finding.place().function()))
        .forEach(answers::add);
    if (maps.stream().noneMatch(map -> map.mode() == Mode.WAIT)) {
      answers.add(
          new Unanswered(
              question(),
              "waits over time: a series of block or mutex totals, a trace, or a recording with"
                  + " jdk.JavaMonitorEnter",
              "cistern collect http://HOST:PORT, with runtime.SetBlockProfileRate(10_000) and"
                  + " runtime.SetMutexProfileFraction(10) in main; or cistern collect PID"));
    }
  }

  /** An alert is a finding where it stands in two neighbouring cells; a function is told once. */
  private static List<Finding> findings(List<HeatMap> maps) {
    Map<String, Finding> byName = new LinkedHashMap<>();
    for (HeatMap map : maps) {
      for (Row row : map.rows()) {
        Optional<Cell> onset = onset(row);
        if (onset.isPresent() && byName.size() < FINDINGS_MAX) {
          byName.computeIfAbsent(map.mode() + row.name(), _ -> finding(map, row, onset.get()));
        }
      }
    }
    return List.copyOf(byName.values());
  }

  private static Optional<Cell> onset(Row row) {
    for (int i = 1; i < row.cells().size(); i++) {
      Cell first = row.cells().get(i - 1);
      Cell second = row.cells().get(i);
      if (first.heat() == Heat.RED
          && second.heat() == Heat.RED
          && second.column() == first.column() + 1) {
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  private static Finding finding(HeatMap map, Row row, Cell onset) {
    long atNanos = onset.column() * map.cellNanos();
    long worst = row.cells().stream().mapToLong(Cell::value).max().orElse(0);
    boolean wait = map.mode() == Mode.WAIT;
    double tasks = (double) worst / map.cellNanos();
    Severity severity = wait && tasks >= MEDIUM_TASKS ? Severity.MEDIUM : Severity.LOW;
    EvidenceKind kind = map.basis().startsWith("every") ? EvidenceKind.EXACT : EvidenceKind.SAMPLED;
    String before = shown(map.mode(), onset.threshold(), map);
    String after = shown(map.mode(), worst, map);
    long waited = row.cells().stream().mapToLong(Cell::value).sum();
    double seconds = map.columns() * map.cellNanos() / 1e9;
    return new FindingBuilder(wait ? Rules.WAIT_ALERT : Rules.REUSE_ALERT, severity, kind)
        .title(
            "%s in %s rose past twice its p95 at %s: from %s to %s"
                .formatted(
                    wait ? "Waiting" : "Misses", row.name(), Amounts.nanos(atNanos), before, after))
        .why(
            "%s: in the %s before, 95 of 100 columns of %s held at most %s (the threshold t); columns of twice as much are alerts, %d here."
                .formatted(
                    map.title(),
                    Amounts.nanos(map.windowNanos()),
                    Amounts.nanos(map.cellNanos()),
                    before,
                    row.count(Heat.RED)))
        .place(row.place())
        .cost(0, 0, wait ? waited : 0, wait ? seconds : 0, map.basis())
        .mend(
            wait
                ? "Look at what the holder does under the lock since then: a call that waits, a loop over more than before; hold it shorter, split it, or do the slow part outside."
                : "Look at what changed then: a collection, a burst of demand, objects that no longer come back.")
        .statement("heat " + map.mode())
        .build();
  }

  private static String shown(Mode mode, long value, HeatMap map) {
    return switch (mode) {
      case WAIT -> Amounts.nanos(value * 1e9 / map.cellNanos()) + " waited a second";
      case REUSE -> Amounts.share(value / 1e6) + " of the takings";
    };
  }
}
