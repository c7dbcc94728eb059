package dev.cistern.analysis.compare;

import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A made-up service whose profiles a profiler with real sampling takes: handlers that call shared
 * and own functions, drawn by a seed; the same seed is the same service.
 */
final class Load {
  static final long SECOND = 1_000_000_000L;
  private static final long CPU_PERIOD_NANOS = 10_000_000L;
  private static final long HEAP_RATE_BYTES = 512 * 1024;
  private static final int HANDLERS = 6;
  private static final int STACKS = 40;

  private final String[][] stacks = new String[STACKS][]; // root first
  private final double[] weights = new double[STACKS];
  private final long[] objectBytes = new long[STACKS];
  private final String site;

  Load(long seed) {
    Random random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < STACKS; i++) {
      List<String> stack = new ArrayList<>(List.of("main.main", "main.serve"));
      stack.add("main.handle" + random.nextInt(HANDLERS));
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        stack.add("main.step" + random.nextInt(12));
      }
      stack.add("main.leaf" + i % 25);
      if (random.nextBoolean()) {
        stack.add("strings.Repeat");
      }
      stacks[i] = stack.toArray(String[]::new);
      weights[i] = 0.2 + random.nextDouble();
      objectBytes[i] = 1L << (5 + random.nextInt(14));
      sum += weights[i];
    }
    site = "main.leaf" + random.nextInt(25);
    double own = 0;
    for (int i = 0; i < STACKS; i++) {
      weights[i] /= sum;
      own += isThrough(i, site) ? weights[i] : 0;
    }
    for (int i = 0; i < STACKS; i++) { // the site is a fifth of all
      weights[i] *= isThrough(i, site) ? 0.2 / own : 0.8 / (1 - own);
    }
  }

  /** The function that is planted when a profile is asked to cost more. */
  String site() {
    return site;
  }

  private boolean isThrough(int stack, String function) {
    return Arrays.asList(stacks[stack]).contains(function);
  }

  private double weight(int stack, double more) {
    return weights[stack] * (isThrough(stack, site) ? 1 + more : 1);
  }

  /** A processor profile: the samples of each stack are a Poisson count. */
  Evidence cpu(Random random, double seconds, double samplesPerSecond, double more) {
    Table table =
        new Table(
            List.of(new SampleType("samples", "count"), new SampleType("cpu", "nanoseconds")),
            new Profile.Header(
                0,
                (long) (seconds * SECOND),
                Optional.of(new SampleType("cpu", "nanoseconds")),
                CPU_PERIOD_NANOS,
                "cpu",
                "",
                "",
                List.of()));
    for (int i = 0; i < STACKS; i++) {
      long count = poisson(random, seconds * samplesPerSecond * weight(i, more));
      if (count > 0) {
        table.add(stacks[i], count, count * CPU_PERIOD_NANOS);
      }
    }
    return table.evidence("cpu.pb.gz");
  }

  /**
   * A heap profile as Go takes it: each object is sampled with the probability 1 − e^(−size/rate),
   * and what was sampled is scaled up to estimate the whole. A window of 0 is not stated.
   */
  Evidence heap(Random random, double seconds, double bytes, double more) {
    Table table =
        new Table(
            List.of(
                new SampleType("alloc_objects", "count"), new SampleType("alloc_space", "bytes")),
            new Profile.Header(
                0,
                (long) (seconds * SECOND),
                Optional.of(new SampleType("space", "bytes")),
                HEAP_RATE_BYTES,
                "alloc_space",
                "",
                "",
                List.of()));
    for (int i = 0; i < STACKS; i++) {
      double objects = bytes * weight(i, more) / objectBytes[i];
      double chance = -Math.expm1(-(double) objectBytes[i] / HEAP_RATE_BYTES);
      long sampled = poisson(random, objects * chance);
      if (sampled > 0) {
        long scaled = Math.round(sampled / chance);
        table.add(stacks[i], scaled, scaled * objectBytes[i]);
      }
    }
    return table.evidence("heap.pb.gz");
  }

  /** The same seed gives the same count; beyond 200 by the normal distribution. */
  static long poisson(Random random, double mean) {
    if (mean > 200) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long count = -1;
    double product = 1;
    do {
      count++;
      product *= random.nextDouble();
    } while (product > limit);
    return count;
  }

  /** A side of several runs of one kind. */
  static Snapshot side(Evidence... runs) {
    return Snapshot.of(List.of(runs));
  }

  static Facts.Source noFacts() {
    return () ->
        new Facts("pprof", "", Optional.empty(), 0, new Facts.OfProfile(0, List.of()), List.of());
  }

  /** A profile row by row. */
  static final class Table {
    private final Stacks stacks = new Stacks(new Strings());
    private final Profile.Builder builder;

    Table(List<SampleType> types, Profile.Header header) {
      builder = new Profile.Builder(types, stacks, new Labels(stacks.strings())).header(header);
    }

    /** A stack with the root first. */
    Table add(String[] rootFirst, long... values) {
      int[] frames =
          IntStream.range(0, rootFirst.length)
              .map(i -> frame(rootFirst[rootFirst.length - 1 - i]))
              .toArray();
      builder.add(stacks.stack(frames, frames.length), 0, values);
      return this;
    }

    private int frame(String name) {
      int file = stacks.strings().intern("/src/service.go");
      return stacks.frame(stacks.strings().intern(name), file, 7, 0, Language.GO, 0, false);
    }

    Evidence evidence(String name) {
      return Evidence.of(name, "pprof", noFacts(), builder.build(), List.of());
    }
  }
}
