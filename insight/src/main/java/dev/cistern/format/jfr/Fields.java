package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Metadata.Unit;

/** The leaves that a row of {@link EventTable} asked for, of the event being decoded. */
final class Fields {
  static final int START = 0;
  static final int DURATION = 1;
  static final int THREAD = 2;
  static final int STACK = 3;
  static final int VALUE = 4;
  static final int TEXT = 5;
  static final int OBJECT = 6;
  static final int POOL = 7;

  /** The first of those a row names by {@link Row#also}. */
  static final int ALSO = 8;

  static final int COUNT = 13;

  private final Program program;
  private final Resolver resolver;
  private final Ticks ticks;
  private final Settings settings;
  private final long[] values = new long[COUNT];
  private final Texts scratch = new Texts();

  Fields(Program program, Resolver resolver, Ticks ticks, Settings settings) {
    this.program = program;
    this.resolver = resolver;
    this.ticks = ticks;
    this.settings = settings;
  }

  void read(Cursor in) {
    program.read(in, values, resolver);
  }

  boolean has(int leaf) {
    return program.has(leaf);
  }

  long get(int leaf) {
    return values[leaf];
  }

  /** The number of a leaf's text. */
  int text(int leaf) {
    return has(leaf) ? resolver.text(program.step(leaf), values[leaf]) : 0;
  }

  String string(int leaf) {
    return resolver.strings().get(text(leaf));
  }

  /** A span in nanoseconds, whatever it is counted in. */
  long nanos(int leaf) {
    Unit unit = program.step(leaf).unit();
    return switch (unit) {
      case TICKS -> ticks.nanos(values[leaf]);
      case NANOSECONDS, NONE -> values[leaf];
      case MICROSECONDS -> values[leaf] * 1_000;
      case MILLISECONDS -> values[leaf] * 1_000_000;
      case SECONDS -> values[leaf] * 1_000_000_000;
    };
  }

  /** The event's end in ticks. */
  long endTicks() {
    return values[START] + values[DURATION];
  }

  Ticks ticks() {
    return ticks;
  }

  Settings settings() {
    return settings;
  }

  Resolver resolver() {
    return resolver;
  }

  /** An empty text to put one together, and {@link #intern} it. */
  Texts scratch() {
    return scratch.clear();
  }

  int intern(Texts text) {
    return resolver.strings().intern(text.bytes(), 0, text.length());
  }
}
