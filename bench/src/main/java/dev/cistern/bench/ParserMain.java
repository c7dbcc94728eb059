package dev.cistern.bench;

import dev.cistern.lint.front.go.GoParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parses all Go files under a folder on one thread, a few times, and prints how fast. */
public final class ParserMain {
  private static final int TIMES = 4;

  private ParserMain() {}

  public static void main(String[] arguments) throws IOException {
    List<byte[]> sources = new ArrayList<>();
    long bytes = 0;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".go")).toList()) {
        byte[] source = Files.readAllBytes(file);
        sources.add(source);
        bytes += source.length;
      }
    }
    System.out.printf(
        "%d Go files, %.1f MB, read before, whole trees with bodies and comments, one thread:%n%n",
        sources.size(), bytes / 1e6);
    for (int i = 1; i <= TIMES; i++) {
      GoParser parser = new GoParser();
      long declarations = 0;
      long start = System.nanoTime();
      for (byte[] source : sources) {
        declarations += parser.parse("file.go", source).decls().size();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "- pass %d%s: %.1f MB/s (%.2f s, %d declarations)%n",
          i, i == 1 ? ", the JVM cold" : "", bytes / 1e6 / seconds, seconds, declarations);
    }
  }
}
