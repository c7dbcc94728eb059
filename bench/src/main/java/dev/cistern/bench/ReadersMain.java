package dev.cistern.bench;

import dev.cistern.bench.Contest.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The readers beside their rivals; writes {@code docs/performance.md}.
 *
 * <p>Arguments: the checkout, the JDK, the application's folder, the benchmarks' classes, the built
 * reference and profile generator and the go command (or {@code -} each), then {@code --rounds N}
 * and {@code --small}.
 */
public final class ReadersMain {
  private static final double MB = 1e6;
  private static final Duration GIVE_UP = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(9);
  private static final int WARM_ROUNDS = 5; // processes of each contender, interleaved
  private static final int WARM_RUNS = 30;
  private static final int COLD_RUNS = 15;

  private final Path root;
  private final Path javaHome;
  private final Path application;
  private final Path classes;
  private final Optional<String> reference;
  private final Optional<String> bigProfile;
  private final Optional<String> go;
  private final Path work;
  private final int rounds;
  private final boolean small;

  private ReadersMain(String[] arguments, Path work) {
    root = Path.of(arguments[0]);
    javaHome = Path.of(arguments[1]);
    application = Path.of(arguments[2]);
    classes = Path.of(arguments[3]);
    reference = given(arguments[4]);
    bigProfile = given(arguments[5]);
    go = given(arguments[6]);
    this.work = work;
    RunSize size = RunSize.of(arguments, 7);
    rounds = size.rounds();
    small = size.small();
  }

  public static void main(String[] arguments) throws IOException {
    try (Scratch work = Scratch.of("bench-readers-")) {
      new ReadersMain(arguments, work.folder()).run();
    }
  }

  private void run() throws IOException {
    PerformancePage page = new PerformancePage(Circumstances.of(root, go, rounds));
    measure(page, start());
    if (bigProfile.isPresent()) {
      profiles(page);
    } else {
      page.missing("Without Go the profiles and their rivals are missing from this run.");
    }
    recordings(page);
    Path target = small ? work : root.resolve("docs");
    Files.writeString(target.resolve("performance.md"), page.markdown());
    Files.writeString(target.resolve("performance.json"), page.json());
    System.out.print(page.markdown());
  }

  private void measure(PerformancePage page, Contest contest) throws IOException {
    page.add(contest, contest.run(rounds));
  }

  private Contest start() {
    List<Contender> all = new ArrayList<>();
    all.add(Contender.of("`cistern --version`", List.of(cistern(), "--version")));
    all.add(Contender.of("`jfr --version`", List.of(jdk("jfr"), "--version")));
    go.ifPresent(command ->
        all.add(
            Contender.of("`go tool pprof -h`", List.of(command, "tool", "pprof", "-h"))
                .withAnyExit()));
    return new Contest("Start", 0, all);
  }

  private void profiles(PerformancePage page) throws IOException {
    Path big = work.resolve("big.pb.gz");
    Path little = work.resolve("little.pb.gz");
    generate(
        big, small ? "10000" : "220000", small ? "6000" : "120000", small ? "20000" : "500000");
    generate(little, "500", "400", "800");
    measure(page, contestOf("A profile of %.1f MB, gzipped", big, false));
    measure(page, contestOf("A profile of %.3f MB, gzipped", little, true));
    page.add(
        new Contest(
            "The same %.1f MB profile parsed in warm processes (runs %d to %d of %d each)"
                .formatted(megabytes(big), COLD_RUNS + 1, WARM_RUNS, WARM_ROUNDS),
            megabytes(big),
            List.of()),
        warm(big));
  }

  private Contest contestOf(String question, Path profile, boolean quick) throws IOException {
    List<Contender> all = new ArrayList<>();
    all.add(
        Contender.of(
            "`cistern top` (512 MB heap)", cistern512("top", profile, "--format", "json")));
    all.add(
        Contender.of(
            "`cistern info` (512 MB heap)", cistern512("info", profile, "--format", "json")));
    reference.ifPresent(command ->
        all.add(
            Contender.of(
                "google/pprof `profile.Parse` alone",
                List.of(command, "parse", profile.toString()))));
    go.ifPresent(command -> {
      Contender top =
          Contender.of(
              "`go tool pprof -top`",
              List.of(command, "tool", "pprof", "-top", "-symbolize=none", profile.toString()));
      all.add(quick ? top : top.atMost(1, GIVE_UP));
    });
    return new Contest(question.formatted(megabytes(profile)), megabytes(profile), all);
  }

  private List<Series> warm(Path profile) throws IOException {
    List<Series> all = new ArrayList<>();
    all.add(new Series("Cistern (512 MB heap)"));
    all.add(new Series("google/pprof `profile.Parse`"));
    String runs = Integer.toString(WARM_RUNS);
    // The heap that ./cistern sets.
    List<String> ours =
        java("-Xmx512m", "-Xms512m", "dev.cistern.bench.WarmMain", profile.toString(), runs);
    for (int round = 0; round < WARM_ROUNDS; round++) {
      collect(all.getFirst(), ours);
      if (reference.isPresent()) {
        collect(all.getLast(), List.of(reference.get(), "parse", profile.toString(), runs));
      }
    }
    return all;
  }

  private static void collect(Series series, List<String> command) throws IOException {
    Processes.Result result = Processes.run(command, LONG);
    if (!result.ok()) {
      series.note(result.tooLong() ? "no answer" : "failed: " + result.lastWords());
      return;
    }
    JsonNode nanos = JsonMapper.builder().build().readTree(result.out()).path("parseNanos");
    for (int i = COLD_RUNS; i < nanos.size(); i++) {
      series.add(nanos.get(i).asLong(), 0);
    }
  }

  private void recordings(PerformancePage page) throws IOException {
    Path middle = work.resolve("middle.jfr");
    recording(middle, small ? 4 : 64);
    List<Contender> all = new ArrayList<>();
    all.add(Contender.of("`cistern top`", cistern512("top", middle, "--format", "json")));
    all.add(Contender.of("`cistern info`", cistern512("info", middle, "--format", "json")));
    all.add(
        Contender.of(
            "`RecordingFile`, every event and frame",
            java("-Xmx512m", "dev.cistern.bench.RecordingFileMain", middle.toString())));
    all.add(
        Contender.of(
            "`jfr summary` (counts from event headers)",
            List.of(jdk("jfr"), "summary", middle.toString())));
    measure(
        page,
        new Contest(
            "A recording of %.0f MB with stacks (512 MB heap each)".formatted(megabytes(middle)),
            megabytes(middle),
            all));
    if (!small) {
      large(page);
    }
  }

  private void large(PerformancePage page) throws IOException {
    Path large = work.resolve("large.jfr");
    recording(large, 1000);
    List<Contender> all = new ArrayList<>();
    all.add(
        Contender.of("`cistern top`", cistern512("top", large, "--format", "json"))
            .atMost(2, LONG));
    all.add(
        Contender.of(
                "`RecordingFile`, every event and frame",
                java("-Xmx512m", "dev.cistern.bench.RecordingFileMain", large.toString()))
            .atMost(1, Duration.ofMinutes(5)));
    measure(
        page,
        new Contest(
            "A recording of %.0f MB with stacks in a 512 MB heap".formatted(megabytes(large)),
            megabytes(large),
            all));
    Files.delete(large);
  }

  private void generate(Path file, String samples, String locations, String labels)
      throws IOException {
    must(
        List.of(
            bigProfile.orElseThrow(),
            "-samples",
            samples,
            "-locations",
            locations,
            "-functions",
            Integer.toString(Integer.parseInt(locations) / 2),
            "-labels",
            labels,
            "-o",
            file.toString()));
  }

  private void recording(Path file, int megabytes) throws IOException {
    must(
        java(
            "-Xmx512m",
            "dev.cistern.bench.JfrGenerator",
            file.toString(),
            Integer.toString(megabytes)));
  }

  private static void must(List<String> command) throws IOException {
    Processes.Result result = Processes.run(command, LONG);
    if (!result.ok()) {
      throw new IOException(command + ": " + result.lastWords());
    }
  }

  private static double megabytes(Path file) throws IOException {
    return Files.size(file) / MB;
  }

  private String cistern() {
    return root.resolve("cistern").toString();
  }

  private List<String> cistern512(String verb, Path file, String... more) {
    List<String> command =
        new ArrayList<>(List.of("env", "CISTERN_OPTS=-Xmx512m", cistern(), verb, file.toString()));
    command.addAll(List.of(more));
    return command;
  }

  private List<String> java(String heap, String... rest) {
    List<String> command =
        new ArrayList<>(
            List.of(
                jdk("java"),
                heap,
                "-cp",
                classes + ":" + application.resolve("cistern.jar") + ":" + application + "/lib/*"));
    command.addAll(List.of(rest));
    return command;
  }

  private String jdk(String tool) {
    return javaHome.resolve("bin").resolve(tool).toString();
  }

  private static Optional<String> given(String argument) {
    return argument.equals("-") ? Optional.empty() : Optional.of(argument);
  }
}
