package dev.cistern.catalogue;

import dev.cistern.catalogue.Shape.Key;
import dev.cistern.catalogue.Shape.Table;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the published JSON schema of a catalogue file from {@link Shape}. */
final class Schema {
  private Schema() {}

  static String json() {
    JsonMapper mapper = JsonMapper.shared();
    ObjectNode schema = mapper.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Cistern catalogue");
    schema.put("description", "Known pools, library facts and limits: cistern.toml.");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("version").put("const", Shape.VERSION);
    for (Table table : Shape.TABLES) {
      ObjectNode list = properties.putObject(table.name());
      list.put("description", table.description());
      list.put("type", "array");
      entry(list.putObject("items"), table);
    }
    ObjectNode limits = properties.putObject("thresholds");
    limits.put("description", "Limits of the analyses.");
    limits.put("type", "object");
    limits.put("additionalProperties", false);
    ObjectNode each = limits.putObject("properties");
    for (Thresholds.Limit limit : Thresholds.limits()) {
      ObjectNode one = each.putObject(limit.key());
      one.put("description", limit.description());
      one.put("type", "number");
      one.put("minimum", 0);
      one.put("default", limit.standard());
    }
    lint(properties.putObject("lint"));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static void lint(ObjectNode lint) {
    lint.put("description", "What the source checks tell.");
    lint.put("type", "object");
    lint.put("additionalProperties", false);
    ObjectNode properties = lint.putObject("properties");
    ObjectNode off = properties.putObject("off");
    off.put("description", "Rules that are switched off.");
    off.put("type", "array");
    off.putObject("items").put("type", "string").put("pattern", LintSettings.RULE.pattern());
    ObjectNode exclude = properties.putObject("exclude");
    exclude.put(
        "description", "Files in which nothing is told, as patterns such as gen/** of paths.");
    exclude.put("type", "array");
    text(exclude.putObject("items"));
    ObjectNode severity = properties.putObject("severity");
    severity.put("description", "Severities by rule.");
    severity.put("type", "object");
    severity.putObject("propertyNames").put("pattern", LintSettings.RULE.pattern());
    ArrayNode known = severity.putObject("additionalProperties").putArray("enum");
    LintSettings.SEVERITIES.forEach(known::add);
  }

  private static void entry(ObjectNode items, Table table) {
    items.put("type", "object");
    items.put("additionalProperties", false);
    ArrayNode required = items.putArray("required");
    ObjectNode properties = items.putObject("properties");
    for (Key key : table.keys()) {
      if (key.required()) {
        required.add(key.name());
      }
      ObjectNode one = properties.putObject(key.name());
      one.put("description", key.description());
      switch (key.holds()) {
        case TEXT -> text(one);
        case TEXTS -> {
          one.put("type", "array");
          one.put("minItems", 1);
          text(one.putObject("items"));
        }
        case LANGUAGE -> one.putArray("enum").add("go").add("jvm");
      }
    }
  }

  private static void text(ObjectNode node) {
    node.put("type", "string");
    node.put("pattern", "\\S");
  }
}
