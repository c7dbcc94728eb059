package dev.cistern.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DisguiseTest {
  private static final Path SOURCES = Path.of("src/main/java");

  @TempDir private Path folder;

  @Test
  void no_original_name_is_left_in_the_class_files() throws IOException {
    long seed = RandomGenerator.getDefault().nextLong();
    Disguise disguise = Disguise.by(seed, SOURCES, folder);
    Set<String> words = wordsOfClassFiles(folder.resolve("classes"));
    assertThat(disguise.newNames()).as("seed %d", seed).hasSizeGreaterThan(40);
    assertThat(words)
        .as("seed %d", seed)
        .contains(disguise.newNames().get("SaleServer"))
        .doesNotContain("cistern", "flashsale")
        .doesNotContainAnyElementsOf(disguise.newNames().keySet());
  }

  @Test
  void two_seeds_give_two_programs() throws IOException {
    Disguise one = Disguise.by(1, SOURCES, folder.resolve("one"));
    Disguise two = Disguise.by(2, SOURCES, folder.resolve("two"));
    assertThat(one.program().mainClass()).isNotEqualTo(two.program().mainClass());
    assertThat(one.newNames().values()).doesNotContainAnyElementsOf(two.newNames().values());
  }

  @Test
  void the_disguised_service_serves_and_shows_the_same_faults() throws Exception {
    long seed = RandomGenerator.getDefault().nextLong();
    Disguise disguise = Disguise.by(seed, SOURCES, folder);
    DemoPlan plan =
        DemoPlan.of(EnumSet.allOf(DemoFault.class), Duration.ofSeconds(2))
            .withProgram(disguise.program())
            .withWarmUp(Duration.ofMillis(500));
    DemoResult result = DemoRun.record(plan, folder.resolve("a.jfr"), (_, _) -> {});
    PoolTraces traces = PoolTraces.of(result.recording());
    assertThat(result.traffic().failed()).as("seed %d", seed).isZero();
    assertThat(traces.buffersOpen()).isPositive();
    assertThat(traces.poolsBuilt()).isPositive();
    assertThat(traces.threadFirsts()).isPositive();
    assertThat(traces.bytesHeld()).isPositive();
  }

  private static Set<String> wordsOfClassFiles(Path classes) throws IOException {
    Set<String> words = new HashSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
        if (entry instanceof Utf8Entry text) {
          words.addAll(List.of(text.stringValue().split("\\W+|\\$")));
        }
      }
    }
    return words;
  }
}
