package dev.cistern.format.gotext;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A recorded heap text with its memory statistics. */
public final class HeapTextCase implements DamageCase {
  @Override
  public Format format() {
    return new GoProfileText();
  }

  @Override
  public byte[] sample() throws IOException {
    return Recorded.bytes("heap.debug1.txt");
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.profile().orElseThrow().sampleCount();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    return Recorded.linesBefore(sample, length, "\\d+: \\d+ \\[.*");
  }

  @Override
  public List<Bomb> bombs() {
    return List.of(
        new Bomb("tiny samples", () -> text("1: 1 [1: 1] @\n", 3_000_000)),
        new Bomb("one long line", () -> text("1: 1 [1: 1] @" + " 0x1".repeat(5_000_000) + "\n", 1)),
        new Bomb("one long comment", () -> text("#\t0x1\t" + "a".repeat(20_000_000) + "\n", 1)),
        new Bomb(
            "many names", () -> text("1: 1 [1: 1] @\n#\t0x1\tmain.f+0x1\ta.go:7\n", 1_000_000)));
  }

  private static byte[] text(String line, int times) {
    return ("heap profile: 0: 0 [0: 0] @ heap/524288\n" + line.repeat(times))
        .getBytes(StandardCharsets.UTF_8);
  }
}
