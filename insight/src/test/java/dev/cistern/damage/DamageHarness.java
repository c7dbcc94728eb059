package dev.cistern.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Feeds a reader every mutation of a valid file, in a process with a heap of 256 MB, and holds it
 * to the promise: at most 5 seconds a file, no exception but {@code UnreadableException}, no memory
 * error, and no record lost that lies whole before the damage.
 *
 * <p>Usage, in a test: {@code DamageHarness.survives(MyCase.class)}. A failing mutant prints the
 * seed; {@code -Ddamage.seed=…} repeats it.
 */
public final class DamageHarness {
  private DamageHarness() {}

  /** Runs all mutations of a case and fails with the list of what the reader did wrong. */
  public static void survives(Class<? extends DamageCase> which) {
    long seed = Long.getLong("damage.seed", System.nanoTime());
    Tools.Output output =
        Tools.run(
            Path.of("").toAbsolutePath(),
            Duration.ofMinutes(8),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DamageRun.class.getName(),
                which.getName(),
                Long.toString(seed)));
    System.out.print(output.out());
    assertThat(output.exit()).as("%s%n%s", output.out(), output.err()).isZero();
  }
}
