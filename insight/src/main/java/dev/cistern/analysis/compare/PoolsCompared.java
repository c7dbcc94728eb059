package dev.cistern.analysis.compare;

import dev.cistern.model.Comparison.PoolDifference;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolTable;
import dev.cistern.model.SampleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Each pool's figures on both sides. */
final class PoolsCompared {
  private static final SampleType MISSES = new SampleType("misses", "count");
  private static final SampleType MISS_BYTES = new SampleType("miss bytes", "bytes");
  private static final SampleType LOST = new SampleType("never released", "count");
  private static final SampleType HELD = new SampleType("held", "bytes");

  /** One pool: its rows by unit, empty where a unit does not have it. */
  private record Pool(PoolSite site, List<Optional<PoolTable.Row>> rows, List<Judgement> judged) {
    boolean isUsedBy(String function) {
      return rows.stream()
          .flatMap(Optional::stream)
          .anyMatch(row -> row.site().place().function().equals(function));
    }
  }

  private final List<Unit> before;
  private final List<Unit> after;
  private final Map<String, TypeSums> types;
  private final double noise;
  private final List<Pool> pools = new ArrayList<>();

  /** Over the units of both sides; {@code types} are the sample types compared, by name. */
  PoolsCompared(List<Unit> before, List<Unit> after, Map<String, TypeSums> types, double noise) {
    this.before = before;
    this.after = after;
    this.types = types;
    this.noise = noise;
    List<Unit> all = new ArrayList<>(before);
    all.addAll(after);
    Map<String, PoolSite> sites = new LinkedHashMap<>();
    for (Unit unit : all) {
      unit.diagnosis().pools().rows().forEach(row -> sites.putIfAbsent(key(row), row.site()));
    }
    sites.forEach((key, site) -> {
      List<Optional<PoolTable.Row>> rows =
          all.stream()
              .map(unit ->
                  unit.diagnosis().pools().rows().stream()
                      .filter(row -> key(row).equals(key))
                      .findFirst())
              .toList();
      pools.add(new Pool(site, rows, judge(rows)));
    });
  }

  private static String key(PoolTable.Row row) {
    PoolSite site = row.site();
    return site.language() + "\0" + site.type() + "\0" + site.displayName();
  }

  /** The judgements that share the family's error. */
  List<Judgement> family() {
    return pools.stream().flatMap(pool -> pool.judged().stream()).toList();
  }

  /** The judgements of the pool that a function uses. */
  List<Judgement> of(String function) {
    return pools.stream()
        .filter(pool -> pool.isUsedBy(function))
        .flatMap(pool -> pool.judged().stream())
        .toList();
  }

  List<PoolDifference> differences(double falseAlarmShare) {
    return pools.stream()
        .map(pool ->
            new PoolDifference(
                pool.site(),
                verdict(pool.rows().subList(0, before.size())),
                verdict(pool.rows().subList(before.size(), pool.rows().size())),
                pool.judged().stream()
                    .map(judged -> judged.measured(falseAlarmShare, true))
                    .toList()))
        .toList();
  }

  private static String verdict(List<Optional<PoolTable.Row>> rows) {
    return rows.reversed().stream()
        .flatMap(Optional::stream)
        .map(PoolTable.Row::verdict)
        .findFirst()
        .orElse("");
  }

  private List<Judgement> judge(List<Optional<PoolTable.Row>> rows) {
    List<Judgement> judged = new ArrayList<>();
    double[] acquires = values(rows, PoolTable.Row::acquires);
    boolean asked = Arrays.stream(acquires).sum() > 0;
    boolean exact =
        rows.stream().flatMap(Optional::stream).allMatch(row -> row.basis().startsWith("exact"));
    if (asked && exact) {
      add(judged, MISSES, "acquire", values(rows, PoolTable.Row::misses), acquires, one());
      add(judged, LOST, "acquire", values(rows, PoolTable.Row::neverReleased), acquires, one());
    } else {
      add(
          judged,
          MISS_BYTES,
          per("alloc_space"),
          values(rows, PoolTable.Row::missBytes),
          exposure("alloc_space"),
          perSample("alloc_space"));
    }
    add(
        judged,
        HELD,
        "run",
        values(rows, PoolTable.Row::heldBytes),
        exposure("inuse_space"),
        perSample("inuse_space"));
    return judged;
  }

  private static OptionalDouble one() {
    return OptionalDouble.of(1);
  }

  private void add(
      List<Judgement> judged,
      SampleType what,
      String per,
      double[] values,
      double[] exposure,
      OptionalDouble perSample) {
    if (Arrays.stream(values).allMatch(value -> value == 0)) {
      return;
    }
    int split = before.size();
    judged.add(
        new Figures(
                what,
                per,
                Arrays.copyOf(values, split),
                Arrays.copyOfRange(values, split, values.length),
                Arrays.copyOf(exposure, split),
                Arrays.copyOfRange(exposure, split, exposure.length),
                perSample)
            .judge(noise));
  }

  private static double[] values(
      List<Optional<PoolTable.Row>> rows, Function<PoolTable.Row, OptionalLong> of) {
    return rows.stream()
        .mapToDouble(row -> row.map(one -> (double) of.apply(one).orElse(0)).orElse(0.0))
        .toArray();
  }

  private String per(String type) {
    return types.containsKey(type) && windows() ? "s" : "run";
  }

  private boolean windows() {
    return before.stream().allMatch(unit -> unit.seconds() > 0)
        && after.stream().allMatch(unit -> unit.seconds() > 0);
  }

  /** What a unit's value is divided by, as the sample type that it is part of. */
  private double[] exposure(String type) {
    double[] exposure = new double[before.size() + after.size()];
    Arrays.fill(exposure, 1);
    if (!type.startsWith("inuse") && windows()) {
      for (int i = 0; i < exposure.length; i++) {
        Unit unit = i < before.size() ? before.get(i) : after.get(i - before.size());
        exposure[i] = unit.seconds();
      }
    } else if (types.containsKey(type)) {
      Exposure of = types.get(type).exposure();
      if (of.before().length == before.size() && of.after().length == after.size()) {
        System.arraycopy(of.before(), 0, exposure, 0, before.size());
        System.arraycopy(of.after(), 0, exposure, before.size(), after.size());
      }
    }
    return exposure;
  }

  /** What one sample of a type stands for; empty where the sides do not tell. */
  private OptionalDouble perSample(String type) {
    TypeSums sums = types.get(type);
    if (sums == null || !sums.before().known() || !sums.after().known()) {
      return OptionalDouble.empty();
    }
    RowSums.Sums all = sums.rows().cum();
    int last = sums.grid().rows();
    double value = all.before()[last] + all.after()[last];
    double variance = all.beforeVariance()[last] + all.afterVariance()[last];
    double dispersion = sums.dispersion(new TypeSums.Key(last, false));
    return value > 0 && variance > 0
        ? OptionalDouble.of(dispersion * variance / value)
        : OptionalDouble.empty();
  }
}
