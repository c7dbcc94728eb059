package dev.cistern.bench.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Puts faults into healthy pool code, rewrites such code without changing its meaning, and prints
 * what lint makes of both.
 *
 * <p>Arguments: the checkout, the folder of Go's own sources ({@code -} for none), then {@code
 * --rounds N} (a change in each package a round; all there are without it) and {@code --seed N}.
 */
public final class MutantsMain {
  /** Packages too large to be looked at again and again. */
  private static final long PACKAGE_BYTES_MAX = 2 << 20;

  private MutantsMain() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.MAX_VALUE;
    long seed = 1;
    for (int i = 2; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        default ->
            throw new IllegalArgumentException("wanted --rounds or --seed, found " + arguments[i]);
      }
    }
    Path work = Files.createTempDirectory("mutants-").toRealPath();
    try {
      examples(Path.of(arguments[0]), work.resolve("examples"));
      if (!arguments[1].equals("-")) {
        library(Path.of(arguments[1]), work.resolve("go"));
      }
      System.out.println("seed " + seed);
      for (boolean faults : new boolean[] {true, false}) {
        Outcome outcome = run(work, faults, seed, rounds);
        System.out.println(faults ? "\n## Faults put in\n" : "\n## Written otherwise\n");
        System.out.println(outcome.table());
        outcome.wrong().forEach(one -> System.out.println("- " + one));
      }
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Changes packages round by round. */
  static Outcome run(Path folder, boolean faults, long seed, int rounds) throws IOException {
    Mutants mutants = new Mutants(folder, faults, seed);
    int left = rounds;
    while (left > 0 && mutants.round()) {
      left--;
    }
    return mutants.outcome();
  }

  /** Copies the healthy examples of the rules on pools, each as a package of its own. */
  static void examples(Path root, Path to) throws IOException {
    Path rules = root.resolve("insight/src/test/resources/dev/cistern/lint/rules");
    Files.createDirectories(to);
    Files.writeString(to.resolve("go.mod"), "module example.com/healthy\n\ngo 1.22\n");
    try (Stream<Path> files = Files.walk(rules)) {
      for (Path file : files.filter(MutantsMain::isHealthy).toList()) {
        String rule = rules.relativize(file).getName(0).toString();
        String name = file.getFileName().toString().replace(".go", "");
        Path folder = Files.createDirectories(to.resolve(rule + "-" + name));
        Files.copy(file, folder.resolve("healthy.go"));
      }
    }
  }

  private static boolean isHealthy(Path file) {
    return file.toString().matches(".*/POOL-[0-9]+/healthy[^/]*\\.go");
  }

  /** Copies the packages of Go's library that have a pool. */
  private static void library(Path source, Path to) throws IOException {
    Set<Path> folders = new TreeSet<>();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(MutantsMain::isSource).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("sync.Pool{")) {
          folders.add(file.resolveSibling("").normalize());
        }
      }
    }
    Files.createDirectories(to);
    Files.writeString(to.resolve("go.mod"), "module std\n\ngo 1.22\n");
    for (Path folder : folders) {
      copy(folder, to.resolve(source.relativize(folder).toString()));
    }
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return name.endsWith(".go")
        && !name.endsWith("_test.go")
        && !name.contains("/testdata/")
        && !name.contains("/vendor/");
  }

  private static void copy(Path folder, Path to) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.go")) {
      long bytes = 0;
      for (Path file : all) {
        bytes += isSource(file) ? Files.size(file) : 0;
      }
      if (bytes > PACKAGE_BYTES_MAX) {
        return;
      }
    }
    Files.createDirectories(to);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.go")) {
      for (Path file : all) {
        if (isSource(file)) {
          Files.copy(file, to.resolve(file.getFileName().toString()));
        }
      }
    }
  }
}
