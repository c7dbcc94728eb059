package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What pool events cost: a pair of Get and Put of a plain build, and of one with events while no
 * trace is written and while one is, interleaved.
 *
 * <p>Arguments: the checkout, the go command, then {@code --rounds N}, {@code --pairs N}.
 */
public final class OverlayCostMain {
  private static final int EVENTS_A_PAIR = 2;

  private final Path root;
  private final String go;
  private int rounds = 10;
  private int pairs = 5_000_000;

  private OverlayCostMain(String[] arguments) {
    root = Path.of(arguments[0]);
    go = arguments[1];
    for (int i = 2; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
        case "--pairs" -> pairs = Integer.parseInt(arguments[i + 1]);
        default ->
            throw new IllegalArgumentException("wanted --rounds or --pairs, found " + arguments[i]);
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (Scratch work = Scratch.of("bench-overlay-")) {
      new OverlayCostMain(arguments).run(work.folder());
    }
  }

  /** Nanoseconds of a pair while no trace is written, and while one is. */
  private record Pair(double off, double on) {}

  private void run(Path work) throws IOException {
    PoolProgram program = new PoolProgram(root, go, "local");
    Path plain = program.build(work.resolve("plain"), false);
    Path told = program.build(work.resolve("told"), true);
    Path digested = program.build(work.resolve("digested"), true, "--digest");
    Pairs off = new Pairs();
    Pairs again = new Pairs();
    Pairs on = new Pairs();
    Pairs onDigest = new Pairs();
    double plainSum = 0;
    double addedSum = 0;
    double digestSum = 0;
    for (int round = 0; round < rounds; round++) {
      Pair first = timed(plain, work);
      Pair events = timed(told, work);
      Pair second = timed(plain, work);
      Pair digests = timed(digested, work);
      off.add(events.off() / first.off());
      again.add(second.off() / first.off());
      on.add(events.on() / first.on());
      onDigest.add(digests.on() / first.on());
      plainSum += first.off();
      addedSum += (events.on() - first.on()) / EVENTS_A_PAIR;
      digestSum += (digests.on() - first.on()) / EVENTS_A_PAIR;
    }
    for (Map.Entry<String, String> one :
        Circumstances.of(root, Optional.of(go), rounds).entrySet()) {
      System.out.printf("- %s: %s%n", one.getKey(), one.getValue());
    }
    System.out.printf(
        Locale.ROOT,
        """

        | | × a plain build, mean [95 %%] | |
        |---|--:|---|
        | no trace, plain build against itself | %s | the runs' own noise; %.1f ns a pair |
        | no trace, with events | %s | |
        | a trace, with events | %s | %.0f ns an event |
        | a trace, with `--digest` | %s | %.0f ns an event and its digest |
        """,
        again.ratio().shown(),
        plainSum / rounds,
        off.ratio().shown(),
        on.ratio().shown(),
        addedSum / rounds,
        onDigest.ratio().shown(),
        digestSum / rounds);
  }

  private Pair timed(Path binary, Path work) throws IOException {
    String said =
        PoolProgram.said(
            List.of(binary.toString(), "-o", work.toString(), "-bench", Integer.toString(pairs)));
    String[] words = said.strip().split(" ");
    System.err.printf("%s: %s%n", binary.getFileName(), said.strip());
    return new Pair(Double.parseDouble(words[1]), Double.parseDouble(words[3]));
  }
}
