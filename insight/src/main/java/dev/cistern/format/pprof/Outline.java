package dev.cistern.format.pprof;

import dev.cistern.format.Arriving;
import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where everything stands in one profile.proto: the header's fields as they are, the tables by id,
 * the strings by number, and how far the file is whole.
 *
 * <p>One walk over the top level, while the file is still being inflated: strings are noted and
 * samples held as records as far as memory allows; the tables, which hold everything else, follow
 * when their sizes are known and the budget was asked once for each.
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

  private static final int PLACES_MAX = 1 << 21; // of records noted; others are walked to again
  private static final int COMMENTS_MAX = 1000;

  private final Arriving arriving;
  private final StringTable strings;
  private final SampleRecords samples;
  private final DamageLog log;
  private final Budget budget;

  private Wire wire;
  private int wholeEnd; // the end of the last field that lies whole
  private int sampleCount;
  private boolean holding = true; // whether samples are still held
  private int firstNotHeld = -1; // where the first sample stands that is not
  private int[] places = new int[64]; // of the fields that are neither strings nor samples
  private int placeCount;
  private final List<RawType> types = new ArrayList<>();
  private final List<Long> comments = new ArrayList<>();
  private RawType periodType = new RawType(0, 0);
  private long dropFrames;
  private long keepFrames;
  private long timeNanos;
  private long durationNanos;
  private long period;
  private long defaultSampleType;
  private IdTable mappings = new IdTable(0);
  private IdTable locations = new IdTable(0);
  private IdTable functions = new IdTable(0);

  Outline(
      Arriving arriving, StringTable strings, SampleRecords samples, DamageLog log, Budget budget) {
    this.arriving = arriving;
    this.strings = strings;
    this.samples = samples;
    this.log = log;
    this.budget = budget;
    wire = new Wire(arriving.bytes(), 0, arriving.length());
  }

  /** Walks over the whole file; what was wrong with its gzip is told first of the damage. */
  Content read() throws IOException {
    int[] counts = new int[7];
    int at = 0;
    Optional<Broken> end = Optional.empty();
    while (end.isEmpty() && (at < arriving.length() || more())) {
      wire.narrow(at, arriving.length());
      try {
        int tag = wire.tag();
        int body = wire.at();
        wire.skip(tag);
        int next = wire.at();
        note(tag, at, body, next, counts);
        at = next;
      } catch (Broken e) {
        end = more() ? Optional.empty() : Optional.of(e);
      }
    }
    wholeEnd = at;
    Content content = arriving.content();
    log.begin(content.damage());
    end.ifPresent(broken -> broken.tell(log));
    strings.complete(content.bytes(), wholeEnd);
    sampleCount = counts[2];
    mappings = table("mappings", counts[3]);
    locations = table("locations", counts[4]);
    functions = table("functions", counts[5]);
    wire = new Wire(content.bytes(), 0, wholeEnd);
    place();
    return content;
  }

  /** Waits for more of the file. */
  private boolean more() throws IOException {
    boolean come = arriving.await();
    wire = new Wire(arriving.bytes(), 0, arriving.length());
    return come;
  }

  /** Notes a field that lies whole. */
  private void note(int tag, int from, int body, int next, int[] counts) {
    int field = tag >>> 3;
    if (field < counts.length && (tag & 7) == Wire.BYTES) {
      counts[field]++;
    }
    if (tag == Field.SAMPLE) {
      sample(from, body, next);
    } else if (tag == Field.STRING) {
      string(body, next);
    } else if (placeCount < PLACES_MAX) {
      if (placeCount == places.length) {
        places = Arrays.copyOf(places, 2 * placeCount);
      }
      places[placeCount++] = from;
    }
  }

  private void sample(int from, int body, int next) {
    if (holding && samples.heldBytes() > Budget.heldBytesMax()) {
      holding = false;
      firstNotHeld = from;
    }
    if (!holding) {
      return;
    }
    wire.narrow(body, next);
    try {
      samples.add(wire, from);
    } catch (Broken e) {
      e.tell(log); // of this sample alone; the next one stands where its length says
    }
  }

  private void string(int body, int next) {
    wire.narrow(body, next);
    try {
      int length = wire.length();
      strings.add(wire.bytes(), body, wire.at(), length);
    } catch (Broken e) {
      throw new IllegalStateException("a string that was whole is not", e);
    }
  }

  private IdTable table(String what, int count) {
    return new IdTable(reserve(what, count, IdTable.RECORD_BYTES));
  }

  private int reserve(String what, int count, int each) {
    int reserved = budget.reserve(count, each);
    if (reserved < count) {
      log.add(
          wholeEnd,
          "at most %d %s (the heap is too small for more)".formatted(reserved, what),
          Integer.toString(count));
    }
    return reserved;
  }

  /** Reads the fields that are neither strings nor samples. */
  private void place() {
    for (int i = 0; i < placeCount; i++) {
      wire.narrow(places[i], wholeEnd);
      fieldHere();
    }
    while (placeCount == PLACES_MAX && wire.more()) {
      fieldHere();
    }
    places = new int[0];
  }

  /** Reads the field that stands here and goes to its end. */
  private void fieldHere() {
    try {
      int from = wire.at();
      int tag = wire.tag();
      int body = wire.at();
      wire.skip(tag);
      int next = wire.at();
      if (tag != Field.SAMPLE && tag != Field.STRING) {
        try {
          wire.jump(body);
          field(tag, from);
        } catch (Broken e) {
          e.tell(log);
        }
        wire.narrow(next, wholeEnd);
      }
    } catch (Broken e) {
      throw new IllegalStateException("a field that was whole is not", e);
    }
  }

  private void field(int tag, int from) throws Broken {
    int body = wire.at();
    switch (tag) {
      case Field.SAMPLE_TYPE -> sampleType(from);
      case Field.MAPPING -> record(mappings, body, "mapping");
      case Field.LOCATION -> record(locations, body, "location");
      case Field.FUNCTION -> record(functions, body, "function");
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
      again(body, what, id);
    }
  }

  private void again(int body, String what, long id) {
    boolean told = !log.isFull(); // else it is only counted, and the words would take the time
    log.add(
        body,
        told ? "each " + what + " once" : "",
        told ? "id " + Long.toUnsignedString(id) + " again" : "");
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

  /** Where the first sample's tag stands that is not among the records, or −1. */
  int firstNotHeld() {
    return firstNotHeld;
  }

  int sampleCount() {
    return sampleCount;
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
