package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.collect.http.Address;
import dev.cistern.model.Manifest.Descriptors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Against processes of this machine. */
@EnabledOnOs(OS.LINUX)
final class OpenDescriptorsTest {
  private static final Duration GAP = Duration.ofMillis(50);

  private static Process shell(String script) throws IOException {
    return new ProcessBuilder(List.of("bash", "-c", script)).start();
  }

  @Test
  void descriptors_are_counted_over_time_and_sockets_told_apart() throws Exception {
    Process opening =
        shell("for i in $(seq 900); do exec {open}</dev/null; sleep 0.02; done; sleep 30");
    try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OpenDescriptors theirs = OpenDescriptors.of(opening.pid(), GAP);
        OpenDescriptors own = OpenDescriptors.of(ProcessHandle.current().pid(), GAP)) {
      for (int i = 0; i < 200 && (theirs.counts().size() < 8 || own.counts().isEmpty()); i++) {
        Thread.sleep(100);
      }
      assertThat(ours.isBound()).isTrue();
      List<Descriptors> counts = theirs.counts();
      assertThat(counts.getLast().open()).isGreaterThan(counts.getFirst().open());
      assertThat(counts).extracting(Descriptors::nanos).isSorted();
      assertThat(own.counts().getFirst().sockets())
          .isPositive()
          .isLessThan(own.counts().getFirst().open());
    } finally {
      opening.destroyForcibly();
    }
  }

  @Test
  void a_process_that_is_not_there_has_none() throws Exception {
    try (OpenDescriptors gone = OpenDescriptors.of(999_999_999, GAP)) {
      Thread.sleep(500);
      assertThat(gone.counts()).isEmpty();
    }
  }

  @Test
  void the_process_that_listens_is_found() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address here = Address.of("http://127.0.0.1:" + server.getLocalPort());
      assertThat(LocalListener.of(here)).contains(ProcessHandle.current());
    }
    assertThat(LocalListener.of(Address.of("http://127.0.0.1:1"))).isEmpty();
    assertThat(LocalListener.of(Address.of("http://example.org:80"))).isEmpty();
  }
}
