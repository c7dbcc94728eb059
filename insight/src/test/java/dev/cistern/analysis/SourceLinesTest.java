package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.SourceListing;
import dev.cistern.model.SourceListing.Line;
import dev.cistern.model.SourceText;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourceLinesTest {
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Profile.Builder profile =
      new Profile.Builder(
          List.of(new SampleType("cpu", "nanoseconds")), stacks, new Labels(strings));

  private int frame(String function, String file, int line) {
    return stacks.frame(
        strings.intern(function), strings.intern(file), line, 0, Language.GO, 0, false);
  }

  private void sample(long value, int... frames) {
    profile.add(stacks.stack(frames, frames.length), 0, value);
  }

  private static SourceFiles files(int lines) {
    return (file, _, _) ->
        file.startsWith("own/")
            ? Optional.of(new SourceText(file, Collections.nCopies(lines, "text")))
            : Optional.empty();
  }

  @Test
  void a_line_costs_itself_and_what_it_calls_once_for_each_sample() {
    int leaf = frame("runtime.malloc", "go/malloc.go", 7);
    int recursive = frame("own.f", "own/f.go", 20);
    int other = frame("own.f", "own/f.go", 40);
    sample(5, leaf, recursive, recursive, other);
    sample(3, other);

    SourceListing listing =
        SourceLines.of(profile.build(), Optional.empty(), files(100)).getFirst();

    assertThat(listing.notFound()).isOne();
    SourceListing.Function function = listing.functions().getFirst();
    assertThat(function.flat()).isEqualTo(3);
    assertThat(function.cum()).isEqualTo(8);
    assertThat(function.lines())
        .filteredOn(line -> line.cum() > 0)
        .containsExactly(new Line(20, 0, 5, "text"), new Line(40, 3, 8, "text"));
    assertThat(function.lines())
        .extracting(Line::number)
        .containsExactly(17, 18, 19, 20, 21, 22, 23, 37, 38, 39, 40, 41, 42, 43);
  }

  @Test
  void a_file_that_is_shorter_than_the_line_asked_for_is_another() {
    sample(5, frame("own.f", "own/f.go", 20));
    SourceListing listing = SourceLines.of(profile.build(), Optional.empty(), files(10)).getFirst();
    assertThat(listing.functions()).isEmpty();
    assertThat(listing.notFound()).isOne();
  }
}
