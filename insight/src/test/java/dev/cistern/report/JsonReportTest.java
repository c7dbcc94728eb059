package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.house.Tools;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Facts;
import dev.cistern.model.SampleType;
import dev.cistern.model.TopTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
  private final JsonReport report = new JsonReport();

  static List<DiagnosisResult> diagnoses() {
    return List.of(Results.service(), Results.healthy(), Results.hostile());
  }

  static List<Facts> facts() {
    List<Damage> damage = List.of(new Damage("x", 3, "a byte", "none"));
    Optional<Instant> start = Optional.of(Instant.ofEpochSecond(1_795_300_000, 5_000_000));
    return List.of(
        new Facts(
            "pprof",
            "",
            Optional.empty(),
            0,
            new Facts.OfProfile(
                7, List.of(new Facts.Total(new SampleType("cpu", "nanoseconds"), -9))),
            damage),
        new Facts(
            "gotrace",
            "1.26",
            start,
            5,
            new Facts.OfTrace(Optional.empty(), 9, Map.of("GoCreate", 3L), 4, 2, 1, 2, 900),
            damage),
        new Facts(
            "gotrace",
            "1.23",
            start,
            5,
            new Facts.OfTrace(Optional.of(8L), 9, Map.of(), 4, 2, 1, 2, 900),
            List.of()),
        new Facts(
            "jfr",
            "2.1",
            start,
            5,
            new Facts.OfRecording(
                3,
                Map.of("jdk.GCPhasePause", 2L, "jdk.CPULoad", 9L),
                Map.of("jdk.ObjectAllocationSample", new Facts.Allocation(5, 1000))),
            List.of()),
        new Facts("goroutine-text", "", Optional.empty(), 0, new Facts.OfState(12, 0), List.of()));
  }

  @ParameterizedTest
  @MethodSource("diagnoses")
  void a_diagnosis_is_as_its_schema_says(DiagnosisResult result) throws IOException {
    assertValid("diagnose", written(out -> report.write(result, out)));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void the_facts_of_a_file_are_as_their_schema_says(Facts facts) throws IOException {
    assertValid("info", written(out -> report.write(facts, out)));
  }

  @Test
  void a_top_list_is_as_its_schema_says() throws IOException {
    assertValid("top", written(out -> report.write(TopTables.difference(), out)));
    assertValid("top", written(out -> report.write(new TopTable(0, "", List.of()), out)));
  }

  @Test
  void a_schema_refuses_what_it_does_not_name() throws IOException {
    String json = written(out -> report.write(Results.service(), out));
    Schema schema = schema("diagnose");
    assertThat(schema.validate(json.replace("\"why\"", "\"because\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema.validate(json.replace("\"high\"", "\"dire\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void fields_come_in_the_documented_order() throws IOException {
    JsonNode diagnosis = parse(written(out -> report.write(Results.service(), out)));
    assertThat(diagnosis.propertyNames())
        .containsExactly(
            "schemaVersion",
            "findings",
            "unanswered",
            "pools",
            "damage",
            "toolVersion",
            "sources",
            "allocations",
            "funnel",
            "funnelOmitted",
            "heatMaps",
            "fragmentation",
            "states");
    assertThat(diagnosis.get("findings").get(0).propertyNames())
        .containsExactly(
            "rule",
            "severity",
            "evidence",
            "title",
            "why",
            "place",
            "steps",
            "cost",
            "fix",
            "docs",
            "fingerprint",
            "mend",
            "also");
    JsonNode trace = parse(written(out -> report.write(facts().get(1), out)));
    assertThat(trace.propertyNames())
        .containsExactly(
            "schemaVersion",
            "format",
            "version",
            "startTime",
            "durationNanos",
            "damage",
            "events",
            "wireEvents",
            "eventCounts",
            "goroutines",
            "generations",
            "gcCycles",
            "stwCount",
            "stwNanos");
  }

  @Test
  void what_is_not_known_is_null_and_never_zero() throws IOException {
    JsonNode diagnosis = parse(written(out -> report.write(Results.service(), out)));
    JsonNode unmeasured = diagnosis.get("findings").get(3);
    assertThat(unmeasured.get("cost").isNull()).isTrue();
    assertThat(unmeasured.get("fix").isNull()).isTrue();
    JsonNode pool = diagnosis.get("pools").get(2);
    for (String count : List.of("acquires", "hits", "misses", "heldBytes", "meanHoldNanos")) {
      assertThat(pool.get(count).isNull()).as(count).isTrue();
    }
    JsonNode trace = parse(written(out -> report.write(facts().get(1), out)));
    assertThat(trace.get("events").isNull()).isTrue();
  }

  @Test
  void numbers_are_plain_and_names_whole() throws IOException {
    String json = written(out -> report.write(Results.service(), out));
    assertThat(json).contains("\"bytesPerSecond\": 43211000,").doesNotContainPattern("[0-9]E[0-9]");
    JsonNode hostile = parse(written(out -> report.write(Results.hostile(), out)));
    assertThat(hostile.get("findings").get(0).get("title").asString()).isEqualTo(Results.HOSTILE);
  }

  @Test
  void a_difference_keeps_its_signs() throws IOException {
    JsonNode top = parse(written(out -> report.write(TopTables.difference(), out)));
    JsonNode type = top.get("sampleTypes").get(0);
    assertThat(type.get("total").asLong()).isEqualTo(-40L << 20);
    assertThat(type.get("top").get(0).get("flat").asLong()).isEqualTo(-90L << 20);
  }

  @Test
  void the_same_result_gives_the_same_bytes() throws IOException {
    assertThat(written(out -> report.write(Results.service(), out)))
        .isEqualTo(written(out -> report.write(Results.service(), out)))
        .endsWith("}\n");
  }

  @Test
  void a_writer_that_fails_is_told_as_it_is() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> report.write(Results.service(), full))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  private static void assertValid(String name, String json) throws IOException {
    assertThat(schema(name).validate(json, InputFormat.JSON)).as(json).isEmpty();
  }

  private static Schema schema(String name) throws IOException {
    String text =
        Files.readString(Tools.root().resolve("docs/schema").resolve(name + ".schema.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }

  private static JsonNode parse(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private interface Writing {
    void to(Writer out) throws IOException;
  }

  private static String written(Writing writing) throws IOException {
    StringWriter out = new StringWriter();
    writing.to(out);
    return out.toString();
  }
}
