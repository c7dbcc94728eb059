package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that misbehaves at one endpoint; the others answer as a Go service does. */
final class HostileEndpointTest {
  private static final String HEAP =
      "heap profile: 0: 0 [0: 0] @ heap/1048576\n\n# runtime.MemStats\n# Alloc = 1\n";
  private static final String NOTHING = "--- mutex:\ncycles/second=1\nsampling period=0\n";

  /** What one endpoint does. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @TempDir Path dir;
  private HttpServer server;

  HostileEndpointTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    at("heap", exchange -> send(exchange, 200, HEAP));
    at("mutex", exchange -> send(exchange, 200, NOTHING));
    at("block", exchange -> send(exchange, 200, NOTHING));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void at(String name, Answer answer) {
    server.createContext(
        "/debug/pprof/" + name,
        exchange -> {
          try (exchange) {
            answer.to(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Member collected(Answer profile) throws Exception {
    at("profile", profile);
    Collected collected =
        new GoCollection(Plans.seconds(1, address(), "cpu", "memstats"), (_, _, _, _) -> {})
            .run(dir.resolve("x.cistern"));
    assertThat(collected.manifest().members())
        .filteredOn(member -> member.kind().equals("memstats"))
        .hasSize(2)
        .allMatch(member -> member.status() == Status.OK);
    return collected.manifest().members().stream()
        .filter(member -> member.kind().equals("cpu"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_endpoint_that_is_not_there_is_absent() throws Exception {
    Member cpu = collected(exchange -> send(exchange, 404, "404 page not found"));
    assertThat(cpu.status()).isEqualTo(Status.ABSENT);
  }

  @Test
  void one_that_is_busy_has_failed_with_its_own_words() throws Exception {
    Member cpu =
        collected(
            exchange -> send(exchange, 500, "Could not enable CPU profiling: already in use\n"));
    assertThat(cpu.status()).isEqualTo(Status.FAILED);
    assertThat(cpu.error()).isEqualTo("500: Could not enable CPU profiling: already in use");
  }

  @Test
  void one_that_never_answers_has_failed_in_time() throws Exception {
    Member cpu = collected(_ -> Thread.sleep(20_000));
    assertThat(cpu.status()).isEqualTo(Status.FAILED);
    assertThat(cpu.error()).isEqualTo("no answer within 3 s");
  }

  @Test
  void one_that_drips_is_partial_in_time() throws Exception {
    Member cpu =
        collected(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write(Pprof.small());
          for (int i = 0; i < 200; i++) {
            out.write(0);
            out.flush();
            Thread.sleep(100);
          }
        });
    assertThat(cpu.status()).isEqualTo(Status.PARTIAL);
    assertThat(cpu.error()).isEqualTo("the body did not end within 3 s");
  }

  @Test
  void one_whose_body_stops_halfway_is_partial() throws Exception {
    Member cpu =
        collected(exchange -> {
          byte[] body = Pprof.small();
          exchange.sendResponseHeaders(200, body.length * 2L);
          exchange.getResponseBody().write(body);
          exchange.getResponseBody().flush();
        });
    assertThat(cpu.status()).isEqualTo(Status.PARTIAL);
    assertThat(cpu.error())
        .startsWith("the body stopped after %d bytes".formatted(Pprof.small().length));
  }

  @Test
  void one_without_end_is_cut_at_its_bound() throws Exception {
    Member cpu =
        collected(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write(Pprof.small());
          byte[] more = new byte[1 << 16];
          for (int i = 0; i < 1000; i++) {
            out.write(more);
          }
        });
    assertThat(cpu.status()).isEqualTo(Status.PARTIAL);
    assertThat(cpu.error()).isEqualTo("cut at the bound of 1048576 bytes");
    assertThat(cpu.bytes()).isEqualTo(1 << 20);
  }

  @Test
  void one_that_may_not_write_for_so_long_is_asked_for_parts() throws Exception {
    at(
        "profile",
        exchange -> {
          int seconds = Integer.parseInt(exchange.getRequestURI().getQuery().substring(8));
          if (seconds >= 2) {
            send(exchange, 400, "profile duration exceeds server's WriteTimeout");
            return;
          }
          Thread.sleep(1000L * seconds);
          exchange.sendResponseHeaders(200, Pprof.small().length);
          exchange.getResponseBody().write(Pprof.small());
        });
    Collected collected =
        new GoCollection(Plans.seconds(4, address(), "cpu"), (_, _, _, _) -> {})
            .run(dir.resolve("x.cistern"));
    assertThat(collected.manifest().members())
        .extracting(Member::name)
        .contains("cpu.pb.gz", "cpu-2.pb.gz", "cpu-3.pb.gz");
    assertThat(collected.missing()).isEmpty();
    assertThat(String.join("", collected.manifest().notes())).contains("WriteTimeout");
  }

  @Test
  void one_that_sends_something_else_has_failed() throws Exception {
    Member cpu = collected(exchange -> send(exchange, 200, "<html>please log in</html>"));
    assertThat(cpu.status()).isEqualTo(Status.FAILED);
    assertThat(cpu.error()).contains("wanted pprof").contains("<html>");
  }

  @Test
  void a_redirect_to_another_host_is_not_followed_and_names_no_secret() throws Exception {
    Member cpu =
        collected(exchange -> {
          exchange
              .getResponseHeaders()
              .add("Location", "http://user:secret@127.0.0.2:9/debug/pprof/profile?token=secret");
          send(exchange, 302, "");
        });
    assertThat(cpu.status()).isEqualTo(Status.FAILED);
    assertThat(cpu.error())
        .isEqualTo("redirected to http://127.0.0.2:9/debug/pprof/profile, which is not followed");
  }

  @Test
  void a_redirect_on_the_same_server_is_followed() throws Exception {
    at(
        "elsewhere",
        exchange -> {
          exchange.sendResponseHeaders(200, Pprof.small().length);
          exchange.getResponseBody().write(Pprof.small());
        });
    Member cpu =
        collected(exchange -> {
          exchange.getResponseHeaders().add("Location", "/debug/pprof/elsewhere");
          send(exchange, 307, "");
        });
    assertThat(cpu.status()).isEqualTo(Status.OK);
  }

  @Test
  void a_redirect_in_a_circle_ends() throws Exception {
    Member cpu =
        collected(exchange -> {
          exchange.getResponseHeaders().add("Location", "/debug/pprof/profile");
          send(exchange, 307, "");
        });
    assertThat(cpu.error()).isEqualTo("redirected more than 3 times");
  }

  @Test
  void a_target_that_asks_who_we_are_is_told_how_to_answer() {
    server.removeContext("/debug/pprof/heap");
    server.removeContext("/debug/pprof/mutex");
    server.removeContext("/debug/pprof/block");
    at("", exchange -> send(exchange, 401, "who?"));
    assertThatThrownBy(() ->
            new GoCollection(Plans.seconds(1, address()), (_, _, _, _) -> {})
                .run(dir.resolve("x.cistern")))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("CISTERN_TOKEN");
    assertThat(dir).isEmptyDirectory();
  }
}
