package dev.cistern.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.snapshot.LockMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed collector may have left is cleared; what is held, or is not a collector's, stays.
 */
final class WorkFolderTest {
  @TempDir Path parent;

  private Path left(String name, String... files) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("cistern-collect-" + name));
    for (String file : files) {
      Files.writeString(folder.resolve(file), "x");
    }
    return folder;
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }

  @Test
  void what_was_left_goes_at_whatever_moment_its_collector_was_killed() throws IOException {
    left("gathering", "lock", "cpu.pb.gz", "heap.pb.gz");
    left("clearing", "lock");
    left("cleared");
    try (WorkFolder folder = WorkFolder.make(parent)) {
      assertThat(folders()).containsExactly(folder.path());
    }
    assertThat(folders()).isEmpty();
  }

  @Test
  void what_is_held_stays() throws IOException {
    try (WorkFolder first = WorkFolder.make(parent);
        WorkFolder second = WorkFolder.make(parent)) {
      assertThat(folders()).containsExactlyInAnyOrder(first.path(), second.path());
      try (LockMain other = LockMain.tries(first.path().resolve("lock"))) {
        assertThat(other.hasTaken()).isFalse();
      }
    }
  }

  @Test
  void a_folder_without_a_lock_that_holds_something_stays() throws IOException {
    Path stranger = left("of-somebody", "notes.txt");
    WorkFolder.make(parent).close();
    assertThat(folders()).containsExactly(stranger);
  }
}
