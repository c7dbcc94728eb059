package dev.cistern.format.snapshot;

import dev.cistern.format.UnreadableException;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Manifest.Target;
import dev.cistern.model.Manifest.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The manifest as JSON, after {@code docs/schema/manifest.schema.json}; moments are ISO 8601 in
 * UTC, what is not known is left out.
 */
final class ManifestJson {
  static final int SCHEMA = 1;

  private static final long NANOS = 1_000_000_000;

  /** Seconds since the epoch whose nanoseconds fit into a long: until the year 2262. */
  private static final long SECONDS_MAX = Long.MAX_VALUE / NANOS - 1;

  private static final Pattern CREDENTIALS = Pattern.compile("//[^/?#@]*@");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ManifestJson() {}

  /** The manifest's bytes; credentials in the target's address are left out. */
  static byte[] write(Manifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", manifest.schema());
    root.put("toolVersion", manifest.toolVersion());
    Target target = manifest.target();
    root.putObject("target")
        .put("kind", target.kind())
        .put("address", CREDENTIALS.matcher(target.address()).replaceFirst("//"))
        .put("pid", target.pid())
        .put("runtime", target.runtime())
        .put("version", target.version());
    ObjectNode window = root.putObject("window");
    moment(window, "start", manifest.window().startNanos());
    moment(window, "end", manifest.window().endNanos());
    ArrayNode members = root.putArray("members");
    for (Member member : manifest.members()) {
      ObjectNode one = members.addObject();
      one.put("name", member.name());
      one.put("kind", member.kind());
      one.put("status", member.status().name().toLowerCase(Locale.ROOT));
      one.put("error", member.error());
      one.put("bytes", member.bytes());
      one.put("sha256", member.sha256());
      moment(one, "start", member.startNanos());
      moment(one, "end", member.endNanos());
      one.put("clockOffsetNanos", member.clockOffsetNanos());
      one.put("clockErrorNanos", member.clockErrorNanos());
    }
    ArrayNode filters = root.putArray("filters");
    manifest.filters().forEach(filters::add);
    root.put("overhead", manifest.overhead());
    ArrayNode notes = root.putArray("notes");
    manifest.notes().forEach(notes::add);
    ArrayNode descriptors = root.putArray("descriptors");
    for (Descriptors count : manifest.descriptors()) {
      ObjectNode one = descriptors.addObject();
      moment(one, "at", count.nanos());
      one.put("open", count.open()).put("sockets", count.sockets());
    }
    return JSON.writeValueAsBytes(root);
  }

  /**
   * The manifest of a snapshot.
   *
   * @param place what to call it in a complaint
   */
  static Manifest read(String place, byte[] json) throws UnreadableException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new UnreadableException(
          place, 0, "a manifest in JSON", String.valueOf(e.getOriginalMessage()));
    }
    if (root == null || !root.isObject()) {
      throw new UnreadableException(place, 0, "a JSON object", "something else");
    }
    int schema = (int) number(root, "schema");
    if (schema != SCHEMA) {
      throw new UnreadableException(
          place, 0, "a manifest of schema " + SCHEMA, "one of schema " + schema);
    }
    JsonNode target = root.path("target");
    List<Member> members = new ArrayList<>();
    for (JsonNode member : root.path("members").values()) {
      members.add(member(place, member));
    }
    List<String> filters = new ArrayList<>();
    root.path("filters").values().forEach(filter -> filters.add(filter.asString("")));
    List<String> notes = new ArrayList<>();
    root.path("notes").values().forEach(note -> notes.add(note.asString("")));
    List<Descriptors> descriptors = new ArrayList<>();
    for (JsonNode count : root.path("descriptors").values()) {
      descriptors.add(
          new Descriptors(
              moment(place, count, "at"),
              (int) Math.clamp(number(count, "open"), 0, Integer.MAX_VALUE),
              (int) Math.clamp(number(count, "sockets"), 0, Integer.MAX_VALUE)));
    }
    return new Manifest(
        schema,
        text(root, "toolVersion"),
        new Target(
            text(target, "kind"),
            text(target, "address"),
            number(target, "pid"),
            text(target, "runtime"),
            text(target, "version")),
        new Window(
            moment(place, root.path("window"), "start"), moment(place, root.path("window"), "end")),
        List.copyOf(members),
        List.copyOf(filters),
        text(root, "overhead"),
        List.copyOf(notes),
        List.copyOf(descriptors));
  }

  private static Member member(String place, JsonNode member) throws UnreadableException {
    return new Member(
        text(member, "name"),
        text(member, "kind"),
        status(place, text(member, "status")),
        text(member, "error"),
        number(member, "bytes"),
        text(member, "sha256"),
        moment(place, member, "start"),
        moment(place, member, "end"),
        number(member, "clockOffsetNanos"),
        number(member, "clockErrorNanos"));
  }

  private static Status status(String place, String name) throws UnreadableException {
    for (Status status : Status.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(name)) {
        return status;
      }
    }
    throw new UnreadableException(
        place, 0, "a member's status: ok, partial, failed or absent", SnapshotFile.shown(name));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static long number(JsonNode node, String field) {
    return node.path(field).asLong(0);
  }

  private static void moment(ObjectNode node, String field, long nanos) {
    if (nanos != 0) {
      node.put(field, Instant.EPOCH.plusNanos(nanos).toString());
    }
  }

  private static long moment(String place, JsonNode node, String field) throws UnreadableException {
    String text = text(node, field);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      Instant moment = Instant.parse(text);
      if (Math.abs(moment.getEpochSecond()) > SECONDS_MAX) {
        throw new DateTimeException("out of range");
      }
      return moment.getEpochSecond() * NANOS + moment.getNano();
    } catch (DateTimeException e) {
      throw new UnreadableException(
          place, 0, "a moment as 2026-01-31T12:00:00Z", SnapshotFile.shown(text));
    }
  }
}
