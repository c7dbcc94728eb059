package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Layout.Step;
import java.util.Optional;

/**
 * Follows the references that hold a sampled object, as text: its class, then {@code " ← "} and the
 * field that holds it, and so on to the root.
 *
 * <p>A field is {@code package.Class.field}, of a class itself {@code static package.Class.field},
 * an array's element {@code package.Class[7]}; {@code … 12 more} stands for references that the JVM
 * left out, and the root, where it is known, ends the text as {@code (root: Threads)}.
 */
final class HeldObjects {
  private static final int HOPS_MAX = 256;
  private static final int TEXT_BYTES_MAX = 8 << 10;
  private static final String ARROW = " ← ";
  private static final String CLASS_DESCRIPTION = "Class Name: ";

  private final Resolver resolver;
  private final Optional<Struct> objects;
  private final Optional<Struct> references;
  private final Optional<Struct> fields;
  private final Optional<Struct> arrays;
  private final Optional<Struct> roots;
  private Texts text = new Texts();

  HeldObjects(Resolver resolver) {
    this.resolver = resolver;
    objects = resolver.struct("jdk.types.OldObject", "address", "type", "description", "referrer");
    references = resolver.struct("jdk.types.Reference", "array", "field", "object", "skip");
    fields = resolver.struct("jdk.types.OldObjectField", "name");
    arrays = resolver.struct("jdk.types.OldObjectArray", "index");
    roots = resolver.struct("jdk.types.OldObjectGcRoot", "system", "type", "description");
  }

  /** The text that {@link #describe} put together. */
  Texts text() {
    return text;
  }

  /**
   * Puts the text of an object together.
   *
   * @return the object's address, 0 where it is not known
   */
  long describe(long objectKey, long rootKey, Texts into) {
    text = into;
    if (!read(objects, objectKey)) {
      return 0;
    }
    Struct object = objects.orElseThrow();
    long address = object.get(0);
    text.add(string(object, 1));
    long referrer = object.get(3);
    for (int hop = 0; hop < HOPS_MAX && text.length() < TEXT_BYTES_MAX; hop++) {
      if (!read(references, referrer)) {
        break;
      }
      referrer = hop(references.orElseThrow());
    }
    root(rootKey);
    return address;
  }

  /** Adds one holder and returns the key of what refers to it. */
  private long hop(Struct reference) {
    long array = reference.get(0);
    long field = reference.get(1);
    long skipped = reference.get(3);
    if (skipped > 0) {
      text.add(ARROW).add("… ").add(Long.toString(skipped)).add(" more");
    }
    if (!read(objects, reference.get(2))) {
      return 0;
    }
    Struct holder = objects.orElseThrow();
    String type = string(holder, 1);
    String description = string(holder, 2);
    boolean isStatic = type.equals("java.lang.Class") && description.startsWith(CLASS_DESCRIPTION);
    text.add(ARROW);
    if (isStatic) {
      text.add("static ").add(description.substring(CLASS_DESCRIPTION.length()));
    } else {
      text.add(type);
    }
    if (read(arrays, array)) {
      if (type.endsWith("[]")) {
        text.length(text.length() - 2);
      }
      text.add('[').add(Long.toString(arrays.orElseThrow().get(0))).add(']');
    } else if (read(fields, field)) {
      text.add('.').add(string(fields.orElseThrow(), 0));
    }
    return holder.get(3);
  }

  private void root(long key) {
    if (!read(roots, key)) {
      return;
    }
    Struct root = roots.orElseThrow();
    for (int leaf : new int[] {2, 0, 1}) {
      String name = string(root, leaf);
      if (!name.isEmpty() && !name.equals("<unknown>")) {
        text.add(ARROW).add("(root: ").add(name).add(')');
        return;
      }
    }
  }

  private static boolean read(Optional<Struct> struct, long key) {
    if (struct.isEmpty()) {
      return false;
    }
    int slot = struct.get().pool().find(key);
    return slot >= 0 && struct.get().read(slot);
  }

  private String string(Struct struct, int leaf) {
    Step step = struct.step(leaf);
    return resolver.strings().get(resolver.text(step, struct.get(leaf)));
  }
}
