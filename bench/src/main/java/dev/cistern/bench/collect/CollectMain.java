package dev.cistern.bench.collect;

import dev.cistern.bench.Circumstances;
import dev.cistern.bench.Scratch;
import dev.cistern.bench.collect.Rounds.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a collection costs the service it is taken from, and what a sample of the heat map costs us;
 * writes {@code docs/performance-collect.md}.
 *
 * <p>Arguments: the checkout, the JDK, the class path, the built Go service and the go command (or
 * {@code -} each), then {@code --rounds N} and {@code --seconds N,N…}, the windows; fewer than
 * {@value #ROUNDS} rounds are only printed.
 */
public final class CollectMain {
  private static final int ROUNDS = 20;
  private static final int GO_PER_SECOND = 1_000;
  private static final int JVM_PER_SECOND = 500;
  private static final int ALONE_SECONDS_MAX = 10;
  private static final Duration AFTER_WINDOW = Duration.ofMillis(500);
  private static final List<String> KINDS = List.of("auth", "order", "search");
  private static final List<String> PATHS = List.of("/orders/", "/items/", "/items/", "/orders/");

  private final Path root;
  private final String java;
  private final String classPath;
  private final Optional<String> goService;
  private final Optional<String> go;
  private final Path work;
  private int rounds = ROUNDS;

  /** What a user gets who names no window, and one that what falls before and after outweighs. */
  private List<Integer> windows = List.of(30, 5);

  private CollectMain(String[] arguments, Path work) {
    root = Path.of(arguments[0]);
    java = Path.of(arguments[1], "bin", "java").toString();
    classPath = arguments[2];
    goService = given(arguments[3]);
    go = given(arguments[4]);
    this.work = work;
    for (int i = 5; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--seconds" ->
            windows = Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
        default ->
            throw new IllegalArgumentException(
                "wanted --rounds N or --seconds N,N…, found " + arguments[i]);
      }
    }
  }

  private static Optional<String> given(String argument) {
    return argument.equals("-") ? Optional.empty() : Optional.of(argument);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Scratch work = Scratch.of("bench-collect-")) {
      new CollectMain(arguments, work.folder()).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    StringBuilder page =
        new StringBuilder("# What a collection costs\n\nWritten by `bench/run collect`.\n\n");
    Circumstances.of(root, go, rounds)
        .forEach((name, value) -> page.append("- %s: %s%n".formatted(name, value)));
    page.append(
        """
        - service, load and collector share the machine

        A service under open-loop load is left alone (for 10 s at most), fetched from plainly, and collected from, in turns; each round
        begins with another one. CPU is the service's processor time (user and system). "× alone" compares neighbours
        of one round: the geometric mean over all rounds, and in brackets where 95 of 100 resamples lie. All that a turn
        took beyond its requests is laid on the window, also what fell before and after it. A latency counts from the moment
        at which its request was due; the collector's own process, which starts anew in each turn, delays requests too.
        """);
    if (goService.isPresent()) {
      goService(page, goService.get());
    } else {
      page.append("\nWithout Go the Go service is missing from this run.\n");
    }
    jvmService(page);
    page.append("\n## A sample of the heat map's exact p95\n\n").append(QuantileGrowth.table());
    if (rounds >= ROUNDS) {
      Files.writeString(root.resolve("docs/performance-collect.md"), page);
    }
    System.out.print(page);
  }

  private void goService(StringBuilder page, String program)
      throws IOException, InterruptedException {
    try (Service service = Service.start(List.of(program, "-rate", "0", "-life", "3h"));
        Load load =
            new Load(
                service.port(), GO_PER_SECOND, n -> "/serve?kind=" + KINDS.get((int) (n % 3)))) {
      String address = "http://127.0.0.1:" + service.port();
      Thread.sleep(3_000);
      for (int seconds : windows) {
        List<Way> ways =
            List.of(
                alone(seconds),
                new Way("the same endpoints, fetched plainly", () -> fetch(address, seconds)),
                new Way("`cistern collect`", () -> collect(address, seconds)));
        Rounds measured = new Rounds(service, load, (double) seconds * GO_PER_SECOND, ways);
        measured.run(rounds);
        page.append(title("Go", GO_PER_SECOND, seconds))
            .append(measured.table())
            .append(
                "%nBeyond plain fetching Cistern costs the service × %s of its processor time.%n"
                    .formatted(measured.cpu(2, 1).shown()));
      }
    }
  }

  private static String title(String language, int perSecond, int seconds) {
    return "%n## The lab's %s service, %d requests a second, a window of %d s%n%n"
        .formatted(language, perSecond, seconds);
  }

  private void jvmService(StringBuilder page) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            java,
            "-Xmx256m",
            "-Dsun.net.httpserver.nodelay=true", // else answers wait 40 ms, which hides all else
            "-cp",
            classPath,
            "dev.cistern.lab.flashsale.Main",
            "--seconds",
            "3600");
    try (Service service = Service.start(command);
        Load load =
            new Load(
                service.port(),
                JVM_PER_SECOND,
                n -> PATHS.get((int) (n % PATHS.size())) + n % 10_000)) {
      Thread.sleep(15_000); // until it is compiled
      for (int seconds : windows) {
        List<Way> ways =
            List.of(
                alone(seconds),
                new Way("`cistern collect`", () -> collect(Long.toString(service.pid()), seconds)));
        Rounds measured = new Rounds(service, load, (double) seconds * JVM_PER_SECOND, ways);
        measured.run(rounds);
        page.append(title("JVM", JVM_PER_SECOND, seconds)).append(measured.table());
      }
    }
  }

  private static Way alone(int seconds) {
    Duration length = Duration.ofSeconds(Math.min(seconds, ALONE_SECONDS_MAX)).plus(AFTER_WINDOW);
    return new Way("left alone", () -> Thread.sleep(length));
  }

  private void fetch(String address, int seconds) throws IOException, InterruptedException {
    run(
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            PlainFetch.class.getName(),
            address,
            Integer.toString(seconds)));
  }

  private void collect(String target, int seconds) throws IOException, InterruptedException {
    run(
        List.of(
            root.resolve("cistern").toString(),
            "collect",
            target,
            "--window",
            seconds + "s",
            "--strict",
            "-o",
            work.resolve("x.cistern").toString()));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(
          String.format(Locale.ROOT, "%s: exit %d", String.join(" ", command), exit));
    }
  }
}
