package dev.cistern.format.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed writer left goes with the next; what is being written stays. */
final class PartialFileTest {
  @TempDir Path dir;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void what_a_killed_writer_left_is_cleared_by_the_next_and_nothing_else() throws IOException {
    Files.writeString(dir.resolve(".cistern-1234.part"), "half a zip");
    Files.writeString(dir.resolve("mine.part"), "x");
    Files.writeString(dir.resolve(".cistern-notes"), "x");
    try (PartialFile partial = PartialFile.in(dir)) {
      partial.out().write('x');
      partial.moveTo(dir.resolve("x.cistern"));
    }
    assertThat(names()).containsExactlyInAnyOrder("mine.part", ".cistern-notes", "x.cistern");
    assertThat(dir.resolve("x.cistern")).hasContent("x");
  }

  @Test
  void what_another_process_writes_stays() throws IOException {
    Path other = Files.createFile(dir.resolve(".cistern-1234.part"));
    try (LockMain held = LockMain.tries(other)) {
      assertThat(held.hasTaken()).isTrue();
      PartialFile.in(dir).close();
      assertThat(names()).containsExactly(".cistern-1234.part");
    }
  }

  @Test
  void what_this_process_writes_stays_held_when_it_writes_another() throws IOException {
    try (PartialFile first = PartialFile.in(dir)) {
      first.out().write('x');
      Path its = dir.resolve(names().getFirst());
      PartialFile.in(dir).close();
      try (LockMain other = LockMain.tries(its)) {
        assertThat(other.hasTaken()).isFalse();
      }
    }
    assertThat(names()).isEmpty();
  }
}
