package dev.cistern.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One question put to several contenders as whole processes, one after another in each round (A B C
 * A B C …), so that a machine that slows down slows all of them.
 *
 * @param question the heading in the report
 * @param megabytes of input, 0 where speed by size says nothing
 */
record Contest(String question, double megabytes, List<Contender> contenders) {
  /**
   * Who answers.
   *
   * @param roundsMax fewer rounds for one that takes minutes
   * @param anyExit whether the exit code says nothing
   */
  record Contender(
      String name, List<String> command, Duration limit, int roundsMax, boolean anyExit) {
    static Contender of(String name, List<String> command) {
      return new Contender(name, command, Duration.ofSeconds(300), Integer.MAX_VALUE, false);
    }

    Contender atMost(int rounds, Duration newLimit) {
      return new Contender(name, command, newLimit, rounds, anyExit);
    }

    Contender withAnyExit() {
      return new Contender(name, command, limit, roundsMax, true);
    }
  }

  /** Runs all rounds; who fails or takes too long is asked no more and says so. */
  List<Series> run(int rounds) throws IOException {
    List<Series> all = new ArrayList<>();
    contenders.forEach(contender -> all.add(new Series(contender.name())));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get(i);
        Series series = all.get(i);
        if (round >= contender.roundsMax() || !series.note().isEmpty()) {
          continue;
        }
        Processes.Result result = Processes.timed(contender.command(), contender.limit());
        System.err.printf("%s: %s: %.2f s%n", question, contender.name(), result.wallNanos() / 1e9);
        if (result.tooLong()) {
          series.note("no answer after %d s".formatted(contender.limit().toSeconds()));
        } else if (!result.ok() && !contender.anyExit()) {
          series.note("failed: " + result.lastWords().replaceAll("(?:/[^\\s/@:]+)+/", ""));
        } else {
          series.add(result.wallNanos(), result.cpuNanos());
        }
      }
    }
    return all;
  }
}
