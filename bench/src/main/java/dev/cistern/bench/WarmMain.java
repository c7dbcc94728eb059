package dev.cistern.bench;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses one profile many times in one process and prints each time: {@code WarmMain FILE RUNS}.
 */
public final class WarmMain {
  private WarmMain() {}

  public static void main(String[] arguments) throws IOException, UnreadableException {
    List<Long> nanos = new ArrayList<>();
    int samples = 0;
    byte[] bytes;
    try (Input file = Input.of(Path.of(arguments[0]))) {
      bytes = file.bytes();
    }
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      long start = System.nanoTime();
      Evidence evidence = Formats.read(Input.of("warm", bytes));
      samples = evidence.profile().orElseThrow().sampleCount();
      nanos.add(System.nanoTime() - start);
    }
    System.out.printf("{\"samples\":%d,\"parseNanos\":%s}%n", samples, nanos);
  }
}
