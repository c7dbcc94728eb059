package dev.cistern.bench.pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The hit path beside a thread-local slot, in turn: for each fork one process of each rival, which
 * work one after the other in windows of some milliseconds, in changing order. What the machine
 * does for a second falls on all alike, so that a ratio is known to some hundredths where whole
 * forks in turn differ by a half.
 */
public final class InTurnMain {
  private static final int WINDOWS = 25;
  private static final int MILLIS = 10;
  private static final List<String> RIVALS =
      List.of("slot", "cistern", "cistern-static", "cistern-sampled", "netty-recycler");

  private final List<String> options;
  private final Table table = new Table();

  private InTurnMain(List<String> options) {
    this.options = options;
  }

  /** Arguments: folder of results, commit, forks, then options for the forked machines. */
  public static void main(String[] args) throws IOException {
    List<String> options = List.of(args).subList(3, args.length);
    InTurnMain main = new InTurnMain(options);
    int forks = Integer.parseInt(args[2]);
    for (int fork = 0; fork < forks; fork++) {
      System.err.printf("fork %d of %d%n", fork + 1, forks);
      main.scenario("1 thread", fork, 1, 1_024);
      main.scenario("2 threads", fork, 2, 1_024);
      main.scenario("8 threads", fork, 8, 1_024);
      main.scenario("64 KiB", fork, 1, 65_536);
    }
    String head =
        PoolMain.circumstances(args[1])
            + "; %d forks of %d × %d ms".formatted(forks, WINDOWS, MILLIS)
            + (options.isEmpty() ? "" : "; " + String.join(" ", options));
    String text = main.markdown(head);
    String name = "in-turn" + String.join("", options).replace("-XX:+", "-") + ".md";
    Files.writeString(Files.createDirectories(Path.of(args[0])).resolve(name), text);
    System.out.print(text);
  }

  /** A rival's process. */
  private static final class Fork implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;

    Fork(String rival, int threads, int size, List<String> options) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(InTurnFork.class.getName(), rival));
      command.addAll(List.of(Integer.toString(threads), Integer.toString(size)));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      answers = process.inputReader(StandardCharsets.US_ASCII);
      orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
      answer();
    }

    private String answer() throws IOException {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("a fork ended early: " + process.info().commandLine().orElse(""));
      }
      return line;
    }

    double nanosPerRound() throws IOException {
      orders.println(MILLIS);
      String[] parts = answer().split(" ");
      return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    @Override
    public void close() {
      orders.close();
      process.destroy();
    }
  }

  private void scenario(String scenario, int round, int threads, int size) throws IOException {
    List<Fork> forks = new ArrayList<>();
    try {
      for (String rival : RIVALS) {
        forks.add(new Fork(rival, threads, size, options));
      }
      double[][] nanos = measured(forks, round);
      for (int i = 0; i < RIVALS.size(); i++) {
        double[] ratios = new double[WINDOWS];
        for (int window = 0; window < WINDOWS; window++) {
          ratios[window] = nanos[i][window] / nanos[0][window];
        }
        double cpuNanos = Table.median(sorted(ratios)) * Table.median(sorted(nanos[0]));
        table.add(
            scenario,
            RIVALS.get(i),
            new Table.Row(round, cpuNanos, Double.NaN, Double.NaN, Double.NaN));
      }
    } finally {
      forks.forEach(Fork::close);
    }
  }

  private static double[][] measured(List<Fork> forks, int seed) throws IOException {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < forks.size(); i++) {
      order.add(i);
    }
    double[][] nanos = new double[forks.size()][WINDOWS];
    for (int window = 0; window < WINDOWS; window++) {
      Collections.shuffle(order, random);
      for (int i : order) {
        nanos[i][window] = forks.get(i).nanosPerRound();
      }
    }
    return nanos;
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }

  private String markdown(String head) {
    StringBuilder out = new StringBuilder("# The hit path beside a thread-local slot, in turn\n\n");
    out.append(head).append(".\n\n");
    out.append(
        """
        One round takes, touches 16 lines and gives back. In each fork every rival has a process of its own; they \
        work in turn, a window at a time. ×: the median of a fork's windows, each against the slot's of the same \
        turn, and of the forks the median with its 95 % interval (sign test; least and most under six forks). \
        `cistern` is a pool in an object's field, as every rival here; `cistern-static` the same pool in a \
        `static final` field.

        | threads, size | rival | CPU ns | × slot | 95 % |
        |---|---|---|---|---|
        """);
    for (String scenario : table.scenarios()) {
      for (String rival : RIVALS) {
        Table.Ratio ratio = table.ratio(scenario, rival, "slot");
        out.append(
            "| %s | %s | %.1f | %.2f | %.2f–%.2f |\n"
                .formatted(
                    scenario,
                    rival,
                    table.median(scenario, rival, Table.Row::cpuNanos),
                    ratio.median(),
                    ratio.low(),
                    ratio.high()));
      }
    }
    out.append("\n## Targets\n\n| target | wanted | found | reached |\n|---|---|---|---|\n");
    for (String scenario : table.scenarios()) {
      double most = scenario.equals("64 KiB") ? 1.2 : 1.1;
      Targets.Line line = Targets.ratio(table, scenario, "cistern", "slot", most, most + 0.1);
      out.append(line.markdown());
    }
    out.append(
        Targets.ratio(table, "1 thread", "cistern-sampled", "cistern", 1.05, 1.1).markdown());
    return out.toString();
  }
}
