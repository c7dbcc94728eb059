package dev.cistern.format.gotext;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import dev.cistern.model.RuntimeState.TaskGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A recorded goroutine dump. */
public final class GoroutineTextCase implements DamageCase {
  @Override
  public Format format() {
    return new GoroutineText();
  }

  @Override
  public byte[] sample() throws IOException {
    return Recorded.bytes("goroutine.debug2.txt");
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.state().orElseThrow().tasks().stream().mapToLong(TaskGroup::count).sum();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    return Recorded.linesBefore(sample, length, "goroutine \\d+ \\[.*\\]:");
  }

  @Override
  public List<Bomb> bombs() {
    return List.of(
        new Bomb("many goroutines", () -> text("goroutine 1 [running]:\n", 1_000_000)),
        new Bomb("a deep stack", () -> text("main.f(0x1)\n\ta.go:1 +0x1\n", 700_000)),
        new Bomb("brackets", () -> text("main.f" + "(".repeat(3_000_000) + ")\n", 1)));
  }

  private static byte[] text(String line, int times) {
    return ("goroutine 1 [running]:\n" + line.repeat(times)).getBytes(StandardCharsets.UTF_8);
  }
}
