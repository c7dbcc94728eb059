package dev.cistern.format.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.house.Tools;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnapshotFileTest {
  private static final Member HEAP = Zips.member("heap.pb.gz", Zips.heap());
  private static final Member TRACE = Zips.member("go.trace", Zips.trace());

  @TempDir private Path folder;

  @Test
  void what_was_written_is_read_back() throws Exception {
    Path file = folder.resolve("s.cistern");
    Manifest draft =
        Zips.manifest(
            HEAP,
            TRACE,
            new Member("mutex.pb.gz", "mutex", Status.ABSENT, "404", 0, "", 0, 0, 0, 0));
    Manifest written =
        SnapshotFile.write(
            file,
            draft,
            Map.of(
                "heap.pb.gz", Zips.RECORDED.resolve("profiles/heap.pb.gz"),
                "go.trace", Zips.RECORDED.resolve("traces/full.trace")));

    try (Input input = Input.of("s", file);
        OpenSnapshot opened = SnapshotFile.read(input)) {
      assertThat(opened.snapshot().damage()).isEmpty();
      assertThat(opened.snapshot().manifest()).contains(written);
      assertThat(written).isEqualTo(draft);
      assertThat(opened.snapshot().members())
          .extracting(Evidence::name)
          .containsExactly("s!heap.pb.gz", "s!go.trace");
      assertThat(opened.snapshot().members().get(1).facts().read().format()).isEqualTo("gotrace");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void a_failed_write_leaves_the_old_file_and_nothing_else() throws Exception {
    Path file = Files.writeString(folder.resolve("s.cistern"), "old");
    assertThatThrownBy(() ->
            SnapshotFile.write(
                file, Zips.manifest(HEAP), Map.of("heap.pb.gz", folder.resolve("gone"))))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void credentials_in_the_address_are_not_written() {
    Manifest manifest =
        new Manifest(
            1,
            "0",
            new Manifest.Target("go-http", "http://me:secret@host:1/x?a=b@c", 0, "go", ""),
            new Manifest.Window(0, 0),
            List.of(),
            List.of(),
            "");
    assertThat(new String(ManifestJson.write(manifest), StandardCharsets.UTF_8))
        .contains("http://host:1/x?a=b@c")
        .doesNotContain("secret");
  }

  @Test
  void a_member_with_another_digest_is_left_out_by_name_and_the_rest_kept() throws Exception {
    byte[] other = Zips.heap().clone();
    other[other.length - 1] ^= 1;
    byte[] zip =
        new Zips()
            .manifestOf(HEAP, TRACE)
            .entry("heap.pb.gz", other)
            .entry("go.trace", Zips.trace())
            .done();
    assertLeftOut(zip, "s!heap.pb.gz", "SHA-256");
  }

  @Test
  void a_member_longer_than_promised_is_not_unpacked_further() throws Exception {
    byte[] zip =
        new Zips()
            .manifestOf(HEAP, TRACE)
            .entry("heap.pb.gz", new byte[50 << 20])
            .entry("go.trace", Zips.trace())
            .done();
    assertLeftOut(zip, "s!heap.pb.gz", "at most " + Zips.heap().length + " bytes");
  }

  @Test
  void an_absent_member_is_told() throws Exception {
    byte[] zip = new Zips().manifestOf(HEAP, TRACE).entry("go.trace", Zips.trace()).done();
    assertLeftOut(zip, "s!heap.pb.gz", "none of that name");
  }

  @Test
  void a_member_twice_is_read_once() throws Exception {
    byte[] zip =
        Zips.replaced(
            new Zips()
                .manifestOf(TRACE)
                .entry("go.trace", Zips.trace())
                .entry("no.trace", Zips.heap())
                .done(),
            "no.trace",
            "go.trace");
    assertLeftOut(zip, "s!go.trace", "it again");
  }

  @Test
  void a_name_that_leaves_the_folder_is_refused() throws Exception {
    String name = "../../\u001b[31mevil";
    Path outside = folder.resolveSibling("evil");
    byte[] zip =
        new Zips()
            .manifestOf(Zips.member(name, Zips.heap()), TRACE)
            .entry(name, Zips.heap())
            .entry("go.trace", Zips.trace())
            .done();
    assertLeftOut(zip, "s", "members that the manifest names");
    assertThat(outside).doesNotExist();
    try (OpenSnapshot opened = SnapshotFile.read(Input.of("s", zip))) {
      assertThat(opened.snapshot().damage().toString()).doesNotContain("\u001b");
    }
  }

  @Test
  void a_snapshot_in_a_snapshot_is_refused() throws Exception {
    byte[] inner = new Zips().manifestOf(HEAP).entry("heap.pb.gz", Zips.heap()).done();
    byte[] zip =
        new Zips()
            .manifestOf(Zips.member("inner.zip", inner), TRACE)
            .entry("inner.zip", inner)
            .entry("go.trace", Zips.trace())
            .done();
    assertLeftOut(zip, "s!inner.zip", "a zip inside the snapshot");
  }

  @Test
  void a_manifest_that_is_none_is_refused_in_one_sentence() {
    Map<String, String> manifests =
        Map.of(
            "{", "a manifest in JSON",
            "[]", "a JSON object",
            "{}", "of schema 0",
            "{\"schema\":2}", "of schema 2",
            "{\"schema\":1,\"members\":[{\"name\":\"x\",\"status\":\"fine\"}]}", "\"fine\"",
            "{\"schema\":1,\"window\":{\"start\":\"today\"}}", "\"today\"");
    manifests.forEach((json, message) ->
        assertRefused(
            new Zips().entry(SnapshotFile.MANIFEST, json.getBytes(StandardCharsets.UTF_8)).done(),
            message));
    assertRefused(new Zips().entry("heap.pb.gz", Zips.heap()).done(), "\"heap.pb.gz\"");
    assertRefused("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1), "s");
  }

  @Test
  void the_published_schema_names_what_is_written() throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    JsonNode schema =
        json.readTree(Files.readString(Tools.root().resolve("docs/schema/manifest.schema.json")));
    JsonNode written = json.readTree(ManifestJson.write(Zips.manifest(HEAP)));

    assertThat(written.propertyNames())
        .containsExactlyInAnyOrderElementsOf(schema.get("properties").propertyNames());
    assertThat(written.get("target").propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            schema.get("properties").get("target").get("properties").propertyNames());
    assertThat(schema.get("$defs").get("member").get("properties").propertyNames())
        .containsAll(written.get("members").get(0).propertyNames());
  }

  private static void assertLeftOut(byte[] zip, String place, String why) throws Exception {
    try (OpenSnapshot opened = SnapshotFile.read(Input.of("s", zip))) {
      assertThat(opened.snapshot().members())
          .extracting(Evidence::name)
          .containsExactly("s!go.trace");
      assertThat(opened.snapshot().damage())
          .extracting(Damage::file, Damage::toString)
          .anySatisfy(told -> {
            assertThat(told.toList().get(0)).isEqualTo(place);
            assertThat(told.toList().get(1).toString()).contains(why);
          });
    }
  }

  private static void assertRefused(byte[] zip, String message) {
    assertThatThrownBy(() -> SnapshotFile.read(Input.of("s", zip)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
