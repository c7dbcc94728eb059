package dev.cistern.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.snapshot.SnapshotFile;
import dev.cistern.model.Evidence;
import dev.cistern.model.Manifest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLoaderTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded/go");
  private static final Path TRACE = RECORDED.resolve("traces/full.trace");
  private static final Path HEAP = RECORDED.resolve("profiles/heap.pb.gz");

  @TempDir private Path folder;

  @Test
  void a_file_is_read_whatever_its_name() throws Exception {
    Path odd = Files.copy(TRACE, folder.resolve("notes.txt"));
    try (EvidenceLoader loaded = load(odd.toString())) {
      assertThat(loaded.snapshot().members())
          .extracting(Evidence::format)
          .containsExactly("gotrace");
      assertThat(loaded.snapshot().manifest()).isEmpty();
      assertThat(loaded.snapshot().damage()).isEmpty();
    }
  }

  @Test
  void standard_input_is_read() throws Exception {
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(HEAP));
        EvidenceLoader loaded = EvidenceLoader.load("-", in)) {
      assertThat(loaded.snapshot().members())
          .extracting(Evidence::name)
          .containsExactly("standard input");
    }
  }

  @Test
  void a_directory_yields_its_evidence_and_nothing_else() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Files.copy(TRACE, deep.resolve("x"));
    Files.copy(HEAP, folder.resolve("y"));
    Files.writeString(folder.resolve("README.md"), "# nothing\n");
    Files.createFile(folder.resolve("empty"));
    Files.copy(HEAP, Files.createDirectories(folder.resolve(".git")).resolve("z"));
    try (EvidenceLoader loaded = load(folder.toString())) {
      assertThat(loaded.snapshot().members())
          .extracting(Evidence::format)
          .containsExactly("gotrace", "pprof");
      assertThat(loaded.snapshot().damage()).isEmpty();
    }
  }

  @Test
  void broken_evidence_in_a_directory_is_told_and_the_rest_read() throws Exception {
    Files.copy(TRACE, folder.resolve("good"));
    Files.writeString(folder.resolve("old"), "go 1.19 trace\0\0\0and more");
    try (EvidenceLoader loaded = load(folder.toString())) {
      assertThat(loaded.snapshot().members()).hasSize(1);
      assertThat(loaded.snapshot().damage()).hasSize(1);
      assertThat(loaded.snapshot().damage().getFirst().file()).endsWith("old");
    }
  }

  @Test
  void a_snapshot_brings_its_manifest() throws Exception {
    Path file = folder.resolve("s");
    Manifest draft =
        new Manifest(
            1,
            "0.1",
            new Manifest.Target("files", "", 0, "go", ""),
            new Manifest.Window(0, 0),
            List.of(
                new Manifest.Member(
                    "go.trace", "trace", Manifest.Status.OK, "", 0, "", 0, 0, 0, 0)),
            List.of(),
            "");
    SnapshotFile.write(file, draft, Map.of("go.trace", TRACE));
    try (EvidenceLoader loaded = load(file.toString())) {
      assertThat(loaded.snapshot().manifest()).isPresent();
      assertThat(loaded.snapshot().members()).hasSize(1);
      assertThat(loaded.snapshot().members().getFirst().facts().read().durationNanos())
          .isPositive();
    }
  }

  @Test
  void what_holds_no_evidence_is_refused_in_one_sentence() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path directory = Files.createDirectory(folder.resolve("directory"));
    Files.writeString(directory.resolve("README.md"), "# nothing\n");
    for (Path path : List.of(empty, directory)) {
      assertThatThrownBy(() -> load(path.toString()))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining(path.toString())
          .hasMessageNotContaining("\n");
    }
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> load(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing);
  }

  private static EvidenceLoader load(String argument) throws Exception {
    return EvidenceLoader.load(argument, InputStream.nullInputStream());
  }
}
