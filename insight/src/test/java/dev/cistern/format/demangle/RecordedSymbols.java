package dev.cistern.format.demangle;

import dev.cistern.house.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Symbols that compilers made of {@code lab/go/demangle/symbols}, with the reference's answers. */
final class RecordedSymbols {
  /**
   * A symbol and its recorded name.
   *
   * @param shown as {@code go tool pprof} shows it
   */
  record Recorded(String symbol, String shown) {}

  private RecordedSymbols() {}

  static List<Recorded> all() throws IOException {
    String file = "insight/src/test/resources/recorded/symbols/symbols.tsv";
    return Files.readAllLines(Tools.root().resolve(file)).stream()
        .map(line -> line.split("\t", -1))
        .map(columns -> new Recorded(columns[0], columns[1]))
        .toList();
  }
}
