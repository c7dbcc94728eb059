package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Metadata.Field;
import dev.cistern.format.jfr.Metadata.Type;
import dev.cistern.format.jfr.Metadata.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a metadata event: a table of strings, then a tree of elements with attributes, of which the
 * classes, their fields and the units among the annotations matter here.
 */
final class MetadataReader {
  private static final int EVENT_BYTES_MAX = 64 << 20;
  private static final int STRINGS_MAX = 1 << 20;
  private static final int FIELDS_MAX = 1 << 20;
  private static final int DEPTH_MAX = 16;

  private final Cursor in;
  private final List<String> strings = new ArrayList<>();
  private final Map<Long, Draft> drafts = new LinkedHashMap<>();
  private int fieldCount;

  /** A type while its fields are still coming. */
  private static final class Draft {
    final long id;
    final String name;
    final boolean event;
    final List<DraftField> fields = new ArrayList<>();

    Draft(long id, String name, boolean event) {
      this.id = id;
      this.name = name;
      this.event = event;
    }
  }

  private static final class DraftField {
    final String name;
    final long typeId;
    final boolean array;
    final boolean pooled;
    final Map<Long, String> annotations = new HashMap<>();

    DraftField(String name, long typeId, boolean array, boolean pooled) {
      this.name = name;
      this.typeId = typeId;
      this.array = array;
      this.pooled = pooled;
    }
  }

  private MetadataReader(Cursor in) {
    this.in = in;
  }

  /** Reads the event whose body, behind size and type, the cursor stands at. */
  static Optional<Metadata> read(Cursor body) {
    if (body.left() > EVENT_BYTES_MAX) {
      return Optional.empty();
    }
    MetadataReader reader = new MetadataReader(body);
    return reader.readBody()
        ? Optional.of(new Metadata(reader.types(), body.isCompressed()))
        : Optional.empty();
  }

  private boolean readBody() {
    in.integer(); // start
    in.integer(); // duration
    in.integer(); // id
    int count = in.count();
    if (count > STRINGS_MAX) {
      return false;
    }
    Texts text = new Texts();
    for (int i = 0; i < count && !in.overrun(); i++) {
      text.clear();
      text.add(in);
      strings.add(text.toString());
    }
    return !in.overrun() && element(0, Optional.empty(), Optional.empty()) && !drafts.isEmpty();
  }

  private boolean element(int depth, Optional<Draft> inClass, Optional<DraftField> inField) {
    String name = string();
    int attributeCount = in.count();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < attributeCount && !in.overrun(); i++) {
      attributes.put(string(), string());
    }
    Optional<Draft> type = inClass;
    Optional<DraftField> field = inField;
    switch (name) {
      case "class" -> type = Optional.of(addClass(attributes));
      case "field" -> field = inClass.map(owner -> addField(owner, attributes));
      case "annotation" ->
          inField.ifPresent(owner ->
              owner.annotations.put(
                  number(attributes, "class"), attributes.getOrDefault("value", "")));
      default -> {}
    }
    int children = in.count();
    if (depth > DEPTH_MAX || fieldCount > FIELDS_MAX) {
      return false;
    }
    for (int i = 0; i < children && !in.overrun(); i++) {
      if (!element(depth + 1, type, field)) {
        return false;
      }
    }
    return !in.overrun();
  }

  private Draft addClass(Map<String, String> attributes) {
    Draft draft =
        new Draft(
            number(attributes, "id"),
            attributes.getOrDefault("name", ""),
            "jdk.jfr.Event".equals(attributes.get("superType")));
    drafts.putIfAbsent(draft.id, draft);
    fieldCount++;
    return draft;
  }

  private DraftField addField(Draft owner, Map<String, String> attributes) {
    DraftField field =
        new DraftField(
            attributes.getOrDefault("name", ""),
            number(attributes, "class"),
            number(attributes, "dimension") > 0,
            "true".equals(attributes.get("constantPool")));
    owner.fields.add(field);
    fieldCount++;
    return field;
  }

  private Map<Long, Type> types() {
    Map<Long, Type> types = new LinkedHashMap<>();
    for (Draft draft : drafts.values()) {
      List<Field> fields = new ArrayList<>(draft.fields.size());
      for (DraftField field : draft.fields) {
        fields.add(
            new Field(
                field.name,
                field.typeId,
                field.array,
                field.pooled,
                unit(field),
                isContextual(field)));
      }
      types.put(draft.id, new Type(draft.id, draft.name, draft.event, List.copyOf(fields)));
    }
    return types;
  }

  private boolean isContextual(DraftField field) {
    return field.annotations.keySet().stream()
        .map(drafts::get)
        .anyMatch(type -> type != null && type.name.equals("jdk.jfr.Contextual"));
  }

  private Unit unit(DraftField field) {
    for (Map.Entry<Long, String> annotation : field.annotations.entrySet()) {
      Draft type = drafts.get(annotation.getKey());
      if (type != null && (type.name.endsWith(".Timespan") || type.name.endsWith(".Timestamp"))) {
        return switch (annotation.getValue()) {
          case "TICKS" -> Unit.TICKS;
          case "NANOSECONDS" -> Unit.NANOSECONDS;
          case "MICROSECONDS" -> Unit.MICROSECONDS;
          case "MILLISECONDS" -> Unit.MILLISECONDS;
          case "SECONDS" -> Unit.SECONDS;
          default -> Unit.NONE;
        };
      }
    }
    return Unit.NONE;
  }

  private String string() {
    int index = in.int32();
    if (index < 0 || index >= strings.size()) {
      in.skip(-1);
      return "";
    }
    return strings.get(index);
  }

  private static long number(Map<String, String> attributes, String name) {
    try {
      return Long.parseLong(attributes.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
