package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Layout.Step;
import dev.cistern.format.jfr.Metadata.Field;
import dev.cistern.format.jfr.Metadata.Type;
import dev.cistern.model.Labels;
import dev.cistern.model.Strings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the constants of one chunk into the model's numbers, each when it is first asked for and
 * then from memory.
 */
final class Resolver {
  private static final int INDIRECTIONS_MAX = 4;
  private static final int CLASS_NAME = 0;
  private static final String NAME = "name";

  private final Metadata metadata;
  private final Constants constants;
  private final Strings strings;

  private final Texts text = new Texts();
  private final Texts pooled = new Texts();
  private final Cursor pooledCursor = new Cursor();
  private final Constants.Pool stringPool;
  private final Map<Long, Optional<Struct>> naming = new HashMap<>(); // type → its text's leaf
  private final Optional<Struct> classes;
  private final HeldObjects heldObjects;
  private final ThreadResolver threads;
  private final Wording wording;

  Resolver(Metadata metadata, Constants constants, Strings strings, Labels labels) {
    this.metadata = metadata;
    this.constants = constants;
    this.strings = strings;
    stringPool =
        constants.pool(metadata.typeNamed("java.lang.String").map(Type::id).orElse(Long.MIN_VALUE));
    classes = struct("java.lang.Class", NAME);
    heldObjects = new HeldObjects(this);
    threads = new ThreadResolver(this, labels);
    wording = new Wording(strings);
  }

  ThreadResolver threads() {
    return threads;
  }

  Wording wording() {
    return wording;
  }

  HeldObjects heldObjects() {
    return heldObjects;
  }

  Strings strings() {
    return strings;
  }

  Metadata metadata() {
    return metadata;
  }

  /** A reader of some leaves of a type's constants, if the chunk has the type. */
  Optional<Struct> struct(String type, String... names) {
    return metadata.typeNamed(type).map(found -> struct(found.id(), names));
  }

  Struct struct(long typeId, String... names) {
    return new Struct(metadata, constants.pool(typeId), this, names);
  }

  /** The number of the string that stands at the cursor. */
  int string(Cursor in) {
    text.clear();
    long key = text.add(in);
    if (key >= 0) {
      appendPooled(key, text);
    }
    return text.length() == 0 ? 0 : strings.intern(text.bytes(), 0, text.length());
  }

  private void appendPooled(long key, Texts into) {
    int slot = stringPool.find(key);
    for (int i = 0; slot >= 0 && i < INDIRECTIONS_MAX; i++) {
      long next = into.add(stringPool.value(slot, pooledCursor));
      slot = next < 0 ? -1 : stringPool.find(next);
    }
  }

  /**
   * The text of a leaf that a program took: a string itself, else the text of the constant whose
   * key it is; 0 where there is none.
   */
  int text(Step step, long value) {
    return text(step, value, 0);
  }

  private int text(Step step, long value, int depth) {
    return switch (step.kind()) {
      case STRING -> (int) value;
      case REFERENCE -> constantText(step.typeId(), value, depth);
      case INTEGER, FIXED, ARRAY, REFERENCES, UNKNOWN -> 0;
    };
  }

  /** The text of a constant: a class's or method's name, else its first string. */
  int constantText(long typeId, long key, int depth) {
    Constants.Pool pool = constants.pool(typeId);
    int slot = pool.find(key);
    if (slot < 0 || depth > INDIRECTIONS_MAX) {
      return 0;
    }
    if (pool.memo(slot) == 0) {
      int found =
          classes.isPresent() && classes.get().pool() == pool
              ? className(slot, depth)
              : firstText(pool, slot, depth);
      pool.memo(slot, found + 1);
    }
    return pool.memo(slot) - 1;
  }

  private int className(int slot, int depth) {
    Struct type = classes.orElseThrow();
    if (!type.read(slot)) {
      return 0;
    }
    int raw = text(type.step(CLASS_NAME), type.get(CLASS_NAME), depth + 1);
    pooled.clear().add(strings.get(raw));
    Names.normalise(pooled, 0);
    return strings.intern(pooled.bytes(), 0, pooled.length());
  }

  private int firstText(Constants.Pool pool, int slot, int depth) {
    Optional<Struct> naming =
        this.naming.computeIfAbsent(pool.type().id(), _ -> namingOf(pool.type()));
    if (naming.isEmpty() || !naming.get().read(slot)) {
      return 0;
    }
    Step step = naming.get().step(0);
    long value = naming.get().get(0);
    return text(step, value, depth + 1);
  }

  /** The leaf that names a type's values: its first string, else its first reference. */
  private Optional<Struct> namingOf(Type type) {
    if (type.fields().isEmpty()) {
      return Optional.of(struct(type.id(), "")).filter(struct -> struct.has(0));
    }
    Optional<String> reference = Optional.empty();
    for (Field field : type.fields()) {
      boolean isString =
          !field.pooled()
              && !field.array()
              && metadata.type(field.typeId()).filter(t -> isText(t)).isPresent();
      if (isString) {
        return Optional.of(struct(type.id(), field.name()));
      }
      if (field.pooled() && !field.array() && reference.isEmpty()) {
        reference = Optional.of(field.name());
      }
    }
    return reference.map(name -> struct(type.id(), name));
  }

  private static boolean isText(Type type) {
    return type.name().equals("java.lang.String");
  }
}
