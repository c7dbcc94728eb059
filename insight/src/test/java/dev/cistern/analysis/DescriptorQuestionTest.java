package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Finding;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Target;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DescriptorQuestionTest {
  private static final long SECOND = 1_000_000_000;

  private static List<Descriptors> counts(long fromSecond, int... open) {
    List<Descriptors> counts = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      counts.add(new Descriptors((fromSecond + 3L * i) * SECOND, open[i], open[i] - 20));
    }
    return counts;
  }

  private static List<Finding> findings(List<Descriptors> counts) throws Exception {
    Snapshot snapshot =
        new Snapshot(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(new Target("jvm", "", 42, "jvm", "25"), counts));
    return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
        .run(snapshot, "test")
        .findings();
  }

  @Test
  void descriptors_that_only_grow_are_told_with_their_sockets() throws Exception {
    assertThat(findings(counts(0, 40, 44, 47, 52, 57, 61, 66, 70, 75, 81)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-descriptors");
          assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
          assertThat(finding.title()).isEqualTo("Open descriptors only grow: 40 to 81 in 27 s");
          assertThat(finding.why()).contains("41 more are sockets, 0 more are files");
          assertThat(finding.cost()).isPresent();
        });
  }

  @Test
  void windows_of_one_target_are_one_series_in_the_order_of_time() throws Exception {
    List<Descriptors> both = new ArrayList<>(counts(100, 70, 80, 90, 100, 1_110));
    assertThat(findings(both)).isEmpty(); // too few
    both.addAll(counts(0, 30, 34, 41, 50, 60));
    assertThat(findings(both))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.HIGH));
  }

  @Test
  void pools_that_fill_and_descriptors_that_come_and_go_are_not_told() throws Exception {
    assertThat(findings(counts(0, 40, 50, 60, 70, 70, 70, 70, 70, 70, 70))).isEmpty();
    assertThat(findings(counts(0, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49))).isEmpty();
    assertThat(findings(counts(0, 40, 80, 40, 90, 41, 95, 45, 99, 50, 99))).isEmpty();
    assertThat(findings(List.of())).isEmpty();
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      assertThat(findings(counts(0, random.ints(10, 100, 160).toArray())))
          .as("seed %d", seed)
          .isEmpty();
    }
  }
}
