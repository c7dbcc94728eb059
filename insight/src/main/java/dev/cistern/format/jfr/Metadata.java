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
   * @param contextual whether it labels the thread's other events while the event lasts
   */
  record Field(
      String name, long typeId, boolean array, boolean pooled, Unit unit, boolean contextual) {}

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

    /** The names of the fields that label other events. */
    List<String> contextual() {
      return fields.stream().filter(Field::contextual).map(Field::name).toList();
    }
  }

  /**
   * Of all layouts and programs together; a JDK's own need some thousands. Types that hold each
   * other many times over could else grow to more than memory holds.
   */
  private static final int STEPS_MAX = 1 << 19;

  private static final String TYPES = "jdk.types.";
  private static final String JDK_9_TYPES = "com.oracle.jfr.types.";

  private record Wanted(long typeId, List<String> leaves) {}

  private final Map<Long, Type> types;
  private final Map<String, Type> typesByName = new HashMap<>();
  private final List<Type> contextual;
  private final boolean compressed;
  private final Map<Long, Layout> layouts = new HashMap<>();
  private final Map<Wanted, Program> programs = new HashMap<>();
  private int stepsLeft = STEPS_MAX;

  Metadata(Map<Long, Type> types, boolean compressed) {
    this.types = new LinkedHashMap<>(types);
    this.compressed = compressed;
    contextual =
        types.values().stream()
            .filter(type -> type.event() && !type.name().startsWith("jdk."))
            .filter(type -> !type.contextual().isEmpty())
            .toList();
    for (Type type : types.values()) {
      typesByName.putIfAbsent(type.name(), type);
    }
    for (Type type : types.values()) {
      if (type.name().startsWith(JDK_9_TYPES)) {
        typesByName.putIfAbsent(TYPES + type.name().substring(JDK_9_TYPES.length()), type);
      }
    }
  }

  Collection<Type> types() {
    return types.values();
  }

  /**
   * The service's own events whose fields label the other events of their thread. The JDK marks
   * {@code jdk.MethodTrace} so, which is in the metadata of every recording.
   */
  List<Type> contextual() {
    return contextual;
  }

  Optional<Type> type(long id) {
    return Optional.ofNullable(types.get(id));
  }

  /** A type by its name of today, also where JDK 9 wrote it under another. */
  Optional<Type> typeNamed(String name) {
    return Optional.ofNullable(typesByName.get(name));
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
      known.fill(this, steps(typeId, 1));
    }
    return known;
  }

  /** What picks these leaves out of a type's values, compiled when it is first asked for. */
  Program program(long typeId, List<String> leaves) {
    Wanted wanted = new Wanted(typeId, leaves);
    Program known = programs.get(wanted);
    if (known == null) {
      known = new Program(this, steps(typeId, leaves.size()), leaves);
      programs.put(wanted, known);
    }
    return known;
  }

  /** A type's leaves, as long as there is room for so many and some {@code more}. */
  private List<Layout.Step> steps(long typeId, int more) {
    List<Layout.Step> steps = new ArrayList<>();
    if (stepsLeft > 0) {
      Layout.steps(this, typeId, "", 0, steps);
    } else {
      steps.add(Layout.Step.unknown("", typeId));
    }
    stepsLeft -= steps.size() + more;
    return steps;
  }
}
