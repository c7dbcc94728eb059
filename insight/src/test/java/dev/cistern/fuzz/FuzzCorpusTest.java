package dev.cistern.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of fuzzing: what it has found once, and some changes of a valid file. */
final class FuzzCorpusTest {
  private static final int CHANGES = 150;
  private static final int BYTES_MAX = 1 << 13;

  static Set<String> readers() {
    return Readers.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("readers")
  void every_kept_input_is_read_or_refused(String reader) throws IOException {
    ReaderFuzz fuzz = ReaderFuzz.of(reader);
    Map<String, byte[]> kept = KeptCorpus.of(reader);
    assertThat(kept).isNotEmpty();
    kept.forEach((name, bytes) -> {
      try {
        fuzz.read(bytes);
      } catch (RuntimeException | AssertionError fault) {
        throw new AssertionError(name, fault);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("readers")
  void every_change_of_a_valid_file_is_read_or_refused(String reader) throws IOException {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    ReaderFuzz fuzz = ReaderFuzz.of(reader);
    byte[] sample = ReaderFuzz.first(fuzz.sample(), BYTES_MAX);
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = ReaderFuzz.first(sample, 1 + random.nextInt(sample.length));
      for (int flips = random.nextInt(8); flips > 0; flips--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        fuzz.read(changed);
      } catch (RuntimeException | AssertionError fault) {
        throw new AssertionError("seed %d, change %d".formatted(seed, i), fault);
      }
    }
  }
}
