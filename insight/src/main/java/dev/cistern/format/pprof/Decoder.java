package dev.cistern.format.pprof;

import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Profile} of one inflated profile.proto, as far as it is whole. */
final class Decoder {
  private static final int SAMPLE_BYTES = 16; // its stack, its labels
  private static final int VALUE_BYTES = 8;
  private static final int FRAME_BYTES = 8; // of a new stack, while the model's table grows
  private static final int STACK_BYTES = 60;
  private static final int LABEL_BYTES = 60;

  private final Wire wire;
  private final Outline outline;
  private final Budget budget;
  private final DamageLog log;
  private final Stacks stacks;
  private final Labels labels;
  private final StringTable strings;
  private final Frames frames;

  private int[] stack = new int[256]; // of the sample at hand
  private int depth;
  private long[] values = new long[0];
  private int valueCount;
  private int labelCount;

  Decoder(byte[] bytes, int length, DamageLog log) {
    this.log = log;
    budget = Budget.of(length);
    outline = new Outline(bytes, length, log, budget);
    wire = new Wire(bytes, 0, outline.wholeEnd());
    Strings table = new Strings();
    stacks = new Stacks(table);
    labels = new Labels(table);
    strings = new StringTable(bytes, outline, table, budget, log);
    frames = new Frames(bytes, outline, strings, stacks, budget, log);
  }

  /** The profile, or nothing if the bytes are none at all. */
  Optional<Profile> decode() {
    Outline.RawHeader header = outline.header();
    List<SampleType> types = types(header);
    if (types.isEmpty()) {
      return Optional.empty();
    }
    int each = SAMPLE_BYTES + VALUE_BYTES * types.size();
    int room = budget.reserve(outline.sampleCount(), each);
    Profile.Builder builder = new Profile.Builder(types, stacks, labels, room);
    values = new long[types.size()];
    frames.resolveInOrder();
    samples(builder, room);
    return Optional.of(builder.header(header(header)).build());
  }

  private List<SampleType> types(Outline.RawHeader header) {
    List<SampleType> types = new ArrayList<>();
    for (Outline.RawType raw : header.types()) {
      int type = strings.find(raw.type());
      String name = type < 0 ? "value %d".formatted(types.size() + 1) : text(type);
      types.add(new SampleType(name, strings.text(raw.unit())));
    }
    if (types.isEmpty() && outline.firstSample() >= 0) {
      log.add(outline.wholeEnd(), "sample types", "none (values are named by their place)");
      int count = Math.min(Budget.SAMPLE_TYPES_MAX, valuesOfFirstSample());
      for (int i = 1; i <= count; i++) {
        types.add(new SampleType("value " + i, ""));
      }
    }
    return types;
  }

  private int valuesOfFirstSample() {
    values = new long[Budget.SAMPLE_TYPES_MAX];
    wire.narrow(outline.firstSample(), outline.wholeEnd());
    try {
      wire.tag();
      sample();
    } catch (Broken e) {
      log.add(e);
    }
    labels.abandon();
    return valueCount;
  }

  private void samples(Profile.Builder builder, int room) {
    int end = outline.wholeEnd();
    int at = outline.firstSample();
    while (at >= 0 && at < end) {
      wire.narrow(at, end);
      try {
        int tag = wire.tag();
        int body = wire.at();
        wire.skip(tag);
        int from = at;
        at = wire.at();
        if (tag != Field.SAMPLE) {
          continue;
        }
        if (builder.sampleCount() == room) {
          log.add(
              from,
              "at most %d samples (the heap is too small for more)".formatted(room),
              "%d".formatted(outline.sampleCount()));
          return;
        }
        wire.narrow(body, end);
        if (!add(builder, from)) {
          return;
        }
      } catch (Broken e) {
        labels.abandon();
        log.add(e); // of this sample alone; the next one stands where its length says
      }
    }
  }

  /** Adds the sample whose length stands here; false if the heap has no room for it. */
  private boolean add(Profile.Builder builder, int from) throws Broken {
    sample();
    if (valueCount != values.length) {
      log.add(from, "a sample of " + values.length + " values", Integer.toString(valueCount));
      if (valueCount == 0) {
        labels.abandon();
        return true;
      }
      Arrays.fill(values, Math.min(valueCount, values.length), values.length, 0);
    }
    if (!budget.walk(depth + labelCount)
        || !budget.take((long) LABEL_BYTES * labelCount + (long) FRAME_BYTES * depth)) {
      labels.abandon();
      log.add(from, "samples that fit into the heap", "more");
      return false;
    }
    int stacksBefore = stacks.stackCount();
    int stackNumber = stacks.stack(stack, depth);
    if (stacks.stackCount() == stacksBefore) {
      budget.give((long) FRAME_BYTES * depth);
    } else if (!budget.take(STACK_BYTES)) {
      labels.abandon();
      log.add(from, "stacks that fit into the heap", "more");
      return false;
    }
    int setsBefore = labels.size();
    int labelSet = labels.end();
    if (labels.size() == setsBefore) {
      budget.give((long) LABEL_BYTES * labelCount);
    }
    builder.add(stackNumber, labelSet, values);
    return true;
  }

  private void sample() throws Broken {
    depth = 0;
    valueCount = 0;
    labelCount = 0;
    int end = wire.end();
    int sampleEnd = wire.enter();
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case Field.SAMPLE_LOCATION -> location(wire.varint());
        case Field.SAMPLE_LOCATIONS -> {
          int listEnd = wire.enter();
          locations(listEnd);
          wire.narrow(listEnd, sampleEnd);
        }
        case Field.SAMPLE_VALUE -> value(wire.varint());
        case Field.SAMPLE_VALUES -> {
          int listEnd = wire.enter();
          while (wire.more()) {
            value(wire.varint());
          }
          wire.narrow(listEnd, sampleEnd);
        }
        case Field.SAMPLE_LABEL -> {
          int labelEnd = wire.enter();
          label();
          wire.narrow(labelEnd, sampleEnd);
        }
        default -> wire.skip(tag);
      }
    }
    wire.narrow(sampleEnd, end);
  }

  /**
   * A packed list of locations: most of a file. Ids of up to three bytes whose frames are known are
   * taken here, in a loop that the compiler keeps in registers.
   */
  private void locations(int listEnd) throws Broken {
    byte[] bytes = wire.bytes();
    int[] places = frames.places();
    int at = wire.at();
    while (at < listEnd) {
      int next = at;
      int id = bytes[next++];
      if (id < 0 && next < listEnd) {
        int second = bytes[next++];
        id = id & 0x7f | second << 7;
        if (second < 0 && next < listEnd) {
          id = id & 0x3fff | bytes[next++] << 14;
        }
      }
      int place = id >= 0 && id < places.length ? places[id] : 0;
      if (place > 0 && depth < stack.length) {
        stack[depth++] = place - 1;
        at = next;
      } else if (place < 0) {
        at = next;
        append(-place, frames.all()[-place - 1]);
      } else {
        wire.narrow(at, listEnd);
        location(wire.varint());
        at = wire.at();
      }
    }
    wire.jump(at);
  }

  private void location(long id) throws Broken {
    long place = frames.location(id);
    append((int) (place >>> 32), (int) place);
  }

  /** Adds {@code count} resolved frames. */
  private void append(int from, int count) throws Broken {
    if (depth + count > stack.length) {
      if (depth + count > Budget.STACK_FRAMES_MAX) {
        throw new Broken(
            wire.at(), "at most " + Budget.STACK_FRAMES_MAX + " frames in a stack", "more");
      }
      stack = Arrays.copyOf(stack, Math.max(depth + count, stack.length * 2));
    }
    int[] all = frames.all();
    for (int i = 0; i < count; i++) {
      stack[depth++] = all[from + i];
    }
  }

  private void value(long value) {
    if (valueCount < values.length) {
      values[valueCount] = value;
    }
    valueCount++;
  }

  private void label() throws Broken {
    long key = 0;
    long text = 0;
    long number = 0;
    long unit = 0;
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case Field.LABEL_KEY -> key = wire.varint();
        case Field.LABEL_TEXT -> text = wire.varint();
        case Field.LABEL_NUMBER -> number = wire.varint();
        case Field.LABEL_UNIT -> unit = wire.varint();
        default -> wire.skip(tag);
      }
    }
    if (text == 0 && number == 0 && unit == 0) {
      return;
    }
    if (labelCount == Budget.SAMPLE_LABELS_MAX) {
      throw new Broken(wire.at(), "at most " + labelCount + " labels in a sample", "one more");
    }
    labels.add(
        strings.id(key),
        strings.id(text),
        text == 0 ? number : 0,
        text == 0 ? strings.id(unit) : 0);
    labelCount++;
  }

  private Profile.Header header(Outline.RawHeader raw) {
    Optional<SampleType> periodType =
        Optional.of(
                new SampleType(
                    strings.text(raw.periodType().type()), strings.text(raw.periodType().unit())))
            .filter(type -> !type.type().isEmpty() || !type.unit().isEmpty());
    return new Profile.Header(
        raw.timeNanos(),
        raw.durationNanos(),
        periodType,
        raw.period(),
        strings.text(raw.defaultSampleType()),
        strings.text(raw.dropFrames()),
        strings.text(raw.keepFrames()),
        raw.comments().stream().map(strings::text).toList());
  }

  private String text(int id) {
    return stacks.strings().get(id);
  }
}
