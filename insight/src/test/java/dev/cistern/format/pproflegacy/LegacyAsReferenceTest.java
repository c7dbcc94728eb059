package dev.cistern.format.pproflegacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Top;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.house.Tools;
import dev.cistern.model.Profile;
import dev.cistern.model.TopTable;
import dev.cistern.model.TopTable.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals, flat and cumulative beside those of {@code go tool pprof}, to the unit. */
class LegacyAsReferenceTest {
  @TempDir Path folder;

  @Test
  void every_form_gives_the_figures_of_the_reference_tool() throws Exception {
    compare(Long.getLong("legacy.seed", new Random().nextLong()));
  }

  @Test
  void a_repeated_leaf_counts_in_the_search_for_modules_before_it_is_taken_out() throws Exception {
    compare(4392052632648229004L);
  }

  private void compare(long seed) throws Exception {
    Map<String, byte[]> files = LegacyFiles.all(seed);
    files.remove("jemalloc");
    for (Map.Entry<String, byte[]> one : files.entrySet()) {
      String what = "%s, -Dlegacy.seed=%d".formatted(one.getKey(), seed);
      Path file = Files.write(folder.resolve("profile"), one.getValue());
      try (Input input = Input.of(file)) {
        Profile profile = Formats.read(input).profile().orElseThrow();
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
          TopTable.TypeTop top =
              Top.of(profile, Optional.empty(), Integer.MAX_VALUE).types().get(type);
          List<String> ours = new ArrayList<>();
          for (Row row : top.rows()) {
            ours.add("%d %d %s".formatted(row.flat(), row.cum(), row.function()));
          }
          assertThat(ours.stream().sorted().toList())
              .as("%s, %s", what, top.type())
              .isEqualTo(reference(file, type, top.type().unit()));
        }
      }
    }
  }

  /** The rows of {@code -top} with figures in the sample's own unit. */
  private List<String> reference(Path file, int type, String unit) {
    Stream<String> rows =
        Tools.pprofTop(folder, file, "-unit=" + unit, "-sample_index=" + type)
            .lines()
            .dropWhile(line -> !line.contains("flat  flat%"))
            .skip(1);
    return rows.map(
            line -> {
              String[] columns = line.strip().split(" +", 6);
              return "%s %s %s".formatted(plain(columns[0]), plain(columns[3]), columns[5]);
            })
        .map(row -> row.replaceFirst(" \\((partial-)?inline\\)$", ""))
        .sorted()
        .toList();
  }

  private static String plain(String figure) {
    return figure.replaceFirst("[a-zA-Z]+$", "");
  }
}
