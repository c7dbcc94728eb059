package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools;
import dev.cistern.model.Evidence;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Profile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the lab's real service. */
final class GoCollectionTest {
  private static final double OVERLAP_MIN = 0.95;

  @TempDir Path dir;

  private static Collected collect(GoPlan plan, Path file) throws Exception {
    return new GoCollection(plan, (_, _, _, _) -> {}).run(file);
  }

  @Test
  void all_members_are_taken_over_one_window() throws Exception {
    try (GoService service = GoService.start("-rate", "100")) {
      Collected collected = collect(Plans.seconds(4, service.address()), dir.resolve("x.cistern"));
      assertThat(collected.missing()).isEmpty();
      assertThat(collected.manifest().notes()).isEmpty();
      assertThat(overlap(collected, 4)).isGreaterThanOrEqualTo(OVERLAP_MIN);
      assertThat(collected.manifest().members())
          .extracting(Member::name)
          .contains(
              "cpu.pb.gz",
              "go.trace",
              "allocs.pb.gz",
              "heap.pb.gz",
              "block.pb.gz",
              "mutex.pb.gz",
              "goroutine.pb.gz",
              "heap-before.txt",
              "heap-after.txt",
              "goroutine.txt",
              "block-at-000.pb.gz",
              "mutex-at-004.pb.gz",
              "allocs-at-004.pb.gz");
      readsBack(collected.file());
      opensElsewhere(collected.file());
      assertThat(dir.resolve("out/heap.pb.gz"))
          .hasSameBinaryContentAs(dir.resolve("out/allocs.pb.gz"));
    }
  }

  private static void after(long millis, Runnable then) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(millis);
            then.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** The shortest common window as a share of the window, by the members' own clocks. */
  static double overlap(Collected collected, int seconds) throws Exception {
    long start = Long.MIN_VALUE;
    long end = Long.MAX_VALUE;
    try (EvidenceLoader loader =
        EvidenceLoader.load(collected.file().toString(), InputStream.nullInputStream())) {
      for (Evidence member : loader.snapshot().members()) {
        long length = member.facts().read().durationNanos();
        long stated =
            member
                .facts()
                .read()
                .startTime()
                .map(at -> at.getEpochSecond() * 1_000_000_000 + at.getNano())
                .orElse(0L);
        boolean delta = member.profile().isPresent() && !member.name().contains("cpu");
        if (length > 0 && stated > 0) {
          start = Math.max(start, delta ? stated - length : stated);
          end = Math.min(end, delta ? stated : stated + length);
        }
      }
    }
    return (end - start) / (seconds * 1e9);
  }

  private static void readsBack(Path file) throws Exception {
    try (EvidenceLoader loader =
        EvidenceLoader.load(file.toString(), InputStream.nullInputStream())) {
      assertThat(loader.snapshot().damage()).isEmpty();
      assertThat(loader.snapshot().series()).hasSize(15);
      assertThat(loader.snapshot().members())
          .noneMatch(member -> member.name().contains("-at-"))
          .anyMatch(member ->
              member.name().endsWith("!cpu.pb.gz")
                  && member.profile().map(Profile::sampleCount).orElse(0) > 0);
    }
  }

  private void opensElsewhere(Path file) throws Exception {
    Path folder = Files.createDirectory(dir.resolve("out"));
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
      }
    }
    String go = Tools.go().toString();
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of(go, "tool", "trace", "-d=footprint", "go.trace"));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(one -> one.toString().endsWith(".pb.gz") && !one.toString().contains("-at-"))
          .forEach(one -> commands.add(List.of(go, "tool", "pprof", "-top", one.toString())));
    }
    assertThat(commands).hasSizeGreaterThan(6);
    for (List<String> command : commands) {
      Tools.Output output = Tools.run(folder, Duration.ofMinutes(1), command);
      assertThat(output.exit()).as("%s%n%s", command, output.err()).isZero();
    }
  }

  @Test
  void what_is_switched_off_at_the_target_is_said_with_the_line_that_turns_it_on()
      throws Exception {
    try (GoService service = GoService.start("-rate", "50", "-profiles=false")) {
      Collected collected =
          collect(
              Plans.seconds(1, service.address(), "block", "mutex", "series"),
              dir.resolve("x.cistern"));
      assertThat(String.join("\n", collected.manifest().notes()))
          .contains("runtime.SetBlockProfileRate(10_000)")
          .contains("runtime.SetMutexProfileFraction(10)");
      assertThat(collected.manifest().members()).noneMatch(Member::ofSeries);
    }
  }

  @Test
  void a_unix_socket_serves_as_well() throws Exception {
    Path socket = dir.resolve("s");
    try (GoService service = GoService.start("-rate", "50", "-unix", socket.toString())) {
      Collected collected = collect(Plans.seconds(1, service.address()), dir.resolve("x.cistern"));
      assertThat(collected.missing()).isEmpty();
    }
  }

  @Test
  void a_second_collector_costs_only_what_cannot_run_twice() throws Exception {
    try (GoService service = GoService.start("-rate", "50");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      GoPlan plan = Plans.seconds(2, service.address());
      Future<Collected> first = threads.submit(() -> collect(plan, dir.resolve("a.cistern")));
      Thread.sleep(500);
      Collected second = collect(plan, dir.resolve("b.cistern"));
      assertThat(first.get().missing()).isEmpty();
      assertThat(second.missing())
          .extracting(Member::kind, Member::status)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("cpu", Status.FAILED),
              org.assertj.core.groups.Tuple.tuple("trace", Status.FAILED));
      assertThat(second.missing().getFirst().error()).contains("already");
    }
  }

  @Test
  void a_server_killed_within_the_window_leaves_what_came_before() throws Exception {
    try (GoService service = GoService.start("-rate", "50")) {
      CollectProgress killing =
          (leftNanos, _, _, _) -> {
            if (leftNanos < 2_500_000_000L) {
              service.kill();
            }
          };
      Collected collected =
          new GoCollection(Plans.seconds(4, service.address()), killing)
              .run(dir.resolve("x.cistern"));
      assertThat(collected.missing())
          .extracting(Member::name)
          .contains("allocs.pb.gz", "heap-after.txt");
      assertThat(collected.missing()).allMatch(member -> !member.error().isEmpty());
      assertThat(collected.manifest().members())
          .anyMatch(m -> m.name().equals("mutex-at-001.pb.gz") && m.status() == Status.OK);
    }
  }

  @Test
  void stopping_it_keeps_what_has_arrived() throws Exception {
    try (GoService service = GoService.start("-rate", "50")) {
      Thread worker = Thread.currentThread();
      after(2500, worker::interrupt);
      Collected collected = collect(Plans.seconds(30, service.address()), dir.resolve("x.cistern"));
      assertThat(Thread.interrupted()).isFalse();
      assertThat(collected.interrupted()).isTrue();
      assertThat(collected.manifest().members())
          .anyMatch(m -> m.name().equals("mutex-at-001.pb.gz") && m.status() == Status.OK)
          .anyMatch(m -> m.name().equals("go.trace") && m.status() == Status.PARTIAL);
    }
  }

  @Test
  void nobody_there_is_one_sentence_and_no_file() {
    for (String address : List.of("http://no-such-host.invalid:6060", "http://127.0.0.1:1")) {
      Path file = dir.resolve("x.cistern");
      assertThatThrownBy(() -> collect(Plans.seconds(1, address), file))
          .isInstanceOf(CollectException.class)
          .hasMessageMatching(".*(not known|connection refused).*");
      assertThat(file).doesNotExist();
    }
  }
}
