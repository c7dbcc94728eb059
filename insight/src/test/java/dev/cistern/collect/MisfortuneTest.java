package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may befall a collector or its Go service: a snapshot is whole, absent, or says it. */
final class MisfortuneTest {
  private static final int MOMENTS = 10;

  @TempDir Path dir;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  /** A collector whose temporary files lie in {@code dir/tmp}. */
  private Process collector(String limit, String address, int seconds, Path file)
      throws IOException {
    Path temporary = Files.createDirectories(dir.resolve("tmp"));
    List<String> command =
        List.of(
            "bash",
            "-c",
            limit + " exec \"$@\"",
            "collector",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            CollectorMain.class.getName(),
            address,
            Integer.toString(seconds),
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static List<Member> members(Path file) throws Exception {
    try (EvidenceLoader loader =
        EvidenceLoader.load(file.toString(), InputStream.nullInputStream())) {
      List<Member> members = loader.snapshot().manifest().orElseThrow().members();
      assertThat(loader.snapshot().damage()) // only what was cut short, and says so
          .allMatch(damage ->
              members.stream()
                  .anyMatch(member ->
                      member.status() == Status.PARTIAL && damage.file().endsWith(member.name())));
      return members;
    }
  }

  private List<String> left(String folder) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void killed_at_any_of_ten_moments_it_leaves_a_whole_file_or_none_and_the_next_clears_up()
      throws Exception {
    try (GoService service = GoService.start("-rate", "50")) {
      List<Process> collectors = new ArrayList<>();
      for (int i = 0; i < MOMENTS; i++) {
        collectors.add(collector("", service.address(), 1, dir.resolve(i + ".cistern")));
      }
      for (Process one : collectors) {
        Thread.sleep(300);
        one.destroyForcibly().waitFor();
      }
      for (int i = 0; i < MOMENTS; i++) {
        Path file = dir.resolve(i + ".cistern");
        if (Files.exists(file)) {
          assertThat(members(file)).isNotEmpty();
        }
      }
      Process next = collector("", service.address(), 1, dir.resolve("next.cistern"));
      assertThat(next.waitFor(Duration.ofSeconds(30))).isTrue();
      assertThat(members(dir.resolve("next.cistern"))).isNotEmpty();
      assertThat(left("tmp")).noneMatch(name -> name.startsWith("cistern-collect"));
    }
  }

  @Test
  void stopped_at_any_of_ten_moments_it_leaves_a_whole_file_or_none() throws Exception {
    try (GoService service = GoService.start("-rate", "50")) {
      List<Thread> collectors = new ArrayList<>();
      for (int i = 0; i < MOMENTS; i++) {
        Path file = dir.resolve(i + ".cistern");
        collectors.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    new GoCollection(Plans.seconds(1, service.address()), (_, _, _, _) -> {})
                        .run(file);
                  } catch (CollectException | IOException _) {
                    assertThat(file).doesNotExist();
                  }
                }));
      }
      for (Thread one : collectors) {
        Thread.sleep(150);
        one.interrupt();
      }
      for (Thread one : collectors) {
        assertThat(one.join(Duration.ofSeconds(20))).isTrue();
      }
      List<String> files = left("");
      assertThat(files).isNotEmpty().allMatch(name -> name.endsWith(".cistern"));
      for (String name : files) {
        assertThat(members(dir.resolve(name))).isNotEmpty();
      }
    }
  }

  @Test
  void a_full_disk_is_said_and_leaves_no_half_file() throws Exception {
    try (GoService service = GoService.start("-rate", "50")) {
      Path file = Files.createDirectory(dir.resolve("out")).resolve("x.cistern");
      Process collector = collector("ulimit -f 8;", service.address(), 1, file);
      String said = new String(collector.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(collector.waitFor()).as(said).isEqualTo(3);
      assertThat(said).contains("refused: ").contains("File too large");
      assertThat(left("out")).isEmpty();
      assertThat(left("tmp")).noneMatch(name -> name.startsWith("cistern-collect"));
    }
  }

  /** Beneath those that systems give to clients: one of them could take it in between. */
  private static int portThatNoClientGets() throws IOException {
    Random random = new Random();
    for (int i = 0; i < 100; i++) {
      int port = 20_000 + random.nextInt(10_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // somebody serves there
      }
    }
    throw new IOException("wanted a free port of 20000..29999, found none in 100 tries");
  }

  @Test
  void a_server_started_anew_within_the_window_is_noticed() throws Exception {
    String listen = "127.0.0.1:" + portThatNoClientGets();
    Path file = dir.resolve("x.cistern");
    GoService first = GoService.start("-rate", "2000", "-fault", "never-put", "-listen", listen);
    Thread.sleep(1_000); // so that its counters are well above those of a new one
    CountDownLatch begun = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      GoPlan plan = Plans.seconds(5, first.address(), "mutex", "memstats");
      Future<Collected> collecting =
          threads.submit(() -> new GoCollection(plan, (_, _, _, _) -> begun.countDown()).run(file));
      begun.await();
      Thread.sleep(500);
      first.kill();
      try (GoService _ = GoService.start("-rate", "1", "-listen", listen)) {
        Collected collected = collecting.get();
        assertThat(collected.manifest().members())
            .filteredOn(m -> m.name().equals("heap-after.txt"))
            .singleElement()
            .matches(m -> m.status() == Status.OK);
        assertThat(collected.manifest().notes()).anyMatch(note -> note.contains("started anew"));
      }
    } finally {
      first.close();
    }
  }

  @Test
  void ten_services_at_once_are_taken_over_one_window() throws Exception {
    List<GoService> services = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        services.add(GoService.start("-rate", "20"));
      }
      double overlap = 0;
      for (int attempt = 0;
          attempt < 3 && overlap < 0.95;
          attempt++) { // a busy machine starts late
        overlap = smallestOverlap(services);
      }
      assertThat(overlap).isGreaterThanOrEqualTo(0.95);
    } finally {
      services.forEach(GoService::close);
    }
  }

  private double smallestOverlap(List<GoService> services) throws Exception {
    List<Callable<Collected>> all = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      GoPlan plan = Plans.seconds(8, services.get(i).address());
      Path file = dir.resolve(i + ".cistern");
      all.add(() -> new GoCollection(plan, (_, _, _, _) -> {}).run(file));
    }
    double smallest = 1;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Collected> one : threads.invokeAll(all)) {
        assertThat(one.get().missing()).isEmpty();
        smallest = Math.min(smallest, GoCollectionTest.overlap(one.get(), 8));
      }
    }
    return smallest;
  }
}
