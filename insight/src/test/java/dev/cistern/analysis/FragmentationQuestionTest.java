package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Fragmentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FragmentationQuestionTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path dir;

  @Test
  void a_heap_of_holes_is_found_and_in_use_to_the_byte_as_the_program_itself_says()
      throws Exception {
    Path program = dir.resolve("traces");
    Tools.Output built =
        Tools.run(
            Tools.root().resolve("lab/go"),
            LIMIT,
            List.of(Tools.go().toString(), "build", "-o", program.toString(), "./traces"));
    assertThat(built.exit()).as(built.err()).isZero();

    DiagnosisResult sick = diagnosed(program, "sick");
    DiagnosisResult healthy = diagnosed(program, "healthy");

    assertThat(sick.findings())
        .filteredOn(finding -> finding.rule().equals(Rules.FRAGMENTATION))
        .extracting(Finding::title)
        .singleElement()
        .asString()
        .contains("(limit 13%)");
    assertThat(healthy.findings())
        .filteredOn(finding -> finding.rule().equals(Rules.FRAGMENTATION))
        .isEmpty();
  }

  private DiagnosisResult diagnosed(Path program, String how) throws Exception {
    Path out = dir.resolve(how);
    Tools.Output run =
        Tools.run(
            dir,
            LIMIT,
            List.of(
                "env",
                "GODEBUG=traceallocfree=1",
                program.toString(),
                "-o",
                out.toString(),
                "-holes",
                how));
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode truth =
        JsonMapper.builder().build().readTree(Files.readString(out.resolve("holes.json")));

    DiagnosisResult result;
    try (EvidenceLoader loaded = EvidenceLoader.load(out.resolve("holes.trace"), "holes.trace")) {
      result =
          new Diagnosis(Catalogue.shipped(), OptionalLong.empty()).run(loaded.snapshot(), "test");
    }

    Fragmentation heap = result.fragmentation().getFirst();
    assertThat(heap.inuseBytes()).as(how).isEqualTo(truth.path("HeapInuse").asLong());
    assertThat(heap.allocatedBytes() / (double) truth.path("HeapAlloc").asLong())
        .as(how)
        .isBetween(0.99, 1.01);
    return result;
  }
}
