package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.house.Tools;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.TopTable.Row;
import dev.cistern.report.pprof.PprofWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopTest {
  private static final SampleType COUNT = new SampleType("samples", "count");
  private final long seed = System.nanoTime();

  /** Stacks of few functions, so that they recur, with inlined calls and nameless frames. */
  private static Profile random(long seed, String dropFrames, String keepFrames) {
    Random random = new Random(seed);
    Strings strings = new Strings();
    Stacks stacks = new Stacks(strings);
    Profile.Builder builder = new Profile.Builder(List.of(COUNT), stacks, new Labels(strings));
    List<String> names = List.of("", "malloc", "a.free(int)", "lib.run", "lib.keep", "main", "z.x");
    for (int sample = 0; sample < 200; sample++) {
      int[] frames = new int[1 + random.nextInt(9)];
      for (int i = 0; i < frames.length; i++) {
        int name = strings.intern(names.get(random.nextInt(names.size())));
        int module = name == 0 ? strings.intern("/lib/m" + random.nextInt(2)) : 0;
        boolean inlined = i < frames.length - 1 && name != 0 && random.nextInt(3) == 0;
        // A location is one address: the frames inlined into another share its own.
        frames[i] = stacks.frame(name, 0, 0, module, Language.NATIVE, 0, inlined);
      }
      builder.add(stacks.stack(frames, frames.length), 0, random.nextInt(9) - 3);
    }
    return builder
        .header(
            new Profile.Header(0, 0, Optional.of(COUNT), 1, "", dropFrames, keepFrames, List.of()))
        .build();
  }

  private static List<String> rows(Profile profile) {
    List<String> lines = new ArrayList<>();
    for (Row row : Top.of(profile, Optional.empty(), 1000).types().getFirst().rows()) {
      lines.add("%d %d %s".formatted(row.flat(), row.cum(), row.function()));
    }
    return lines;
  }

  private static List<String> byTheTool(Path folder, Profile profile) throws IOException {
    Path file = folder.resolve("random.pb.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      PprofWriter.write(profile, out);
    }
    return Tools.pprofTop(folder, file, "-symbolize=none", "-unit=count")
        .lines()
        .dropWhile(line -> !line.strip().startsWith("flat"))
        .skip(1)
        .map(line -> line.strip().split("\\s+", 6))
        .map(cells ->
            "%s %s %s"
                .formatted(
                    cells[0],
                    cells[3],
                    cells[5].replace(" (inline)", "").replace(" (partial-inline)", "")))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "malloc|a\\.free", "lib\\..*", "main", "(malloc|main|z.*)", "(unclosed"})
  void what_a_profile_drops_is_dropped_as_the_tool_does(String drop, @TempDir Path folder)
      throws IOException {
    for (String keep : List.of("", "lib\\.keep")) {
      Profile profile = random(seed, drop, keep);
      assertThat(rows(profile))
          .as("seed %d, drop %s, keep %s", seed, drop, keep)
          .isEqualTo(byTheTool(folder, profile));
    }
  }

  @Test
  @Timeout(20)
  void a_hostile_expression_costs_no_time() {
    for (String drop :
        List.of(
            "(((a{100}){100}){100}){100}",
            "(".repeat(3000) + ")".repeat(3000),
            "(a*)*b".repeat(600),
            "(a|aa)+".repeat(500),
            "a".repeat(100_000))) {
      Profile profile = random(seed, drop, "");
      assertThat(rows(profile)).isEqualTo(rows(random(seed, "", "")));
    }
  }

  @Test
  void a_difference_refers_its_shares_to_the_base() throws Exception {
    Profile profile = random(seed, "", "");
    Profile same = ProfileMath.difference(profile, profile);
    var difference = Top.of(same, Optional.empty(), 10).types().getFirst();
    assertThat(difference.total()).isZero();
    assertThat(difference.rows()).isEmpty();
    assertThat(difference.absoluteTotal()).isPositive();
    assertThat(ProfileMath.delta(profile, profile).sampleCount()).isZero();
    assertThat(ProfileMath.merge(List.of(profile, profile)).total(0))
        .isEqualTo(2 * profile.total(0));
  }

  @Test
  void profiles_of_other_things_are_not_added() {
    Profile counts = random(seed, "", "");
    Strings strings = new Strings();
    Stacks stacks = new Stacks(strings);
    Labels labels = new Labels(strings);
    Profile cpu =
        new Profile.Builder(List.of(new SampleType("cpu", "nanoseconds")), stacks, labels).build();
    Profile other =
        new Profile.Builder(List.of(new SampleType("samples", "pieces")), stacks, labels).build();
    assertThatThrownBy(() -> ProfileMath.merge(List.of(counts, cpu)))
        .isInstanceOf(IncompatibleProfilesException.class)
        .hasMessage("the profiles have no sample type in common: samples against cpu");
    assertThatThrownBy(() -> ProfileMath.delta(counts, other))
        .hasMessage("the profiles count samples in different units: count and pieces");
  }

  @Test
  void units_that_measure_the_same_are_added_in_the_smaller_one() throws Exception {
    Profile bytes = ScriptedProfile.of(Language.GO, "space", "bytes").sample("a", 3).build();
    Profile kilobytes =
        ScriptedProfile.of(Language.GO, "space", "kilobytes").sample("a", 2).build();
    for (List<Profile> both : List.of(List.of(bytes, kilobytes), List.of(kilobytes, bytes))) {
      Profile sum = ProfileMath.merge(both);
      assertThat(sum.sampleTypes()).containsExactly(new SampleType("space", "bytes"));
      assertThat(sum.total(0)).isEqualTo(2 * 1024 + 3);
    }
    Profile times = ScriptedProfile.of(Language.GO, "space", "ms").sample("a", 2).build();
    assertThatThrownBy(() -> ProfileMath.merge(List.of(bytes, times)))
        .hasMessage("the profiles count space in different units: bytes and ms");
  }

  @Test
  void the_profiles_default_type_is_to_be_shown_first_else_its_last() {
    Profile profile = random(seed, "", "");
    assertThat(Top.of(profile, Optional.empty(), 1).first())
        .isEqualTo(profile.sampleTypes().getLast().type());
  }

  @Test
  void only_as_many_rows_are_given_as_were_asked_for() {
    Profile profile = random(seed, "", "");
    var all = Top.of(profile, Optional.of("samples"), 1000).types().getFirst();
    var three = Top.of(profile, Optional.of("samples"), 3).types().getFirst();
    assertThat(three.rows()).isEqualTo(all.rows().subList(0, 3));
    assertThat(three.rowCount()).isEqualTo(all.rows().size());
    assertThat(Top.of(profile, Optional.of("nothing"), 3).types()).isEmpty();
  }

  @Test
  void so_many_stacks_that_two_threads_read_and_add_them_give_each_function_its_sums(
      @TempDir Path folder) throws Exception {
    Strings strings = new Strings();
    Stacks stacks = new Stacks(strings);
    Profile.Builder builder = new Profile.Builder(List.of(COUNT), stacks, new Labels(strings));
    Random random = new Random(seed);
    Map<String, long[]> expected = new TreeMap<>(); // flat, cum
    int[] frames = new int[8];
    for (int sample = 1; sample <= 70_000; sample++) {
      Set<String> onStack = new HashSet<>();
      int depth = 2 + random.nextInt(6);
      for (int i = 0; i < depth; i++) {
        String function = "f" + random.nextInt(40);
        onStack.add(function);
        int line = i == 0 ? sample : 1; // no two stacks are the same
        frames[i] = stacks.frame(strings.intern(function), 0, line, 0, Language.GO, 0, i % 3 == 1);
      }
      builder.add(stacks.stack(frames, depth), 0, sample);
      expected.computeIfAbsent(stacks.function(frames[0]), _ -> new long[2])[0] += sample;
      for (String function : onStack) {
        expected.computeIfAbsent(function, _ -> new long[2])[1] += sample;
      }
    }
    Path file = folder.resolve("many.pb.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      PprofWriter.write(builder.build(), out);
    }

    try (Input input = Input.of(file)) {
      Profile read = Formats.read(input).profile().orElseThrow();
      assertThat(read.stacks().stackCount()).isEqualTo(70_001);
      assertThat(rows(read))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(
              expected.entrySet().stream()
                  .map(e -> "%d %d %s".formatted(e.getValue()[0], e.getValue()[1], e.getKey()))
                  .toList());
    }
  }
}
