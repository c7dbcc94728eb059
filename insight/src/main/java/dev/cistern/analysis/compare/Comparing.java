package dev.cistern.analysis.compare;

import dev.cistern.analysis.IncompatibleProfilesException;
import dev.cistern.analysis.compare.TypeComparison.Tested;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.FunctionDifference;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.Side;
import dev.cistern.model.Comparison.Terms;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Finding;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares two sides: what got better or worse for each function, pool and finding, where the
 * evidence can tell it from noise.
 *
 * <p>Single runs are judged by the sampling error of their own counts, series of runs by a rank
 * test and their spread; Holm's correction holds all judgements together. The page {@code
 * docs/comparison.md} gives the method and its limits.
 */
public final class Comparing {
  /** The chance of one false alarm in a whole comparison. */
  public static final double FALSE_ALARM_SHARE = 0.005;

  /** By how much two single runs may differ without meaning, if the user says nothing else. */
  public static final double NOISE_SHARE = 0.03;

  private static final int FUNCTIONS_MAX = 100;
  private static final int FILES_MAX = 50;
  private static final double HIGH_SHARE = 0.1;
  private static final double MEDIUM_SHARE = 0.03;

  private final Catalogue catalogue;
  private final String toolVersion;
  private final double noise;

  /**
   * With the user's catalogue.
   *
   * @param noiseShare as {@link #NOISE_SHARE}
   */
  public Comparing(Catalogue catalogue, String toolVersion, double noiseShare) {
    this.catalogue = catalogue;
    this.toolVersion = toolVersion;
    noise = noiseShare;
  }

  /**
   * Compares two sides.
   *
   * @throws IncompatibleProfilesException where they have nothing in common
   * @throws IOException where a timeline's file cannot be read any more
   */
  public Comparison of(Snapshot before, Snapshot after)
      throws IOException, IncompatibleProfilesException {
    List<Benchmarks> oldResults = benchmarks(before);
    List<Benchmarks> newResults = benchmarks(after);
    if (!oldResults.isEmpty() && !newResults.isEmpty()) {
      return ofBenchmarks(before, after, oldResults, newResults);
    }
    boolean lone = !hasProfiles(before) || !hasProfiles(after);
    if (lone && (!oldResults.isEmpty() || !newResults.isEmpty())) {
      throw new IncompatibleProfilesException(
          "the two sides are of different kinds: %s is benchmark results, %s is not"
              .formatted(
                  oldResults.isEmpty() ? "after" : "before",
                  oldResults.isEmpty() ? "before" : "after"));
    }
    Runs runs = new Runs(catalogue, toolVersion);
    List<Unit> first = runs.read(before);
    List<Unit> second = runs.read(after);
    Pairing pairing = Pairing.of(first, second);
    Map<String, TypeComparison> types = new LinkedHashMap<>();
    for (Pairing.Pair pair : pairing.pairs()) {
      TypeSums sums = new TypeSums(pair.type(), pairing.grid(), pair.before(), pair.after());
      types.put(pair.type().type(), new TypeComparison(sums, noise));
    }
    return judged(first, second, pairing, types, runs);
  }

  private static boolean hasProfiles(Snapshot side) {
    return side.members().stream()
        .anyMatch(member -> member.profile().isPresent() || member.timeline().isPresent());
  }

  private static List<Benchmarks> benchmarks(Snapshot side) {
    return side.members().stream().flatMap(member -> member.benchmarks().stream()).toList();
  }

  private Comparison ofBenchmarks(
      Snapshot before, Snapshot after, List<Benchmarks> oldResults, List<Benchmarks> newResults)
      throws IncompatibleProfilesException {
    BenchmarksCompared compared = new BenchmarksCompared(oldResults, newResults);
    if (compared.differences().isEmpty()) {
      throw new IncompatibleProfilesException(
          "the two sides have no benchmark of the same name and unit");
    }
    List<String> notes = new ArrayList<>(compared.notes());
    if (hasProfiles(before) || hasProfiles(after)) {
      notes.add("Profiles beside benchmark results are not compared; name them alone for that.");
    }
    List<Damage> damage = new ArrayList<>(before.damage());
    damage.addAll(after.damage());
    return new Comparison(
        toolVersion,
        side(before),
        side(after),
        new Terms(
            "Mann–Whitney U over the repetitions (p ≤ 0.05), as benchstat",
            BenchmarksCompared.ERROR,
            compared.differences().size(),
            0,
            true),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        compared.differences(),
        List.copyOf(notes),
        damage);
  }

  private static Side side(Snapshot snapshot) {
    return new Side(
        snapshot.members().stream().map(Evidence::name).limit(FILES_MAX).toList(),
        snapshot.members().size());
  }

  private Comparison judged(
      List<Unit> first,
      List<Unit> second,
      Pairing pairing,
      Map<String, TypeComparison> types,
      Runs runs) {
    Map<String, TypeSums> sums = new LinkedHashMap<>();
    types.forEach((name, type) -> sums.put(name, type.sums()));
    PoolsCompared pools = new PoolsCompared(first, second, sums, noise);
    FindingsCompared findings =
        new FindingsCompared(first, second, noise, finding -> behind(finding, types, pools));
    List<Judgement> family = new ArrayList<>();
    types.values().forEach(type -> family.addAll(type.family()));
    pools.family().stream().filter(Judgement::isTested).forEach(family::add);
    family.addAll(findings.family(family).stream().filter(Judgement::isTested).toList());
    adjust(family);
    List<Change> changes = new ArrayList<>();
    for (TypeComparison type : types.values()) {
      for (Tested one : Explaining.of(type, catalogue, FALSE_ALARM_SHARE, family.size())) {
        changes.add(change(type, one, pairing));
      }
    }
    changes.sort(
        Comparator.comparing((Change change) -> change.measured().verdict())
            .thenComparing(Comparator.comparing(Change::severity).reversed())
            .thenComparingDouble(change -> -Math.abs(change.share())));
    return new Comparison(
        toolVersion,
        side(first),
        side(second),
        new Terms(method(types), FALSE_ALARM_SHARE, family.size(), noise, false),
        List.copyOf(changes),
        types.values().stream()
            .map(type -> type.of(type.total()).measured(FALSE_ALARM_SHARE, true))
            .toList(),
        types.values().stream().flatMap(type -> functions(type).stream()).toList(),
        pools.differences(FALSE_ALARM_SHARE),
        findings.differences(FALSE_ALARM_SHARE),
        List.of(),
        Notes.of(pairing, types.values()),
        List.copyOf(runs.damage()));
  }

  private static void adjust(List<Judgement> family) {
    double[] adjusted = Holm.adjust(family.stream().mapToDouble(Judgement::p).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      family.get(i).adjusted(adjusted[i]);
    }
  }

  /** The judgements of the pool and the function that a finding is about. */
  private static List<Judgement> behind(
      Finding finding, Map<String, TypeComparison> types, PoolsCompared pools) {
    String function = finding.place().function();
    List<Judgement> behind = new ArrayList<>(pools.of(function));
    if (finding.cost().isEmpty()) {
      return behind;
    }
    List<String> wanted =
        finding.cost().get().bytesPerSecond() != 0
            ? List.of("alloc_space")
            : List.of("cpu", "delay");
    for (String name : wanted) {
      TypeComparison type = types.get(name);
      if (type != null) {
        type.tested().stream()
            .filter(one -> one.key().row() < type.sums().grid().rows())
            .filter(one -> type.sums().grid().name(one.key().row()).equals(function))
            .forEach(one -> behind.add(one.judgement()));
      }
    }
    return behind;
  }

  private static Change change(TypeComparison type, Tested one, Pairing pairing) {
    Measured measured = one.judgement().measured(FALSE_ALARM_SHARE, true);
    int all = type.sums().grid().rows();
    double whole = type.of(type.total()).before();
    double moved =
        measured.besideOthers() && Double.isFinite(measured.ratio())
            ? measured.before() * (measured.ratio() - 1)
            : measured.after() - measured.before();
    double share = whole > 0 ? moved / whole : 1;
    Severity severity = Severity.INFO;
    if (measured.verdict() == Verdict.WORSE) {
      severity =
          share >= HIGH_SHARE
              ? Severity.HIGH
              : share >= MEDIUM_SHARE ? Severity.MEDIUM : Severity.LOW;
    }
    return new Change(
        severity,
        one.key().row() == all
            ? new dev.cistern.model.Place("", 0, "everything", "")
            : pairing.place(type.sums().type(), one.key(), measured.ratio() > 1),
        one.key().self(),
        share,
        measured);
  }

  /** The functions that differ most, the surest first. */
  private static List<FunctionDifference> functions(TypeComparison type) {
    return type.tested().stream()
        .mapToInt(one -> one.key().row())
        .filter(row -> row < type.sums().grid().rows())
        .distinct()
        .limit(FUNCTIONS_MAX)
        .mapToObj(row ->
            new FunctionDifference(
                type.sums().grid().name(row),
                type.of(new TypeSums.Key(row, true)).measured(FALSE_ALARM_SHARE, true),
                type.of(new TypeSums.Key(row, false)).measured(FALSE_ALARM_SHARE, true)))
        .toList();
  }

  private static Side side(List<Unit> units) {
    List<String> files =
        units.stream().flatMap(unit -> unit.runs().stream()).map(Run::name).toList();
    return new Side(files.stream().limit(FILES_MAX).toList(), units.size());
  }

  private static String method(Map<String, TypeComparison> types) {
    boolean series = types.values().stream().anyMatch(type -> type.sums().isSeries());
    boolean counts = types.values().stream().anyMatch(type -> !type.sums().isSeries());
    List<String> tests = new ArrayList<>();
    if (counts) {
      tests.add("sampling error of the counts (conditional binomial test)");
    }
    if (series) {
      tests.add("Mann–Whitney U over the runs (p ≤ 0.05) and their spread (t test)");
    }
    return String.join("; ", tests) + "; held together by Holm's correction";
  }
}
