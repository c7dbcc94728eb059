package dev.cistern.format.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.model.Evidence;
import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Profiles whose samples are read by two threads while the file is still being inflated. */
class LargeProfileTest {
  private static final int LOCATIONS = 3000;
  private static final int SAMPLES = 20_000;
  private static final int STRINGS_BEFORE_LABELS = 3 + LOCATIONS;

  /** What a sample is meant to be. */
  private record Planned(long[] locations, long[] values, List<Labels.Label> labels) {}

  private static Planned planned(Random random) {
    long[] locations =
        LongStream.range(0, random.nextInt(1, 24))
            .map(i -> 1 + random.nextInt(LOCATIONS))
            .toArray();
    List<Labels.Label> labels = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.add(
          random.nextBoolean()
              ? new Labels.Label("cpu", "value " + random.nextInt(500), 0, "")
              : new Labels.Label("cpu", "", random.nextLong() | 1, "count"));
    }
    return new Planned(locations, new long[] {random.nextLong(), random.nextInt(5)}, labels);
  }

  private static Proto encoded(Planned plan) {
    Proto sample = Proto.sample(plan.locations(), plan.values());
    for (Labels.Label label : plan.labels()) {
      Proto inner = Proto.message().number(1, 1);
      if (label.isNumber()) {
        inner.number(3, label.number()).number(4, 2);
      } else {
        int value = Integer.parseInt(label.text().substring("value ".length()));
        inner.number(2, STRINGS_BEFORE_LABELS + value);
      }
      sample.inner(3, inner);
    }
    return sample;
  }

  /** What a location's functions are, innermost first: each third one has inlined calls. */
  private static long[] functions(int id) {
    int holder = 1 + id % LOCATIONS;
    return id % 21 == 0
        ? new long[] {id, 1, 1, holder}
        : id % 3 == 0 ? new long[] {id, holder} : new long[] {id};
  }

  /** The tables; {@code idFactor} spreads ids, {@code addressFactor} 0 makes locations alike. */
  private static void tables(Proto profile, long idFactor, long addressFactor) {
    for (int id = 1; id <= LOCATIONS; id++) {
      profile.inner(4, Proto.location(id * idFactor, 0, id * addressFactor, functions(id)));
      profile.inner(5, Proto.function(id, 2 + id, 0, 0));
    }
    profile.text(6, "").text(6, "cpu").text(6, "count");
    for (int id = 1; id <= LOCATIONS; id++) {
      profile.text(6, "f" + id);
    }
    for (int value = 0; value < 500; value++) {
      profile.text(6, "value " + value);
    }
  }

  private static List<String> names(Planned plan) {
    List<String> names = new ArrayList<>();
    for (long id : plan.locations()) {
      LongStream.of(functions((int) id)).forEach(function -> names.add("f" + function));
    }
    return names;
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void check(Evidence read, List<Planned> plans) {
    assertThat(read.damage()).isEmpty();
    Profile profile = read.profile().orElseThrow();
    Stacks stacks = profile.stacks();
    assertThat(profile.sampleCount()).isEqualTo(plans.size());
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    for (int sample = 0; sample < plans.size(); sample++) {
      Planned plan = plans.get(sample);
      int stack = profile.stackOf(sample);
      List<Integer> frames =
          IntStream.range(0, stacks.depth(stack)).mapToObj(i -> stacks.frameAt(stack, i)).toList();
      assertThat(frames.stream().map(stacks::function)).isEqualTo(names(plan));
      assertThat(numbers.computeIfAbsent(frames, _ -> stack)).isEqualTo(stack);
      assertThat(profile.labels().get(profile.labelsOf(sample))).isEqualTo(plan.labels());
      assertThat(profile.value(sample, 0)).isEqualTo(plan.values()[0]);
      assertThat(profile.value(sample, 1)).isEqualTo(plan.values()[1]);
    }
  }

  @Test
  void each_sample_keeps_its_stack_its_labels_and_its_values() throws Exception {
    long seed = System.nanoTime();
    System.out.println("LargeProfileTest seed " + seed);
    Random random = new Random(seed);
    List<Planned> plans = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      plans.add(i % 5 == 4 ? plans.get(random.nextInt(i)) : planned(random));
    }
    long wide = 0x1_0000_0001L; // its ids do not fit into an int
    for (long[] factors : new long[][] {{1, 1}, {1, 0}, {wide, 1}}) {
      long idFactor = factors[0];
      Proto profile = Proto.message().inner(1, Proto.type(1, 2)).inner(1, Proto.type(2, 2));
      for (Planned plan : plans) {
        long[] ids = LongStream.of(plan.locations()).map(id -> id * idFactor).toArray();
        profile.inner(2, encoded(new Planned(ids, plan.values(), plan.labels())));
      }
      tables(profile, idFactor, factors[1]);
      check(Formats.read(Input.of("x.pb.gz", gzip(profile.done()))), plans);
    }
  }

  @Test
  void tables_between_the_samples_are_found() throws Exception {
    List<Planned> plans = List.of(planned(new Random(1)), planned(new Random(2)));
    Proto profile = Proto.message().inner(2, encoded(plans.getFirst()));
    tables(profile, 1, 1);
    profile.inner(1, Proto.type(1, 2)).inner(2, encoded(plans.getLast()));
    profile.inner(1, Proto.type(2, 2));
    check(Formats.read(Input.of("x.pb.gz", gzip(profile.done()))), plans);
  }

  @Test
  void samples_beyond_those_held_are_read_as_well() throws Exception {
    int depth = 45_000; // a third of the locations are two frames
    long perSample = 4L * depth;
    int samples = (int) (1.3 * Runtime.getRuntime().maxMemory() / 8 / perSample);
    long[] locations = LongStream.range(0, depth).map(i -> 1 + i % 100).toArray();
    Proto profile = Proto.message().inner(1, Proto.type(1, 2));
    byte[] sample = Proto.sample(locations, 1).done();
    for (int i = 0; i < samples; i++) {
      profile.bytes(2, sample);
    }
    tables(profile, 1, 1);
    Evidence read = Formats.read(Input.of("x.pb", profile.done()));
    assertThat(read.damage()).isEmpty();
    Profile found = read.profile().orElseThrow();
    assertThat(found.sampleCount()).isEqualTo(samples);
    assertThat(found.total(0)).isEqualTo(samples);
    assertThat(IntStream.range(0, samples).map(found::stackOf).distinct().count()).isOne();
  }
}
