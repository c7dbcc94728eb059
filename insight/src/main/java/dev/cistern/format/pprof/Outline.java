package dev.cistern.format.pprof;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything stands in one profile.proto: the header's fields as they are, the tables by id,
 * the strings by number, and how far the file is whole.
 *
 * <p>Two walks over the top level: the first counts, so that nothing grows and the budget is asked
 * once; the second notes the places. Messages are not looked into, but for the ids of the tables.
 */
final class Outline {
  /** A sample type: the numbers of two strings. */
  record RawType(long type, long unit) {}

  /** The header, strings by their numbers. */
  record RawHeader(
      List<RawType> types,
      RawType periodType,
      long period,
      long timeNanos,
      long durationNanos,
      long defaultSampleType,
      long dropFrames,
      long keepFrames,
      List<Long> comments) {}

  private static final int STRING_BYTES = 8; // its offset, its number in the model
  private static final int COMMENTS_MAX = 1000;

  private final Wire wire;
  private final int length;
  private final DamageLog log;
  private final Budget budget;

  private int wholeEnd; // the end of the last field that lies whole
  private int firstSample = -1;
  private int sampleCount;
  private final List<RawType> types = new ArrayList<>();
  private final List<Long> comments = new ArrayList<>();
  private RawType periodType = new RawType(0, 0);
  private long dropFrames;
  private long keepFrames;
  private long timeNanos;
  private long durationNanos;
  private long period;
  private long defaultSampleType;
  private int knownFields;
  private IdTable mappings = new IdTable(0);
  private IdTable locations = new IdTable(0);
  private IdTable functions = new IdTable(0);
  private int[] stringOffsets = new int[0];
  private int stringCount;

  Outline(byte[] bytes, int length, DamageLog log, Budget budget) {
    wire = new Wire(bytes, 0, length);
    this.length = length;
    this.log = log;
    this.budget = budget;
    count();
    place();
  }

  private void count() {
    int[] counts = new int[7];
    try {
      while (wire.more()) {
        int tag = wire.tag();
        wire.skip(tag);
        wholeEnd = wire.at();
        int field = tag >>> 3;
        if (field < counts.length && (tag & 7) == Wire.BYTES) {
          counts[field]++;
        }
      }
    } catch (Broken e) {
      log.add(e);
    }
    sampleCount = counts[2];
    mappings = table("mappings", counts[3]);
    locations = table("locations", counts[4]);
    functions = table("functions", counts[5]);
    stringOffsets = new int[reserve("strings", counts[6], STRING_BYTES)];
  }

  private IdTable table(String what, int count) {
    return new IdTable(reserve(what, count, IdTable.RECORD_BYTES));
  }

  private int reserve(String what, int count, int each) {
    int reserved = budget.reserve(count, each);
    if (reserved < count) {
      log.add(
          length,
          "at most %d %s (the heap is too small for more)".formatted(reserved, what),
          Integer.toString(count));
    }
    return reserved;
  }

  private void place() {
    wire.narrow(0, wholeEnd);
    while (wire.more()) {
      int from = wire.at();
      try {
        int tag = wire.tag();
        int body = wire.at();
        wire.skip(tag);
        int next = wire.at();
        try {
          field(tag, from, body);
        } catch (Broken e) {
          log.add(e);
        }
        wire.narrow(next, wholeEnd);
      } catch (Broken e) {
        throw new IllegalStateException("a field that was whole is not", e);
      }
    }
  }

  private void field(int tag, int from, int body) throws Broken {
    knownFields++;
    wire.jump(body);
    switch (tag) {
      case Field.SAMPLE_TYPE -> sampleType(from);
      case Field.SAMPLE -> firstSample = firstSample < 0 ? from : firstSample;
      case Field.MAPPING -> record(mappings, body, "mapping");
      case Field.LOCATION -> record(locations, body, "location");
      case Field.FUNCTION -> record(functions, body, "function");
      case Field.STRING -> string(body);
      case Field.DROP_FRAMES -> dropFrames = wire.varint();
      case Field.KEEP_FRAMES -> keepFrames = wire.varint();
      case Field.TIME_NANOS -> timeNanos(from);
      case Field.DURATION_NANOS -> durationNanos = wire.varint();
      case Field.PERIOD_TYPE -> periodType = type();
      case Field.PERIOD -> period = wire.varint();
      case Field.COMMENT -> comment(wire.varint());
      case Field.COMMENTS -> comments();
      case Field.DEFAULT_SAMPLE_TYPE -> defaultSampleType = wire.varint();
      case Field.DOC_URL -> wire.varint();
      default -> {
        knownFields--;
        if (tag >>> 3 <= Field.DOC_URL >>> 3) {
          throw new Broken(
              from,
              "a field of profile.proto",
              "field " + (tag >>> 3) + " of wire type " + (tag & 7));
        }
      }
    }
  }

  private void sampleType(int from) throws Broken {
    if (types.size() >= Budget.SAMPLE_TYPES_MAX) {
      throw new Broken(from, "at most " + types.size() + " sample types", "one more");
    }
    types.add(type());
  }

  private RawType type() throws Broken {
    long type = 0;
    long unit = 0;
    enter();
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case Field.TYPE_TYPE -> type = wire.varint();
        case Field.TYPE_UNIT -> unit = wire.varint();
        default -> wire.skip(tag);
      }
    }
    return new RawType(type, unit);
  }

  private void record(IdTable table, int body, String what) throws Broken {
    if (table.full()) {
      return; // told by reserve()
    }
    enter();
    long id = 0;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == Field.ID) {
        id = wire.varint();
        break; // it stands first in every writer's messages
      }
      wire.skip(tag);
    }
    if (!table.indexes(id) && !budget.take(IdTable.ENTRY_BYTES)) {
      throw new Broken(
          body, what + " ids from 1 on (the heap is too small)", Long.toUnsignedString(id));
    }
    if (!table.add(id, body)) {
      throw new Broken(
          body, "each " + what + " once", "id " + Long.toUnsignedString(id) + " again");
    }
  }

  private void string(int body) throws Broken {
    if (stringCount == stringOffsets.length) {
      return; // told by reserve()
    }
    stringOffsets[stringCount++] = body;
    if (stringCount == 1 && wire.length() != 0) {
      throw new Broken(body, "the empty string as number 0", "another");
    }
  }

  private void timeNanos(int from) throws Broken {
    long time = wire.varint();
    if (timeNanos != 0) {
      throw new Broken(from, "one profile", "a second one joined to it");
    }
    timeNanos = time;
  }

  private void comments() throws Broken {
    enter();
    while (wire.more()) {
      comment(wire.varint());
    }
  }

  private void comment(long string) {
    if (comments.size() < COMMENTS_MAX) {
      comments.add(string);
    }
  }

  /** Narrows to the message whose length stands here. */
  private void enter() throws Broken {
    wire.enter();
  }

  /** The end of what can be read. */
  int wholeEnd() {
    return wholeEnd;
  }

  /** Where the first sample's tag stands, or −1. */
  int firstSample() {
    return firstSample;
  }

  int sampleCount() {
    return sampleCount;
  }

  /** How many top-level fields were known ones. */
  int knownFields() {
    return knownFields;
  }

  IdTable mappings() {
    return mappings;
  }

  IdTable locations() {
    return locations;
  }

  IdTable functions() {
    return functions;
  }

  /** Where each string stands: at its length. */
  int[] stringOffsets() {
    return stringOffsets;
  }

  int stringCount() {
    return stringCount;
  }

  /** The header's fields with strings as numbers. */
  RawHeader header() {
    return new RawHeader(
        List.copyOf(types),
        periodType,
        period,
        timeNanos,
        durationNanos,
        defaultSampleType,
        dropFrames,
        keepFrames,
        List.copyOf(comments));
  }
}
