package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.collect.http.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  void descriptors_that_only_rise_are_told() throws Exception {
    Process leaking =
        shell("for i in $(seq 900); do exec {open}</dev/null; sleep 0.02; done; sleep 30");
    try (OpenDescriptors counted = OpenDescriptors.of(leaking.pid(), GAP)) {
      Optional<String> told = counted.rise();
      for (int i = 0; i < 200 && told.isEmpty(); i++) {
        Thread.sleep(100);
        told = counted.rise();
      }
      assertThat(told).get().asString().contains("open descriptors rose from");
    } finally {
      leaking.destroyForcibly();
    }
  }

  @Test
  void those_that_stay_or_come_and_go_are_not() throws Exception {
    Process steady = shell("exec 7</dev/null; sleep 30");
    Process pooled =
        shell(
            "while sleep 0.03; do for i in {10..40}; do eval \"exec $i</dev/null\"; done;"
                + " sleep 0.1; for i in {10..40}; do eval \"exec $i<&-\"; done; done");
    try (OpenDescriptors one = OpenDescriptors.of(steady.pid(), GAP);
        OpenDescriptors other = OpenDescriptors.of(pooled.pid(), GAP);
        OpenDescriptors gone = OpenDescriptors.of(999_999_999, GAP)) {
      Thread.sleep(1_500);
      assertThat(one.rise()).isEmpty();
      assertThat(other.rise()).isEmpty();
      assertThat(gone.rise()).isEmpty();
    } finally {
      steady.destroyForcibly();
      pooled.destroyForcibly();
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
