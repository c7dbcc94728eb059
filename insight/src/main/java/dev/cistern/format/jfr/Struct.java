package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Layout.Step;
import java.util.List;

/** Reads some leaves of the values of one constant pool. */
final class Struct {
  private final Constants.Pool pool;
  private final Program program;
  private final Resolver resolver;
  private final long[] values;
  private final Cursor cursor = new Cursor();

  Struct(Metadata metadata, Constants.Pool pool, Resolver resolver, String... names) {
    this.pool = pool;
    this.resolver = resolver;
    program = metadata.program(pool.type().id(), List.of(names));
    values = new long[names.length];
  }

  Constants.Pool pool() {
    return pool;
  }

  boolean has(int name) {
    return program.has(name);
  }

  Step step(int name) {
    return program.step(name);
  }

  /** Reads the value in a slot; false if it breaks off. */
  boolean read(int slot) {
    program.read(pool.value(slot, cursor), values, resolver);
    return !cursor.overrun();
  }

  long get(int name) {
    return values[name];
  }

  /** The cursor that the last {@link #read} used. */
  Cursor cursor() {
    return cursor;
  }
}
