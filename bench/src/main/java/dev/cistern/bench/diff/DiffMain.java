package dev.cistern.bench.diff;

import dev.cistern.analysis.compare.Comparing;
import dev.cistern.bench.Circumstances;
import dev.cistern.bench.Scratch;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Records runs of {@link SteadyLoad} as processes of their own and compares them two by two: {@code
 * DiffMain CHECKOUT PAIRS SECONDS}.
 *
 * <p>Two runs of the same load must tell nothing; of two with a fifth more at one site in the
 * second, that site must be told first.
 */
public final class DiffMain {
  private static final double MORE = 0.2;

  private final Path work;
  private final int seconds;
  private int silent;
  private int found;
  private int first;

  private DiffMain(Path work, int seconds) {
    this.work = work;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int pairs = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    List<String> notes = new ArrayList<>();
    try (Scratch work = Scratch.of("bench-diff-")) {
      DiffMain bench = new DiffMain(work.folder(), seconds);
      for (int seed = 1; seed <= pairs; seed++) {
        bench.pair(seed, notes);
        System.err.printf(
            "%d of %d: %d silent, %d found, %d first%n",
            seed, pairs, bench.silent, bench.found, bench.first);
      }
      Map<String, String> circumstances = Circumstances.of(root, Optional.empty(), pairs);
      circumstances.remove("Go"); // no part of it
      Files.writeString(
          root.resolve("docs/performance-diff.md"), bench.page(circumstances, pairs, notes));
    }
  }

  private void pair(int seed, List<String> notes) throws Exception {
    Path before = record(seed, 0);
    Path same = record(seed, 0);
    Path more = record(seed, MORE);
    List<Change> alarms = compare(before, same);
    silent += alarms.isEmpty() ? 1 : 0;
    alarms.forEach(alarm -> notes.add("seed %d, same load: %s".formatted(seed, words(alarm))));
    List<Change> changes = compare(before, more);
    String site = SteadyLoad.site(seed);
    boolean isFirst = !changes.isEmpty() && isSite(changes.getFirst(), site);
    first += isFirst ? 1 : 0;
    found += changes.stream().anyMatch(change -> isSite(change, site)) ? 1 : 0;
    if (!isFirst) {
      String told = changes.isEmpty() ? "nothing" : words(changes.getFirst());
      notes.add("seed %d, a fifth more at %s: %s first".formatted(seed, site, told));
    }
    for (Path file : List.of(before, same, more)) {
      Files.delete(file);
    }
  }

  private static boolean isSite(Change change, String site) {
    return change.place().function().equals(site) && change.measured().verdict() == Verdict.WORSE;
  }

  private static String words(Change change) {
    return "%s %s ×%.3f"
        .formatted(
            change.measured().what().type(), change.place().function(), change.measured().ratio());
  }

  private Path record(int seed, double more) throws IOException, InterruptedException {
    Path file = Files.createTempFile(work, "run-", ".jfr");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                SteadyLoad.class.getName(),
                String.valueOf(seed),
                String.valueOf(more),
                String.valueOf(seconds),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!run.waitFor(seconds + 60L, TimeUnit.SECONDS)) {
      run.destroyForcibly();
    }
    if (run.waitFor() != 0) {
      throw new IOException("SteadyLoad: wanted exit 0, found " + run.exitValue());
    }
    return file;
  }

  private static List<Change> compare(Path before, Path after) throws Exception {
    try (EvidenceLoader left = load(before);
        EvidenceLoader right = load(after)) {
      Comparison result =
          new Comparing(Catalogue.shipped(), "bench", Comparing.NOISE_SHARE)
              .of(left.snapshot(), right.snapshot());
      return result.changes();
    }
  }

  private static EvidenceLoader load(Path file) throws Exception {
    return EvidenceLoader.load(List.of(file.toString()), InputStream.nullInputStream());
  }

  private String page(Map<String, String> circumstances, int pairs, List<String> notes) {
    StringBuilder page =
        new StringBuilder(
            """
            # How well `cistern diff` tells a change from noise

            Written by `bench/run diff`. Real recordings of %d s each (`jdk.ObjectAllocationSample`, at most
            5,000 a second) of a program that allocates at a steady rate at twelve sites, every call by
            chance; each pair of runs are processes of their own.

            """
                .formatted(seconds));
    circumstances.forEach((name, value) -> page.append("- %s: %s%n".formatted(name, value)));
    page.append(
        """

        | pairs of single recordings | wanted | found |
        |---|---|---|
        | the same load twice: nothing told | %d of %d | %d |
        | a fifth more at one site: told | at least 18 of 20 | %d of %d |
        | and told first | at least 18 of 20 | %d of %d |
        """
            .formatted(pairs, pairs, silent, found, pairs, first, pairs));
    notes.forEach(note -> page.append("\n- ").append(note));
    return page.append(notes.isEmpty() ? "" : "\n").toString();
  }
}
