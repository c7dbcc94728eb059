package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Finding;
import dev.cistern.model.HeatMap;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Analyses of running totals, on series of known content. */
final class TotalsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = 1_800_000_000L * SECOND;

  private static int stack(Stacks stacks, String... functions) {
    int[] frames = new int[functions.length];
    for (int i = 0; i < functions.length; i++) {
      frames[i] =
          stacks.frame(stacks.strings().intern(functions[i]), 0, i, 0, Language.GO, 0, false);
    }
    return stacks.stack(frames, frames.length);
  }

  private static Evidence total(String name, long second, Profile.Builder builder) {
    Facts.Source none =
        () -> {
          throw new IllegalStateException("not asked for");
        };
    Profile.Header header =
        new Profile.Header(
            WALL + second * SECOND,
            0,
            Optional.of(new SampleType("space", "bytes")),
            512 << 10,
            "",
            "",
            "",
            List.of());
    return Evidence.of(
        "x.cistern!" + name, "pprof", none, builder.header(header).build(), List.of());
  }

  private static DiagnosisResult diagnosed(List<Evidence> series) throws IOException {
    Snapshot snapshot = new Snapshot(Optional.empty(), List.of(), List.of(), series, Map.of());
    return new Diagnosis(Catalogue.shipped(), OptionalLong.empty()).run(snapshot, "test");
  }

  private static List<String> rules(DiagnosisResult result) {
    return result.findings().stream().map(Finding::rule).map(rule -> rule.id()).toList();
  }

  /** Heap totals of a service whose takers keep so many of 10,000 objects made a moment. */
  private static List<Evidence> heap(long seed, double kept) {
    Random random = new Random(seed);
    List<Evidence> series = new ArrayList<>();
    long made = 0;
    double held = 40;
    for (int moment = 0; moment < 7; moment++) {
      Strings strings = new Strings();
      Stacks stacks = new Stacks(strings);
      List<SampleType> types =
          List.of(
              new SampleType("alloc_objects", "count"),
              new SampleType("alloc_space", "bytes"),
              new SampleType("inuse_objects", "count"),
              new SampleType("inuse_space", "bytes"));
      made += 10_000;
      held += 10_000 * kept;
      long inUse = Math.max(0, Math.round(held + random.nextGaussian() * 12));
      Profile.Builder builder = new Profile.Builder(types, stacks, new Labels(strings));
      builder.add(
          stack(stacks, "main.newBuffer", "sync.(*Pool).Get", "main.take", "main.handle"),
          0,
          made,
          made * 8192,
          inUse,
          inUse * 8192);
      series.add(total("allocs-at-%03d.pb.gz".formatted(moment), moment * 5, builder));
    }
    return series;
  }

  @Test
  void takers_that_keep_are_told_first_and_as_an_inference() throws IOException {
    DiagnosisResult result = diagnosed(heap(1, 0.02));
    Finding first = result.findings().getFirst();
    assertThat(first.rule().id()).isEqualTo("A4-kept");
    assertThat(first.place().function()).isEqualTo("main.take");
    assertThat(first.evidence().name()).isEqualTo("INFERRED");
  }

  @Test
  void takers_that_give_back_are_not_told_in_twenty_seeded_runs() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(rules(diagnosed(heap(seed, 0)))).as("seed %d", seed).doesNotContain("A4-kept");
    }
  }

  /** Mutex totals once a second; from a moment on one function holds its lock for long. */
  private static List<Evidence> waits(long seed, int convoyFrom) {
    Random random = new Random(seed);
    List<Evidence> series = new ArrayList<>();
    long[] counts = new long[2];
    long[] nanos = new long[2];
    for (int second = 0; second <= 30; second++) {
      Strings strings = new Strings();
      Stacks stacks = new Stacks(strings);
      Profile.Builder builder =
          new Profile.Builder(
              List.of(
                  new SampleType("contentions", "count"), new SampleType("delay", "nanoseconds")),
              stacks,
              new Labels(strings));
      for (int f = 0; f < 2; f++) {
        boolean convoy = f == 1 && second > convoyFrom;
        counts[f] += convoy ? 80 : 50;
        nanos[f] += (convoy ? 40 : 1) * (20_000_000 + random.nextInt(20_000_000));
        builder.add(stack(stacks, "sync.(*Mutex).Unlock", "main.f" + f), 0, counts[f], nanos[f]);
      }
      series.add(total("mutex-at-%03d.pb.gz".formatted(second), second, builder));
    }
    return series;
  }

  @Test
  void a_convoy_is_red_from_its_beginning_and_alone() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      DiagnosisResult result = diagnosed(waits(seed, 15));
      HeatMap map = result.heatMaps().getFirst();
      assertThat(map.rows().getFirst().name()).isEqualTo("main.f1");
      assertThat(map.rows().getFirst().cells())
          .filteredOn(cell -> cell.heat() == HeatMap.Heat.RED)
          .first()
          .satisfies(cell -> assertThat(cell.column()).isEqualTo(15));
      assertThat(map.rows().get(1).count(HeatMap.Heat.RED)).isZero();
      assertThat(rules(result)).containsExactly("A3-wait");
    }
  }

  @Test
  void a_steady_twin_has_no_red_in_twenty_seeded_runs() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      DiagnosisResult result = diagnosed(waits(seed, 99));
      assertThat(result.heatMaps().getFirst().rows())
          .as("seed %d", seed)
          .allMatch(row -> row.count(HeatMap.Heat.RED) == 0);
    }
  }

  @Test
  void totals_of_two_snapshots_are_not_taken_for_one_process() throws IOException {
    List<Evidence> both = new ArrayList<>();
    List<Evidence> small = heap(1, 0);
    List<Evidence> large = heap(2, 0.02);
    for (int moment = 0; moment < small.size(); moment++) {
      both.add(small.get(moment));
      Evidence other = large.get(moment);
      String name = other.name().replace("x.cistern", "y.cistern");
      both.add(Evidence.of(name, "pprof", other.facts(), other.profile().orElseThrow(), List.of()));
    }
    assertThat(rules(diagnosed(both))).doesNotContain("A4-kept");
  }
}
