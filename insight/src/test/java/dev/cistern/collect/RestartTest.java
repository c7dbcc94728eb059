package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that was started anew is noticed by what fell, or by what broke off. */
final class RestartTest {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();

  @TempDir Path dir;

  private Piece memory(String name, long allocated) throws IOException {
    Path file = dir.resolve(name);
    Files.writeString(
        file,
        """
        heap profile: 0: 0 [0: 0] @ heap/1048576

        # runtime.MemStats
        # Alloc = 1000
        # TotalAlloc = %d
        # HeapAlloc = 1000
        # Mallocs = %d
        # Frees = 1
        # NumGC = 3
        """
            .formatted(allocated, allocated / 10));
    return new Piece(name, "memstats", file, Status.OK, "", 200, 0, 1, 0);
  }

  private static Piece ran(String name, Status status, int http, double share) {
    long done = Math.round(WINDOW * share);
    return new Piece(name, "mutex", Path.of(name), status, "broken", http, 0, done, WINDOW);
  }

  private static Piece total(int number) {
    String name = "allocs-at-%03d.pb.gz".formatted(number);
    return new Piece(name, "allocs-total", Path.of(name), Status.OK, "", 200, number, number, 0);
  }

  @Test
  void requests_that_all_broke_off_tell_it_though_the_counters_rose() throws IOException {
    Piece before = memory("heap-before.txt", 1_000);
    Piece after = memory("heap-after.txt", 9_000);
    List<Piece> broken =
        List.of(
            before,
            ran("mutex.pb.gz", Status.FAILED, 0, 0.3),
            ran("go.trace", Status.PARTIAL, 200, 0.3),
            after);
    assertThat(Restart.noticed(broken, Map.of())).get().asString().contains("started anew");
    List<Piece> oneBroken =
        List.of(
            before,
            ran("mutex.pb.gz", Status.FAILED, 0, 0.3),
            ran("go.trace", Status.OK, 200, 1.01),
            after);
    assertThat(Restart.noticed(oneBroken, Map.of())).isEmpty();
    List<Piece> refused = List.of(before, ran("mutex.pb.gz", Status.FAILED, 500, 0.01), after);
    assertThat(Restart.noticed(refused, Map.of())).isEmpty();
    List<Piece> gone = List.of(before, ran("mutex.pb.gz", Status.FAILED, 0, 0.3));
    assertThat(Restart.noticed(gone, Map.of())).isEmpty();
  }

  @Test
  void a_counter_that_fell_tells_it() throws IOException {
    List<Piece> fell = List.of(memory("heap-before.txt", 9_000), memory("heap-after.txt", 1_000));
    assertThat(Restart.noticed(fell, Map.of())).get().asString().contains("counters are lower");
    List<Piece> totals = List.of(total(0), total(1), total(2));
    assertThat(Restart.noticed(totals, allocated(5, 3, 9))).isPresent();
    assertThat(Restart.noticed(totals, allocated(3, 5, 5))).isEmpty();
  }

  private static Map<String, Stated> allocated(long first, long second, long third) {
    return Map.of(
        total(0).name(), new Stated(Profile.Header.UNKNOWN, first),
        total(1).name(), new Stated(Profile.Header.UNKNOWN, second),
        total(2).name(), new Stated(Profile.Header.UNKNOWN, third));
  }
}
