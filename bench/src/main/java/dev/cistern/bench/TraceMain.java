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
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Go traces of growing size beside the {@code golang.org/x/exp/trace} Reader; writes {@code
 * docs/performance-trace.md}.
 *
 * <p>Arguments: the checkout, the built reference and trace generator, the go command, then {@code
 * --rounds N}, {@code --sizes 10,100,400}, {@code --flat 2000} (megabytes; 0 for none).
 */
public final class TraceMain {
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final int HEAP_MEGABYTES = 256;

  private final Path root;
  private final String reference;
  private final String generator;
  private final String go;
  private final Path work;
  private int rounds = 5;
  private List<Integer> sizes = List.of(10, 100, 400);
  private int flat = 2000;

  private TraceMain(String[] arguments, Path work) {
    root = Path.of(arguments[0]);
    reference = arguments[1];
    generator = arguments[2];
    go = arguments[3];
    this.work = work;
    for (int i = 4; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--sizes" -> sizes = Stream.of(value.split(",")).map(Integer::valueOf).toList();
        case "--flat" -> flat = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                "wanted --rounds, --sizes or --flat, found " + arguments[i]);
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (Scratch work = Scratch.of("bench-trace-")) {
      new TraceMain(arguments, work.folder()).run();
    }
  }

  private void run() throws IOException {
    PerformancePage page = new PerformancePage("bench/run trace", circumstances());
    StringBuilder memory =
        new StringBuilder("\n## Memory\n\n| trace | heap allowed | resident at most | wall |\n");
    memory.append("|--:|--:|--:|--:|\n");
    StringBuilder pages =
        new StringBuilder(
            "\n## The page\n\n| trace | size | navigation to loaded, scripts run |\n");
    pages.append("|--:|--:|--:|\n");
    for (int size : sizes) {
      Path trace = generated(size);
      Contest contest = contest(trace);
      page.add(contest, contest.run(rounds));
      if (size == 100) {
        Contest diagnosis = diagnosis(trace);
        page.add(diagnosis, diagnosis.run(rounds));
        page(trace, pages);
      }
      resident(trace, memory);
      Files.delete(trace);
    }
    if (flat > 0) {
      Path trace = generated(flat);
      resident(trace, memory);
      Files.delete(trace);
    }
    Path target = root.resolve("docs");
    Files.writeString(target.resolve("performance-trace.md"), page.markdown() + pages + memory);
    Files.writeString(target.resolve("performance-trace.json"), page.json());
    System.out.print(page.markdown() + pages + memory);
  }

  private Contest contest(Path trace) throws IOException {
    return new Contest(
        "A trace of %.0f MB: every event in order, goroutine states, stacks (%d MB heap)"
            .formatted(megabytes(trace), HEAP_MEGABYTES),
        megabytes(trace),
        List.of(
            Contender.of("`cistern info`", cistern("info", trace.toString())),
            Contender.of("`cistern top`", cistern("top", trace.toString())),
            Contender.of(
                "golang.org/x/exp/trace `Reader`, every event, nothing kept",
                List.of(reference, "events", trace.toString()))));
  }

  private Contest diagnosis(Path trace) throws IOException {
    String page = report().toString();
    return new Contest(
        "The same %.0f MB diagnosed, with a page".formatted(megabytes(trace)),
        megabytes(trace),
        List.of(
            Contender.of(
                "`cistern diagnose -o report.html`",
                cistern("diagnose", trace.toString(), "-o", page))));
  }

  /** What the diagnosis before wrote, in a browser. */
  private void page(Path trace, StringBuilder pages) throws IOException {
    OptionalLong millis = PageLoad.medianMillis(report(), work);
    pages.append(
        String.format(
            Locale.ROOT,
            "| %.0f MB | %.2f MB | %s |%n",
            megabytes(trace),
            megabytes(report()),
            millis.isEmpty() ? "not measured: no Chromium" : millis.getAsLong() + " ms"));
  }

  private Path report() {
    return work.resolve("report.html");
  }

  private void resident(Path trace, StringBuilder memory) throws IOException {
    Processes.Result result =
        Processes.timed(
            Stream.concat(
                    Stream.of("/usr/bin/time", "-f", "resident %M"),
                    cistern("info", trace.toString()).stream())
                .toList(),
            LONG);
    String words = result.lastWords();
    String kilobytes = words.startsWith("resident ") ? words.substring(9) : "";
    memory.append(
        String.format(
            Locale.ROOT,
            "| %.0f MB | %d MB | %s | %.1f s |%n",
            megabytes(trace),
            HEAP_MEGABYTES,
            kilobytes.isEmpty()
                ? "not measured: " + words
                : Long.parseLong(kilobytes) / 1000 + " MB",
            result.wallNanos() / 1e9));
  }

  private Path generated(int megabytes) throws IOException {
    Processes.Result result =
        Processes.run(
            List.of(generator, "-o", work.toString(), "-megabytes", Integer.toString(megabytes)),
            LONG);
    if (!result.ok()) {
      throw new IOException(generator + ": " + result.lastWords());
    }
    return work.resolve("bulk.trace");
  }

  private Map<String, String> circumstances() throws IOException {
    Map<String, String> all = Circumstances.of(root, Optional.of(go), rounds);
    all.put("traces", "made by `lab/go/traces -megabytes N`, a busy service");
    return all;
  }

  private static double megabytes(Path file) throws IOException {
    return Files.size(file) / 1e6;
  }

  private List<String> cistern(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "CISTERN_OPTS=-Xmx%dm -Xms%dm".formatted(HEAP_MEGABYTES, HEAP_MEGABYTES),
                root.resolve("cistern").toString()));
    command.addAll(List.of(words));
    return command;
  }
}
