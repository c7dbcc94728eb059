package dev.cistern.format.text;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import dev.cistern.model.Benchmarks.Failure;
import dev.cistern.model.Benchmarks.Series;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects measured values into series, in the order in which a file first names them. */
public final class BenchmarkList {
  private static final int SERIES_BYTES = 500;
  private static final int VALUE_BYTES = 40;
  private static final int FAILURES_MAX = 10_000;

  /** What benchmarks ran under; made once for many, for comparing whole maps is slow. */
  public static final class Configuration {
    private final SortedMap<String, String> entries;
    private final String id;

    /** Of entries that may change afterwards. */
    public Configuration(SortedMap<String, String> entries) {
      this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
      id = this.entries.toString();
    }
  }

  private record Key(String name, String configuration, String metric) {}

  private record Open(
      SortedMap<String, String> configuration, String unit, Better better, List<Double> values) {}

  private final Budget budget;
  private final DamageLog log;
  private final Map<Key, Open> series = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();

  public BenchmarkList(Budget budget, DamageLog log) {
    this.budget = budget;
    this.log = log;
  }

  /** Adds a value. */
  public void add(
      long offset,
      String name,
      Configuration configuration,
      String metric,
      String unit,
      Better better,
      double value) {
    Key key = new Key(name, configuration.id, metric);
    Open open = series.get(key);
    if (open == null) {
      long chars = 0L + name.length() + metric.length() + unit.length() + configuration.id.length();
      if (!budget.take(SERIES_BYTES + 3 * chars)) {
        log.add(offset, "series that fit into the heap", "more");
        return;
      }
      open = new Open(configuration.entries, unit, better, new ArrayList<>());
      series.put(key, open);
    }
    if (budget.take(VALUE_BYTES)) {
      open.values().add(value);
    } else {
      log.add(offset, "values that fit into the heap", "more");
    }
  }

  /** Adds a benchmark that failed. */
  public void fail(String name, String reason) {
    if (failures.size() < FAILURES_MAX && budget.take(SERIES_BYTES + 3L * name.length())) {
      failures.add(new Failure(name, reason));
    }
  }

  /** Gives the last failure its reason. */
  public void reason(String reason) {
    if (!failures.isEmpty()) {
      failures.set(failures.size() - 1, new Failure(failures.getLast().name(), reason));
    }
  }

  /** What was collected. */
  public Benchmarks build(String tool) {
    List<Series> all = new ArrayList<>();
    series.forEach((key, open) -> {
      if (!open.values().isEmpty()) {
        all.add(
            new Series(
                key.name(),
                open.configuration(),
                key.metric(),
                open.unit(),
                open.better(),
                List.copyOf(open.values())));
      }
    });
    return new Benchmarks(tool, List.copyOf(all), List.copyOf(failures));
  }

  /** Evidence that is results of benchmarks. */
  public static Evidence evidence(
      String file, String format, Benchmarks results, List<Damage> damage) {
    return new Evidence(
        file,
        format,
        () ->
            new Facts(
                format,
                "",
                Optional.empty(),
                0,
                new Facts.OfBenchmarks(
                    results.series().stream()
                        .map(one -> List.of(one.name(), one.configuration()))
                        .distinct()
                        .count(),
                    results.series().size(),
                    results.series().stream().mapToLong(one -> one.values().size()).sum(),
                    results.failures().size()),
                damage),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        damage,
        Optional.of(results));
  }
}
