package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.house.Tools;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.TopTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every recorded Go profile gives the figures that {@code go tool pprof -top} gave for it, to the
 * unit and in its order.
 */
class RecordedProfilesTest {
  private static final Path FOLDER =
      Tools.root().resolve("insight/src/test/resources/recorded/go/profiles");
  private static final String EXPECTED = ".expected.json";
  private static final String DELTA = ".minus-before";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TestFactory
  Stream<DynamicTest> equal_the_reference_tool() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(EXPECTED) && !name.contains("debug2")) {
          String input = name.substring(0, name.length() - EXPECTED.length());
          tests.add(DynamicTest.dynamicTest(input, () -> check(input, file)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static void check(String input, Path expectedFile) throws Exception {
    JsonNode expected = JSON.readTree(Files.readString(expectedFile));
    Profile profile = input.endsWith(DELTA) ? delta(input) : profile(input);
    TopTable top = Top.of(profile, Optional.empty(), Integer.MAX_VALUE);
    assertThat(top.samples()).isEqualTo(expected.get("samples").asLong());
    JsonNode types = expected.get("sampleTypes");
    assertThat(top.types()).hasSize(types.size());
    for (int i = 0; i < types.size(); i++) {
      TopTable.TypeTop found = top.types().get(i);
      JsonNode wanted = types.get(i);
      assertThat(found.type().type()).isEqualTo(wanted.get("type").asString());
      assertThat(found.type().unit()).isEqualTo(wanted.get("unit").asString());
      assertThat(found.total()).isEqualTo(wanted.get("total").asLong());
      assertThat(found.absoluteTotal()).isEqualTo(wanted.get("totalShown").asLong());
      if (!input.contains("debug1")) { // there the tool knows no names, and this reader does
        assertThat(found.rows().stream().map(RecordedProfilesTest::line).toList())
            .isEqualTo(wanted.get("top").valueStream().map(RecordedProfilesTest::line).toList());
      }
    }
  }

  private static Profile delta(String input) throws Exception {
    String name = input.substring(0, input.length() - DELTA.length());
    return ProfileMath.delta(profile(name), profile("before-" + name));
  }

  private static Profile profile(String name) throws IOException, UnreadableException {
    try (Input input = Input.of(FOLDER.resolve(name))) {
      Evidence evidence = Formats.read(input);
      assertThat(evidence.damage()).isEmpty();
      return evidence.profile().orElseThrow();
    }
  }

  private static String line(TopTable.Row row) {
    return "%d %d %s".formatted(row.flat(), row.cum(), row.function());
  }

  private static String line(JsonNode row) {
    return "%d %d %s"
        .formatted(
            row.get("flat").asLong(), row.get("cum").asLong(), row.get("function").asString());
  }
}
