package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.filter.Filter;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.Snapshot;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters by label on a real service's profiles, beside the reference tool's. */
final class LabelFilterTest {
  @TempDir Path dir;

  @Test
  void a_label_gives_what_tagfocus_gives() throws Exception {
    Path file = dir.resolve("x.cistern");
    try (GoService service = GoService.start("-rate", "300", "-fault", "convoy")) {
      GoPlan plan = Plans.seconds(2, service.address(), "cpu", "goroutine");
      new GoCollection(plan, (_, _, _, _) -> {}).run(file);
    }
    try (FileSystem zip = FileSystems.newFileSystem(file);
        EvidenceLoader loader =
            EvidenceLoader.load(file.toString(), InputStream.nullInputStream())) {
      for (String kind : List.of("auth", "order", "search")) {
        Filter filter = new Filter().where("label.service == \"" + kind + "\"");
        Snapshot left = filter.apply(loader.snapshot(), (_, _) -> {});
        for (String name : List.of("cpu.pb.gz", "goroutine.pb.gz")) {
          Path member = dir.resolve(name);
          if (Files.notExists(member)) {
            Files.copy(zip.getPath(name), member);
          }
          // A starved machine can give a processor profile without one labelled sample; a member
          // without labels is left out as a whole.
          List<Long> focused = totals(focused(member, kind));
          assertThat(profile(left, name).map(LabelFilterTest::totals).orElse(zeros(focused)))
              .as("%s of %s", name, kind)
              .isEqualTo(focused);
        }
      }
      Snapshot orders =
          new Filter().where("label.service == \"order\"").apply(loader.snapshot(), (_, _) -> {});
      assertThat(profile(orders, "goroutine.txt").orElseThrow().sampleCount()).isPositive();
    }
  }

  private Profile focused(Path member, String kind) throws Exception {
    Path out = dir.resolve("focused.pb.gz");
    Tools.Output output =
        Tools.run(
            dir,
            Duration.ofMinutes(1),
            List.of(
                Tools.go().toString(),
                "tool",
                "pprof",
                "-proto",
                "-symbolize=none",
                "-output=" + out,
                "-tagfocus=service=^" + kind + "$",
                member.toString()));
    assertThat(output.exit()).as(output.err()).isZero();
    try (EvidenceLoader loader =
        EvidenceLoader.load(out.toString(), InputStream.nullInputStream())) {
      return loader.snapshot().members().getFirst().profile().orElseThrow();
    }
  }

  private static Optional<Profile> profile(Snapshot snapshot, String name) {
    return snapshot.members().stream()
        .filter(member -> member.name().endsWith(name))
        .findFirst()
        .flatMap(Evidence::profile);
  }

  private static List<Long> zeros(List<Long> like) {
    return Collections.nCopies(like.size(), 0L);
  }

  private static List<Long> totals(Profile profile) {
    return LongStream.range(0, profile.sampleTypes().size())
        .mapToObj(type ->
            LongStream.range(0, profile.sampleCount())
                .map(sample -> profile.value((int) sample, (int) type))
                .sum())
        .toList();
  }
}
