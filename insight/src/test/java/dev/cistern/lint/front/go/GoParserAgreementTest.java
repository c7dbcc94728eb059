package dev.cistern.lint.front.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.lint.front.go.tree.GoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the parser to Go's own: the same tree, comments and positions included, for every file that
 * is Go, and the same verdict on those that are not.
 */
final class GoParserAgreementTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int MUTANTS = 2_000;
  private static final long STACK_BYTES = 64L << 20;

  @TempDir static Path dir;

  @BeforeAll
  static void builds_the_printer_of_go_parsers_trees() {
    Path lab = Tools.root().resolve("lab/go");
    var built = Tools.run(lab, LIMIT, List.of(go(), "build", "-o", gotree(), "./gotree"));
    assertThat(built.exit()).as(built.err()).isZero();
  }

  @Test
  void every_file_of_the_go_distribution_gives_the_tree_of_go_parser() throws Exception {
    Path root = Path.of(Tools.run(dir, LIMIT, List.of(go(), "env", "GOROOT")).out().strip());
    List<String> digests = digests(root.resolve("src"), root.resolve("test"));
    assertThat(digests).as("files of the distribution").hasSizeGreaterThan(9_000);
    assertThat(differences(digests)).isEmpty();
  }

  @Test
  void a_file_with_a_mistake_is_refused_where_go_parser_refuses_it() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the mutants: " + seed);
    Path mutants = Files.createDirectory(dir.resolve("mutants"));
    Random random = new Random(seed);
    List<byte[]> sources = ownSources();
    for (int i = 0; i < MUTANTS; i++) {
      byte[] source = sources.get(random.nextInt(sources.size()));
      Files.write(mutants.resolve("m" + i + ".go"), Mutant.of(source, random));
    }
    List<String> digests = digests(mutants);
    assertThat(digests).hasSize(MUTANTS);
    assertThat(differences(digests)).as("seed " + seed).isEmpty();
  }

  private static String go() {
    return Tools.go().toString();
  }

  private static String gotree() {
    return dir.resolve("gotree").toString();
  }

  private static List<byte[]> ownSources() throws IOException {
    List<byte[]> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Tools.root().resolve("lab/go"))) {
      for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".go"))::iterator) {
        sources.add(Files.readAllBytes(file));
      }
    }
    sources.add(Samples.bytes(Samples.WHOLE_LANGUAGE));
    return sources;
  }

  /** One line for each file: what go/parser makes of it, and its path. */
  private static List<String> digests(Path... dirs) {
    List<String> command = new ArrayList<>(List.of(gotree()));
    Stream.of(dirs).map(Path::toString).forEach(command::add);
    var printed = Tools.run(dir, LIMIT, command);
    assertThat(printed.exit()).as(printed.err()).isZero();
    return printed.out().lines().toList();
  }

  /** Compares on two threads with a deep stack: the printer goes down chains by recursion. */
  private static List<String> differences(List<String> digests) throws InterruptedException {
    var different = new ConcurrentLinkedQueue<String>();
    var left = new ConcurrentLinkedQueue<>(digests);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thread = new Thread(null, () -> compare(left, different), "compare-" + i, STACK_BYTES);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(left).as("files not compared").isEmpty();
    return List.copyOf(different);
  }

  private static void compare(
      ConcurrentLinkedQueue<String> left, ConcurrentLinkedQueue<String> different) {
    GoParser parser = new GoParser();
    for (String line = left.poll(); line != null; line = left.poll()) {
      String wanted = line.substring(0, line.indexOf(' '));
      String path = line.substring(line.indexOf(' ') + 1);
      String found = digest(parser, path);
      if (!found.equals(wanted)) {
        different.add(path + ": wanted " + wanted + ", found " + found);
      }
    }
  }

  private static String digest(GoParser parser, String path) {
    try {
      GoFile file = parser.parse(path, Files.readAllBytes(Path.of(path)));
      return file.errors().isEmpty() ? CanonicalTree.digest(file) : "-";
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return e.toString();
    }
  }
}
