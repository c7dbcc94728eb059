package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service goes on serving while it is collected from: no request fails, nothing is forced. */
final class GentleCollectionTest {
  private static final int GAP_MILLIS = 5;

  /** A collection that is going on. */
  private interface Collecting {
    void run() throws Exception;
  }

  @TempDir Path dir;

  /** Sends requests at fixed moments meanwhile; what was answered, by status or failure. */
  private static List<String> answersDuring(String url, Collecting collecting) throws Exception {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Thread collector =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  collecting.run();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      while (collector.isAlive()) {
        answers.add(
            client
                .sendAsync(
                    HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.discarding())
                .handle((answer, e) -> e == null ? "" + answer.statusCode() : e.toString()));
        Thread.sleep(GAP_MILLIS);
      }
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  @Test
  void no_request_to_a_jvm_fails_and_no_collection_or_heap_walk_is_forced() throws Exception {
    Path gcLog = dir.resolve("gc.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xlog:gc:file=" + gcLog,
                "-cp",
                System.getProperty("java.class.path"),
                ServingJvm.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String port = process.inputReader(StandardCharsets.UTF_8).readLine().substring(5);
      Path file = dir.resolve("x.cistern");
      JvmPlan plan = JvmPlan.of(process.pid(), Duration.ofSeconds(2), List.of(), "test");
      List<String> answers =
          answersDuring(
              "http://127.0.0.1:" + port + "/x",
              () -> new JvmCollection(plan, (_, _, _, _) -> {}).run(file));
      assertThat(answers).hasSizeGreaterThan(100).containsOnly("200");
      assertThat(Files.readString(gcLog))
          .doesNotContain("Heap Inspection", "Heap Dump", "System.gc()", "Diagnostic Command");
      assertThat(member(file, "threads.txt"))
          .contains("java.lang.Thread.State")
          .doesNotContain("ownable synchronizers"); // to find them stops all and walks the heap
    } finally {
      process.destroyForcibly();
    }
  }

  private static String member(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void no_request_to_a_go_service_fails() throws Exception {
    try (GoService service = GoService.start("-rate", "50")) {
      GoPlan plan = Plans.seconds(2, service.address());
      List<String> answers =
          answersDuring(
              service.address() + "/serve?kind=auth",
              () -> new GoCollection(plan, (_, _, _, _) -> {}).run(dir.resolve("x.cistern")));
      assertThat(answers).hasSizeGreaterThan(100).containsOnly("200");
    }
  }
}
