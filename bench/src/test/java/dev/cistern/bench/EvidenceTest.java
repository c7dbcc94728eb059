package dev.cistern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceTest {
  private static final String TOP =
      """
      {"samples": 2, "sampleTypes": [{"type": "cpu", "unit": "nanoseconds", "total": 30,
        "top": [{"function": "a", "flat": 10, "cum": 30}, {"function": "b", "flat": 20, "cum": 20}]}]}
      """;
  private static final String TRACE =
      """
      {"events": 5, "wireEvents": 9, "goroutines": 2, "generations": 1, "gcCycles": 0, "stwCount": 1,
       "stwNanos": 64, "eventCounts": {"GoStart": 3}, "wireEventCounts": {"GoStart": 3}}
      """;

  @TempDir private Path folder;

  @Test
  void equal_answers_have_no_difference() {
    assertThat(Comparison.ofProfile(json(TOP), json(TOP), json(TOP))).isEmpty();
    assertThat(Comparison.ofTrace(json(TRACE), json(TRACE))).isEmpty();
  }

  @Test
  void one_unit_more_in_a_function_is_told_with_both_values() {
    JsonNode ours = json(TOP.replace("\"flat\": 10", "\"flat\": 11"));
    assertThat(Comparison.ofProfile(json(TOP), ours, json(TOP)))
        .containsExactly("cpu/nanoseconds top: a 11/30, reference 10/30");
  }

  @Test
  void a_lost_event_is_told_by_its_type() {
    JsonNode ours = json(TRACE.replace("\"eventCounts\": {\"GoStart\": 3}", "\"eventCounts\": {}"));
    assertThat(Comparison.ofTrace(ours, json(TRACE)))
        .containsExactly("eventCounts: GoStart 0, reference 3");
  }

  @Test
  void events_that_were_not_counted_are_no_difference() {
    assertThat(Comparison.ofTrace(json(TRACE.replace("\"events\": 5,", "")), json(TRACE)))
        .isEmpty();
  }

  @Test
  void a_file_is_found_by_its_digest_whatever_its_name() throws Exception {
    Path odd =
        Files.writeString(folder.resolve("whatever"), "go test fuzz v1\n[]byte(\"\\x01a\\n\")\n");
    Map<String, Path> files = ForeignFile.byDigest(folder);
    String digest = files.keySet().iterator().next();
    ForeignFile file = new ForeignFile("f-1", "fuzz-trace", "x/y", digest, "go-test-fuzz-v1");

    assertThat(file.find(files, Optional.empty())).contains(odd);
    assertThat(Files.readString(file.unwrapped(odd, folder), StandardCharsets.ISO_8859_1))
        .isEqualTo("\u0001a\n");
    assertThat(file.mayBeRefused()).isTrue();
  }

  @Test
  void a_known_difference_has_its_reason_and_another_has_none() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("reasons.json"),
            "{\"reasons\":[{\"kind\":\"pprof\",\"difference\":\"^refused: old\",\"reason\":\"old\"}]}");
    Reasons reasons = Reasons.read(file);
    ForeignFile profile = new ForeignFile("p", "pprof", "", "", "");

    assertThat(reasons.of(profile, "refused: old form")).contains("old");
    assertThat(reasons.of(profile, "samples: 1, reference 2")).isEmpty();
    assertThat(reasons.of(new ForeignFile("t", "gotrace", "", "", ""), "refused: old")).isEmpty();
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }
}
