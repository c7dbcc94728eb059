package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Metadata.Field;
import dev.cistern.format.jfr.Metadata.Type;
import dev.cistern.format.jfr.Metadata.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the values of one type lie in the file, flattened to steps that skip them.
 *
 * <p>Neighbouring steps are merged: a stack frame is one step over four integers.
 */
final class Layout {
  /** What a step passes over. */
  enum Kind {
    /** A signed integer of {@code width} bytes, or of variable length. */
    INTEGER,
    /** {@code width} bytes as they are: booleans, bytes, floats. */
    FIXED,
    STRING,
    /** A key of the pool of {@code typeId}. */
    REFERENCE,
    /** A count, then as many values of {@code typeId}. */
    ARRAY,
    /** A count, then as many keys of the pool of {@code typeId}. */
    REFERENCES,
    /** A type that the metadata do not describe: what follows cannot be found. */
    UNKNOWN
  }

  /** One leaf of a type; {@code path} is its name, behind those of the structures it stands in. */
  record Step(String path, Kind kind, int width, long typeId, Unit unit) {
    static Step unknown(String path, long typeId) {
      return new Step(path, Kind.UNKNOWN, 0, typeId, Unit.NONE);
    }
  }

  private static final int INLINE_DEPTH_MAX = 8;
  private static final int STEPS_MAX = 4096;
  private static final int NESTING_MAX = 32;

  private static final int VARINTS = 0;
  private static final int BYTES = 1;
  private static final int TEXT = 2;
  private static final int ELEMENTS = 3;
  private static final int VARINT_ARRAY = 4;
  private static final int BYTE_ARRAY = 5;
  private static final int BAD = 6;

  private int[] operations = new int[0]; // pairs: what, how many or how wide
  private Layout[] elements = new Layout[0]; // of ELEMENTS, by argument

  /** Appends the leaves of a type to {@code steps}. */
  static void steps(Metadata metadata, long typeId, String prefix, int depth, List<Step> steps) {
    Optional<Type> found = metadata.type(typeId);
    if (found.isEmpty() || depth > INLINE_DEPTH_MAX || steps.size() > STEPS_MAX) {
      steps.add(Step.unknown(prefix, typeId));
      return;
    }
    Type type = found.get();
    if (type.fields().isEmpty()) {
      primitive(type, prefix, Unit.NONE).ifPresent(steps::add);
      return;
    }
    for (Field field : type.fields()) {
      String path = prefix.isEmpty() ? field.name() : prefix + "." + field.name();
      if (field.array()) {
        Kind kind = field.pooled() ? Kind.REFERENCES : Kind.ARRAY;
        steps.add(new Step(path, kind, 0, field.typeId(), Unit.NONE));
      } else if (field.pooled()) {
        steps.add(new Step(path, Kind.REFERENCE, 0, field.typeId(), Unit.NONE));
      } else {
        Optional<Type> inner = metadata.type(field.typeId());
        if (inner.isPresent() && inner.get().fields().isEmpty()) {
          primitive(inner.get(), path, field.unit()).ifPresent(steps::add);
        } else {
          steps(metadata, field.typeId(), path, depth + 1, steps);
        }
      }
    }
  }

  /** The step over a type without fields; a stripped type takes no room. */
  private static Optional<Step> primitive(Type type, String path, Unit unit) {
    long id = type.id();
    return switch (type.name()) {
      case "boolean", "byte" -> Optional.of(new Step(path, Kind.FIXED, 1, id, unit));
      case "char", "short" -> Optional.of(new Step(path, Kind.INTEGER, 2, id, unit));
      case "int" -> Optional.of(new Step(path, Kind.INTEGER, 4, id, unit));
      case "long" -> Optional.of(new Step(path, Kind.INTEGER, 8, id, unit));
      case "float" -> Optional.of(new Step(path, Kind.FIXED, 4, id, unit));
      case "double" -> Optional.of(new Step(path, Kind.FIXED, 8, id, unit));
      case "java.lang.String" -> Optional.of(new Step(path, Kind.STRING, 0, id, unit));
      default -> Optional.empty();
    };
  }

  void fill(Metadata metadata, List<Step> steps) {
    int[] ops = new int[steps.size() * 2];
    Layout[] subs = new Layout[steps.size()];
    int count = 0;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int op = operation(metadata, step);
      int argument =
          switch (op) {
            case VARINTS -> 1;
            case BYTES -> step.kind() == Kind.REFERENCE ? 8 : step.width();
            case BYTE_ARRAY -> step.kind() == Kind.REFERENCES ? 8 : elementWidth(metadata, step);
            default -> i;
          };
      if (op == ELEMENTS) {
        subs[i] = metadata.layout(step.typeId());
      }
      boolean merges = op <= BYTES && count > 0 && ops[count - 2] == op;
      if (merges) {
        ops[count - 1] += argument;
      } else {
        ops[count++] = op;
        ops[count++] = argument;
      }
    }
    operations = Arrays.copyOf(ops, count);
    elements = subs;
  }

  private static int operation(Metadata metadata, Step step) {
    boolean compressed = metadata.compressed();
    return switch (step.kind()) {
      case INTEGER, REFERENCE -> compressed ? VARINTS : BYTES;
      case FIXED -> BYTES;
      case STRING -> TEXT;
      case REFERENCES -> compressed ? VARINT_ARRAY : BYTE_ARRAY;
      case ARRAY -> arrayOperation(metadata, step);
      case UNKNOWN -> BAD;
    };
  }

  private static int arrayOperation(Metadata metadata, Step step) {
    Optional<Type> element = metadata.type(step.typeId());
    if (element.isEmpty()) {
      return BAD;
    }
    Optional<Step> primitive =
        element.get().fields().isEmpty()
            ? primitive(element.get(), "", Unit.NONE)
            : Optional.empty();
    if (primitive.isEmpty() || primitive.get().kind() == Kind.STRING) {
      return ELEMENTS;
    }
    return primitive.get().kind() == Kind.INTEGER && metadata.compressed()
        ? VARINT_ARRAY
        : BYTE_ARRAY;
  }

  private static int elementWidth(Metadata metadata, Step step) {
    return metadata
        .type(step.typeId())
        .flatMap(type -> primitive(type, "", Unit.NONE))
        .map(Step::width)
        .orElse(0);
  }

  /** Whether the values take no room. */
  boolean isEmpty() {
    return operations.length == 0;
  }

  /** Moves the cursor past one value. */
  void skip(Cursor in) {
    if (operations.length == 2 && operations[0] == VARINTS) {
      in.skipVarints(operations[1]);
    } else {
      skip(in, 0);
    }
  }

  private void skip(Cursor in, int nesting) {
    if (nesting > NESTING_MAX) {
      in.skip(-1);
      return;
    }
    int[] ops = operations;
    for (int i = 0; i < ops.length; i += 2) {
      int argument = ops[i + 1];
      switch (ops[i]) {
        case VARINTS -> in.skipVarints(argument);
        case BYTES -> in.skip(argument);
        case TEXT -> in.skipString();
        case VARINT_ARRAY -> in.skipVarints(in.count());
        case BYTE_ARRAY -> in.skip((long) in.count() * argument);
        case ELEMENTS -> elements[argument].skipArray(in, nesting + 1);
        default -> in.skip(-1);
      }
    }
  }

  private void skipArray(Cursor in, int nesting) {
    int count = in.count();
    if (operations.length == 0) {
      return; // elements that take no room
    }
    if (operations.length == 2 && operations[0] == VARINTS) {
      in.skipVarints((long) count * operations[1]);
      return;
    }
    for (int i = 0; i < count && !in.overrun(); i++) {
      skip(in, nesting);
    }
  }
}
