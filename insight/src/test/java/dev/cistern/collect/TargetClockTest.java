package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the times that profiles state say of the target's clock. */
final class TargetClockTest {
  private static final long T0 = 1_795_000_000_000_000_000L;
  private static final long WINDOW = Duration.ofSeconds(30).toNanos();

  private final List<Piece> pieces = new ArrayList<>();
  private final Map<String, Stated> stated = new HashMap<>();

  /** A piece that was asked for and had at these moments of the window. */
  private void piece(
      String kind, long sentMillis, long doneMillis, long length, long statedNanos, long duration) {
    String name = kind + "-" + pieces.size() + ".pb.gz";
    pieces.add(
        new Piece(
            name,
            kind,
            Path.of(name),
            Status.OK,
            "",
            200,
            T0 + Duration.ofMillis(sentMillis).toNanos(),
            T0 + Duration.ofMillis(doneMillis).toNanos(),
            length));
    Profile.Header unknown = Profile.Header.UNKNOWN;
    stated.put(
        name,
        new Stated(
            new Profile.Header(
                statedNanos,
                duration,
                unknown.periodType(),
                0,
                unknown.defaultSampleType(),
                "",
                "",
                List.of()),
            0));
  }

  private static long at(double millis) {
    return T0 + Math.round(millis * 1e6);
  }

  @Test
  void a_processor_profile_that_begins_late_on_a_loaded_machine_is_no_jump() {
    piece("block-total", 0, 4, 0, at(2), 0);
    // begun 80 ms after it was asked for, so that less than the window lay between begin and answer
    piece("cpu", 0, 30_060, WINDOW, at(80), at(30_055) - at(80));
    piece("allocs", 0, 30_040, WINDOW, at(30_030), at(30_030) - at(25));
    TargetClock clock = TargetClock.of(pieces, stated);
    assertThat(clock.jumped()).isFalse();
    assertThat(Math.abs(clock.offsetNanos())).isLessThanOrEqualTo(clock.errorNanos());
    assertThat(clock.errorNanos()).isLessThan(Duration.ofMillis(5).toNanos());
  }

  @Test
  void a_clock_that_is_slewed_is_no_jump() {
    for (int second = 0; second <= 30; second++) {
      long stated = at(second * 1000.0 + 0.5 + second * 0.4); // 400 ppm fast
      piece("block-total", second * 1000L, second * 1000L + 1, 0, stated, 0);
    }
    TargetClock clock = TargetClock.of(pieces, stated);
    assertThat(clock.jumped()).isFalse();
    assertThat(clock.errorNanos()).isLessThan(Duration.ofMillis(20).toNanos());
  }

  @Test
  void a_clock_that_is_set_within_the_window_is_told() {
    for (int second = 0; second <= 30; second++) {
      double ahead = second < 15 ? 0 : 100;
      piece("block-total", second * 1000L, second * 1000L + 2, 0, at(second * 1000 + ahead), 0);
    }
    assertThat(TargetClock.of(pieces, stated).jumped()).isTrue();
  }

  @Test
  void a_length_that_cannot_be_is_not_believed() {
    piece("cpu", 0, 30_100, WINDOW, at(10), Long.MAX_VALUE);
    piece("allocs", 0, 30_100, WINDOW, at(30_050), Long.MIN_VALUE);
    TargetClock clock = TargetClock.of(pieces, stated);
    assertThat(clock.known()).isTrue();
    assertThat(clock.errorNanos()).isNotNegative();
  }
}
