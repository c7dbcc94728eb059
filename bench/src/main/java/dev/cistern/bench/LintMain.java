package dev.cistern.bench;

import dev.cistern.bench.Contest.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code cistern lint} on the sources of Go and of the JDK, beside the checkers there are; writes
 * {@code docs/performance-lint.md}.
 *
 * <p>Arguments: the checkout, the JDK, the class path, the go command, a folder with {@code src1}
 * to {@code src4} (copies of Go's sources) and, where the JDK has its sources, {@code java.base}
 * and {@code java.desktop}, staticcheck or {@code -}; then {@code --rounds N} and {@code --small}.
 */
public final class LintMain {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final List<String> PACKAGES = List.of("encoding/json", "net/http");

  private final Path root;
  private final Path javaHome;
  private final String classPath;
  private final String go;
  private final Path work;
  private final Optional<String> staticcheck;
  private final int rounds;
  private final boolean small;

  private LintMain(String[] arguments) {
    root = Path.of(arguments[0]);
    javaHome = Path.of(arguments[1]);
    classPath = arguments[2];
    go = arguments[3];
    work = Path.of(arguments[4]);
    staticcheck = arguments[5].equals("-") ? Optional.empty() : Optional.of(arguments[5]);
    RunSize size = RunSize.of(arguments, 6);
    rounds = size.rounds();
    small = size.small();
  }

  public static void main(String[] arguments) throws IOException {
    new LintMain(arguments).run();
  }

  private void run() throws IOException {
    Map<String, String> circumstances = Circumstances.of(root, Optional.of(go), rounds);
    circumstances.put("staticcheck", staticcheck.isPresent() ? "newest" : "could not be had");
    PerformancePage page = new PerformancePage("bench/run lint", circumstances);
    onePackage(page);
    if (!small) {
      library(page);
      growth(page);
      others(page);
      jdk(page);
    }
    String memory = parser() + (small ? "" : memory());
    Path target = small ? work : root.resolve("docs");
    Files.writeString(target.resolve("performance-lint.md"), page.markdown() + memory);
    Files.writeString(target.resolve("performance-lint.json"), page.json());
    System.out.print(page.markdown() + memory);
  }

  private Path source() {
    return work.resolve("src1");
  }

  private void onePackage(PerformancePage page) throws IOException {
    for (String one : PACKAGES) {
      Path folder = source().resolve(one);
      Contest contest =
          new Contest(
              "One package of Go's sources, " + one,
              megabytes(folder, ".go"),
              List.of(
                  Contender.of("`cistern lint`", lint("text", folder)),
                  Contender.of("`cistern lint --format sarif`", lint("sarif", folder))));
      page.add(contest, contest.run(rounds));
    }
  }

  private void library(PerformancePage page) throws IOException {
    Contest warm =
        new Contest(
            "All of Go's sources, the files in the system's cache",
            megabytes(source(), ".go"),
            List.of(
                Contender.of("as text", lint("text", source())),
                Contender.of("as JSON, with fixes", lint("json", source())),
                Contender.of("as SARIF, with fixes", lint("sarif", source()))));
    page.add(warm, warm.run(rounds));
    List<String> drop = List.of("sh", "-c", "sync; echo 3 >/proc/sys/vm/drop_caches");
    if (!Processes.run(drop, LONG).ok()) {
      page.missing("The system's cache of files could not be emptied: no cold figures.");
      return;
    }
    Series series = new Series("as text");
    for (int round = 0; round < rounds; round++) {
      Processes.run(drop, LONG);
      Processes.Result result = Processes.timed(lint("text", source()), LONG);
      series.add(result.wallNanos(), result.cpuNanos());
    }
    page.add(
        new Contest(
            "All of Go's sources, the system's cache emptied before", warm.megabytes(), List.of()),
        List.of(series));
  }

  private void growth(PerformancePage page) throws IOException {
    for (int times : List.of(1, 2, 4)) {
      Path[] copies =
          Stream.iterate(1, i -> i <= times, i -> i + 1)
              .map(i -> work.resolve("src" + i))
              .toArray(Path[]::new);
      Contest contest =
          new Contest(
              "Go's sources %d ×, each with import paths of its own".formatted(times),
              times * megabytes(source(), ".go"),
              List.of(Contender.of("`cistern lint`", lint("text", copies))));
      page.add(contest, contest.run(rounds));
    }
  }

  /** Those look for one fault each, and need code that builds. */
  private void others(PerformancePage page) throws IOException {
    for (String one : List.of("encoding/json", "std")) {
      Path folder = one.equals("std") ? source() : source().resolve(one);
      List<Contender> all = new ArrayList<>();
      all.add(Contender.of("`cistern lint`, all rules", lint("text", folder)));
      all.add(
          Contender.of("`go vet -copylocks`, its caches empty", fresh(go, "vet", "-copylocks", one))
              .atMost(1, LONG));
      all.add(
          Contender.of("`go vet -copylocks` again", cached(go, "vet", "-copylocks", one))
              .atMost(rounds, LONG));
      staticcheck.ifPresent(check ->
          all.add(
              Contender.of(
                      "`staticcheck -checks SA6002`, its caches empty",
                      fresh(check, "-checks", "SA6002", one))
                  .atMost(1, LONG)
                  .withAnyExit()));
      Contest contest =
          new Contest("Beside others: " + one, megabytes(folder, ".go"), List.copyOf(all));
      page.add(contest, contest.run(rounds));
    }
  }

  private List<String> fresh(String... command) {
    Path empty = work.resolve("cache-" + String.join("-", command).hashCode());
    return withCache(empty, command);
  }

  private List<String> cached(String... command) {
    return withCache(work.resolve("cache-" + String.join("-", command).hashCode()), command);
  }

  private static List<String> withCache(Path cache, String... command) {
    List<String> all =
        new ArrayList<>(
            List.of("env", "GOCACHE=" + cache, "STATICCHECK_CACHE=" + cache + "-checks"));
    all.addAll(List.of(command));
    return all;
  }

  private void jdk(PerformancePage page) throws IOException {
    Path base = work.resolve("java.base");
    Path desktop = work.resolve("java.desktop");
    if (!Files.isDirectory(base) || !Files.isDirectory(desktop)) {
      page.missing("This JDK comes without its sources.");
      return;
    }
    Contest contest =
        new Contest(
            "The JDK's java.base and java.desktop",
            megabytes(base, ".java") + megabytes(desktop, ".java"),
            List.of(Contender.of("`cistern lint`", lint("text", base, desktop))));
    page.add(contest, contest.run(rounds));
    Processes.Result same =
        Processes.run(
            java("dev.cistern.bench.UnfilteredMain", base.toString(), desktop.toString()), LONG);
    page.missing(
        same.tooLong()
            ? "Without the look at the text first: no answer in 10 minutes."
            : same.lastWords());
  }

  private String parser() throws IOException {
    Processes.Result result =
        Processes.run(java("dev.cistern.bench.ParserMain", source().toString()), LONG);
    return "\n## The parser alone\n\n" + (result.ok() ? result.out() : result.lastWords()) + "\n";
  }

  private String memory() throws IOException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/time", "-f", "resident %M"));
    command.addAll(lint("json", source()));
    String words = Processes.run(command, LONG).lastWords();
    String said =
        words.startsWith("resident ")
            ? "%d MB".formatted(Long.parseLong(words.substring(9)) / 1000)
            : "not measured: " + words;
    return "\n## Memory\n\nResident at most, all of Go's sources as JSON: " + said + ".\n";
  }

  /** A program of these benchmarks on one processor's worth of threads. */
  private List<String> java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                main));
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> lint(String format, Path... folders) {
    List<String> command =
        new ArrayList<>(
            List.of(
                root.resolve("cistern").toString(),
                "lint",
                "--fail-on",
                "none",
                "--format",
                format,
                "-o",
                work.resolve("report." + format).toString()));
    Stream.of(folders).map(Path::toString).forEach(command::add);
    return command;
  }

  private static double megabytes(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(one -> one.toString().endsWith(ending)).toList()) {
        bytes += Files.size(file);
      }
      return Double.parseDouble(String.format(Locale.ROOT, "%.1f", bytes / 1e6));
    }
  }
}
