package dev.cistern.format.jfr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types that a chunk describes itself with: events, what stands in constant pools, primitives.
 */
final class Metadata {
  /** In what a number that is a time or a span is counted. */
  enum Unit {
    NONE,
    TICKS,
    NANOSECONDS,
    MICROSECONDS,
    MILLISECONDS,
    SECONDS
  }

  /**
   * One field of a type.
   *
   * @param typeId the field's type
   * @param array whether it is an array of that type
   * @param pooled whether a key of that type's constant pool stands in its place
   */
  record Field(String name, long typeId, boolean array, boolean pooled, Unit unit) {}

  /** A type; one without fields is a primitive, by its name. */
  record Type(long id, String name, boolean event, List<Field> fields) {
    Optional<Field> field(String wanted) {
      for (Field field : fields) {
        if (field.name().equals(wanted)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  private final Map<Long, Type> types;
  private final boolean compressed;
  private final Map<Long, Layout> layouts = new HashMap<>();

  Metadata(Map<Long, Type> types, boolean compressed) {
    this.types = new LinkedHashMap<>(types);
    this.compressed = compressed;
  }

  Collection<Type> types() {
    return types.values();
  }

  Optional<Type> type(long id) {
    return Optional.ofNullable(types.get(id));
  }

  Optional<Type> typeNamed(String name) {
    for (Type type : types.values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  boolean compressed() {
    return compressed;
  }

  /** How the values of a type lie in the file, so that they can be skipped. */
  Layout layout(long typeId) {
    Layout known = layouts.get(typeId);
    if (known == null) {
      known = new Layout();
      layouts.put(typeId, known); // before it is filled: an array may hold its own type
      List<Layout.Step> steps = new ArrayList<>();
      Layout.steps(this, typeId, "", 0, steps);
      known.fill(this, steps);
    }
    return known;
  }
}
