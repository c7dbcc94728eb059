package dev.cistern.format.demangle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Top;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.demangle.RecordedSymbols.Recorded;
import dev.cistern.format.pprof.Proto;
import dev.cistern.house.Tools;
import dev.cistern.model.Profile;
import dev.cistern.model.TopTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile full of symbols beside what {@code go tool pprof -top} prints of it, to the unit. */
class ProfileNamesAsReferenceTest {
  @TempDir Path folder;

  @Test
  void symbols_of_a_profile_are_shown_as_the_reference_tool_shows_them() throws Exception {
    Path file = Files.write(folder.resolve("symbols.pb"), profile(RecordedSymbols.all()));
    try (Input input = Input.of(file)) {
      Profile profile = Formats.read(input).profile().orElseThrow();
      List<String> ours = new ArrayList<>();
      TopTable table = Top.of(profile, Optional.empty(), Integer.MAX_VALUE);
      for (TopTable.Row row : table.types().getFirst().rows()) {
        ours.add("%d %d %s".formatted(row.flat(), row.cum(), row.function()));
      }
      assertThat(ours).containsExactlyInAnyOrderElementsOf(reference(file));
    }
  }

  /** A stack for each symbol, which names it as its own function in one of four ways. */
  private static byte[] profile(List<Recorded> symbols) {
    Proto profile = Proto.message().inner(1, Proto.type(1, 2));
    profile.inner(3, Proto.message().number(1, 1).number(3, 1 << 20).number(7, 1));
    for (int i = 0; i < symbols.size(); i++) {
      int id = i + 1;
      long symbol = 5L + i; // behind five other texts
      profile.inner(2, Proto.sample(new long[] {id, 1 + i / 2}, 1000 + i));
      profile.inner(4, Proto.location(id, 1, 0x1000 + i, id));
      profile.inner(
          5,
          switch (i % 8) {
            case 5 -> Proto.function(id, 0, symbol, 3);
            case 6 -> Proto.function(id, symbol, 0, 3); // the reference takes it for plain words
            case 7 -> Proto.function(id, 4, symbol, 3);
            default -> Proto.function(id, symbol, symbol, 3);
          });
    }
    for (String text : List.of("", "samples", "count", "a.cc", "named")) {
      profile.text(6, text);
    }
    symbols.forEach(one -> profile.text(6, one.symbol()));
    return profile.done();
  }

  private List<String> reference(Path file) {
    return Tools.pprofTop(folder, file, "-nodecount=0", "-unit=count")
        .lines()
        .dropWhile(line -> !line.contains("flat  flat%"))
        .skip(1)
        .map(line -> line.strip().split(" +", 6))
        .map(columns -> "%s %s %s".formatted(columns[0], columns[3], columns[5]))
        .toList();
  }
}
