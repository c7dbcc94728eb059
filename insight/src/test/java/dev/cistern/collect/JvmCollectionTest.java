package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools;
import dev.cistern.model.Manifest.Member;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real JVMs, each in a process of its own. */
final class JvmCollectionTest {
  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  @TempDir Path dir;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process java(Class<?> main, String... args) throws IOException {
    return java(List.of(), main, args);
  }

  private Process java(List<String> options, Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(BIN.resolve("java").toString(), "-Xmx64m", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  private Process target() throws IOException {
    Process process = java(BusyJvm.class);
    process.inputReader(StandardCharsets.UTF_8).readLine();
    return process;
  }

  private static JvmPlan plan(long pid, int seconds) {
    return JvmPlan.of(pid, Duration.ofSeconds(seconds), List.of(), "test");
  }

  private static JvmPlan plan(String address, int seconds) throws Exception {
    JmxAddress jmx = JmxAddress.of(address, Map.of());
    return JvmPlan.of(jmx, Duration.ofSeconds(seconds), List.of(), "test");
  }

  private Collected collect(long pid, int seconds) throws Exception {
    return new JvmCollection(plan(pid, seconds), (_, _, _, _) -> {}).run(dir.resolve("x.cistern"));
  }

  private String jcmd(long pid, String... words) {
    List<String> command =
        new ArrayList<>(List.of(BIN.resolve("jcmd").toString(), Long.toString(pid)));
    command.addAll(List.of(words));
    return Tools.run(dir, Duration.ofMinutes(1), command).out();
  }

  @Test
  void a_recording_and_the_threads_are_taken_and_nothing_stays() throws Exception {
    long pid = target().pid();
    jcmd(pid, "JFR.start", "name=theirs");
    Collected collected = collect(pid, 2);
    assertThat(collected.missing()).isEmpty();
    assertThat(collected.manifest().members())
        .extracting(Member::name)
        .containsExactly("recording.jfr", "threads.txt");
    assertThat(String.join("", collected.manifest().notes())).contains("another recording");
    try (EvidenceLoader loader =
        EvidenceLoader.load(collected.file().toString(), InputStream.nullInputStream())) {
      assertThat(loader.snapshot().damage()).isEmpty();
      assertThat(loader.snapshot().members().getFirst().facts().read().toString())
          .contains("jdk.JavaMonitorEnter");
    }
    assertThat(jcmd(pid, "JFR.check")).contains("theirs").doesNotContain("cistern");
    unzip(collected.file());
    Tools.Output summary =
        Tools.run(
            dir,
            Duration.ofMinutes(1),
            List.of(BIN.resolve("jfr").toString(), "summary", "recording.jfr"));
    assertThat(summary.exit()).as(summary.err()).isZero();
    assertThat(summary.out()).contains("jdk.JavaMonitorEnter");
  }

  private void unzip(Path file) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, dir.resolve(entry.getName()));
      }
    }
  }

  @Test
  void a_collector_that_is_killed_leaves_no_recording_and_no_file() throws Exception {
    long pid = target().pid();
    Path file = dir.resolve("x.cistern");
    Process collector = java(CollectorMain.class, Long.toString(pid), "2", file.toString());
    BufferedReader out = collector.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isNotNull();
    assertThat(jcmd(pid, "JFR.check")).contains("cistern-");
    collector.destroyForcibly();
    Thread.sleep(7_000);
    assertThat(jcmd(pid, "JFR.check")).contains("No available recordings");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_target_that_dies_within_the_window_is_said() throws Exception {
    Process target = target();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(4_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          target.destroyForcibly();
        });
    assertThatThrownBy(() -> collect(target.pid(), 30))
        .isInstanceOf(CollectException.class)
        .hasMessageMatching("\\d+: .*(ended|no recording|cannot be attached).*");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void a_jvm_that_lets_nobody_attach_is_refused_in_one_sentence() throws Exception {
    Process closed = java(List.of("-XX:+DisableAttachMechanism"), BusyJvm.class);
    closed.inputReader(StandardCharsets.UTF_8).readLine();
    assertThatThrownBy(() -> collect(closed.pid(), 1))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("cannot be attached to");
    assertThat(closed.isAlive()).isTrue();
    assertThat(dir).isEmptyDirectory();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process remote(int port) throws IOException {
    Process remote =
        java(
            List.of(
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false"),
            BusyJvm.class);
    remote.inputReader(StandardCharsets.UTF_8).readLine();
    return remote;
  }

  @Test
  void a_jvm_over_jmx_gives_the_same_members_and_keeps_nothing() throws Exception {
    int port = freePort();
    Process remote = remote(port);
    JvmPlan plan = plan("jmx://127.0.0.1:" + port, 1);
    Path file = dir.resolve("x.cistern");
    Collected collected = new JvmCollection(plan, (_, _, _, _) -> {}).run(file);
    assertThat(collected.missing()).isEmpty();
    assertThat(collected.manifest().target().address())
        .isEqualTo("service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port));
    try (EvidenceLoader loader =
        EvidenceLoader.load(file.toString(), InputStream.nullInputStream())) {
      assertThat(loader.snapshot().damage()).isEmpty();
      assertThat(loader.snapshot().members().getFirst().facts().read().toString())
          .contains("jdk.JavaMonitorEnter");
    }
    assertThat(jcmd(remote.pid(), "JFR.check")).contains("No available recordings");
    remote.destroyForcibly().waitFor();
    assertThatThrownBy(() -> new JvmCollection(plan, (_, _, _, _) -> {}).run(file))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("cannot be connected to");
  }

  @Test
  void a_jvm_over_jmx_that_is_started_anew_or_ends_within_the_window_is_said() throws Exception {
    int port = freePort();
    Process first = remote(port);
    JvmPlan plan = plan("jmx://127.0.0.1:" + port, 30);
    JvmCollection collection =
        new JvmCollection(plan, (left, _, _, _) -> restartOnce(first, port, left));
    assertThatThrownBy(() -> collection.run(dir.resolve("x.cistern")))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("the target was started anew within the window");
    Process second = started.getLast();
    JvmCollection other =
        new JvmCollection(plan, (_, _, _, _) -> second.destroyForcibly().onExit().join());
    assertThatThrownBy(() -> other.run(dir.resolve("x.cistern")))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("the process ended within the window");
    assertThat(dir).isEmptyDirectory();
  }

  private void restartOnce(Process running, int port, long leftNanos) {
    if (running.isAlive() && leftNanos < Duration.ofSeconds(28).toNanos()) {
      running.destroyForcibly().onExit().join();
      try {
        remote(port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void two_collectors_take_the_same_target_each_its_own_recording() throws Exception {
    long pid = target().pid();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Collected> other =
          threads.submit(() ->
              new JvmCollection(plan(pid, 2), (_, _, _, _) -> {}).run(dir.resolve("y.cistern")));
      assertThat(collect(pid, 2).missing()).isEmpty();
      assertThat(other.get().missing()).isEmpty();
    }
    assertThat(jcmd(pid, "JFR.check")).contains("No available recordings");
  }

  @Test
  void what_is_no_jvm_is_refused_in_one_sentence() throws IOException {
    Process other = new ProcessBuilder("sleep", "60").start();
    started.add(other);
    assertThatThrownBy(() -> collect(999_999_999, 1))
        .isInstanceOf(CollectException.class)
        .hasMessage("999999999: no process has this id");
    assertThatThrownBy(() -> collect(other.pid(), 1))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("cannot be attached to");
    assertThat(dir).isEmptyDirectory();
  }
}
