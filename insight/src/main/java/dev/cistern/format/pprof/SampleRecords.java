package dev.cistern.format.pprof;

import dev.cistern.model.IntLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples read from the wire into arrays, before the tables that they refer to have come.
 *
 * <p>Their locations are lists of ids, that of the first sample being list 1. A record never
 * crosses a page: offset in the file; count of values as stated, the values in two halves each; how
 * many ints the labels take, and of each label the string numbers of key and text and, where the
 * text is 0, the string number of the unit and the number in two halves. An id that is no positive
 * {@code int} stands as the negative of its place among the wide ones, less 1.
 */
final class SampleRecords {
  /** What a label of a number takes in a record; one of a text takes 2. */
  static final int LABEL_INTS = 5;

  private static final int PAGE_INTS_MAX = 1 << 16; // no more, or a collector treats it as huge
  private static final int PAGE_INTS_MIN = 1 << 10;
  private static final int SAMPLE_BYTES = 128; // of a large file, about
  private static final int LOCATION_BYTES = 5; // of a large file, for each that a sample names

  private IntLists stacks = new IntLists(); // of location ids
  private final List<int[]> fullPages = new ArrayList<>();
  private final List<Integer> fullPageEnds = new ArrayList<>();
  private int[] page;
  private int at; // where the next record begins
  private long[] wide = new long[16];
  private int wideCount;
  private int count;
  private long labelTotal;
  private int firstValueCount;

  private long[] values = new long[8];
  private int valueCount;
  private int[] labels = new int[8 * LABEL_INTS];
  private int labelCount;
  private int labelInts;

  /** With a first page for a file of about this length. */
  SampleRecords(int fileBytes) {
    page = new int[Math.clamp(fileBytes, PAGE_INTS_MIN, PAGE_INTS_MAX)];
    stacks.expect(fileBytes / SAMPLE_BYTES, fileBytes / LOCATION_BYTES);
  }

  /** Adds the sample whose length stands at the wire's place, and which began at {@code from}. */
  void add(Wire wire, int from) throws Broken {
    valueCount = 0;
    labelCount = 0;
    labelInts = 0;
    stacks.abandon();
    int outerEnd = wire.end();
    int end = wire.enter();
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case Field.SAMPLE_LOCATION -> location(wire, wire.varint());
        case Field.SAMPLE_LOCATIONS -> {
          locations(wire, wire.enter());
          wire.narrow(wire.at(), end);
        }
        case Field.SAMPLE_VALUE -> value(wire.varint());
        case Field.SAMPLE_VALUES -> {
          int listEnd = wire.enter();
          while (wire.more()) {
            value(wire.varint());
          }
          wire.narrow(listEnd, end);
        }
        case Field.SAMPLE_LABEL -> {
          int labelEnd = wire.enter();
          label(wire);
          wire.narrow(labelEnd, end);
        }
        default -> wire.skip(tag);
      }
    }
    wire.narrow(end, outerEnd);
    stacks.closeNew();
    record(from);
  }

  /** Writes the record of what was read. */
  private void record(int from) {
    int kept = Math.min(valueCount, Budget.SAMPLE_TYPES_MAX);
    ensure(3 + 2 * kept + labelInts);
    int[] into = page;
    int to = at;
    into[to++] = from;
    into[to++] = valueCount;
    for (int i = 0; i < kept; i++) {
      into[to++] = (int) (values[i] >>> 32);
      into[to++] = (int) values[i];
    }
    into[to++] = labelInts;
    System.arraycopy(labels, 0, into, to, labelInts);
    at = to + labelInts;
    if (count++ == 0) {
      firstValueCount = valueCount;
    }
    labelTotal += labelCount;
  }

  private void locations(Wire wire, int end) throws Broken {
    byte[] bytes = wire.bytes();
    int next = wire.at();
    int room = Budget.STACK_FRAMES_MAX - stacks.open();
    int[] into = stacks.room(Math.min(end - next, room));
    int filled = stacks.end();
    int limit = filled + Math.min(end - next, room);
    while (next < end && filled < limit) {
      int id = bytes[next++];
      if (id < 0) {
        if (next < end && bytes[next] >= 0) {
          id = id & 0x7f | bytes[next++] << 7;
        } else if (next + 1 < end && bytes[next + 1] >= 0) {
          id = id & 0x7f | (bytes[next] & 0x7f) << 7 | bytes[next + 1] << 14;
          next += 2;
        } else {
          wire.narrow(next - 1, end);
          id = narrow(wire.varint());
          next = wire.at();
        }
      }
      into[filled++] = id;
    }
    stacks.end(filled);
    if (next < end) {
      throw tooDeep(next);
    }
    wire.jump(end);
  }

  private void location(Wire wire, long id) throws Broken {
    if (stacks.open() >= Budget.STACK_FRAMES_MAX) {
      throw tooDeep(wire.at());
    }
    int[] into = stacks.room(1);
    into[stacks.end()] = narrow(id);
    stacks.end(stacks.end() + 1);
  }

  /** What is wrong with a sample of a stack too deep. */
  static Broken tooDeep(int at) {
    return new Broken(at, "at most " + Budget.STACK_FRAMES_MAX + " frames in a stack", "more");
  }

  private void value(long value) {
    if (valueCount == values.length && valueCount < Budget.SAMPLE_TYPES_MAX) {
      values = Arrays.copyOf(values, 2 * valueCount);
    }
    if (valueCount < values.length) {
      values[valueCount] = value;
    }
    valueCount++;
  }

  private void label(Wire wire) throws Broken {
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
    labelCount++;
    if (labelInts + LABEL_INTS > labels.length) {
      labels = Arrays.copyOf(labels, 2 * labels.length);
    }
    labels[labelInts++] = narrow(key);
    labels[labelInts++] = narrow(text);
    if (text == 0) {
      labels[labelInts++] = narrow(unit);
      labels[labelInts++] = (int) (number >>> 32);
      labels[labelInts++] = (int) number;
    }
  }

  private int narrow(long id) {
    if (id >= 0 && id <= Integer.MAX_VALUE) {
      return (int) id;
    }
    if (wideCount == wide.length) {
      wide = Arrays.copyOf(wide, 2 * wideCount);
    }
    wide[wideCount] = id;
    return -1 - wideCount++;
  }

  /** What stands for an id in a record, as it stood in the file. */
  long widen(int id) {
    return id >= 0 ? id : wide[-1 - id];
  }

  /** Makes room for a record, which may begin a new page. */
  private void ensure(int more) {
    if (more <= page.length - at) {
      return;
    }
    if (at > 0) {
      fullPages.add(page);
      fullPageEnds.add(at);
    }
    page = new int[Math.max(PAGE_INTS_MAX, more)];
    at = 0;
  }

  /** Forgets the records. */
  void clear() {
    fullPages.clear();
    fullPageEnds.clear();
    at = 0;
    wide = new long[16];
    wideCount = 0;
    count = 0;
    labelTotal = 0;
    stacks = new IntLists();
  }

  /** How many samples are held. */
  int count() {
    return count;
  }

  /** Their locations: lists of ids as they stand in a record. */
  IntLists stacks() {
    return stacks;
  }

  /** How many labels they have. */
  long labelTotal() {
    return labelTotal;
  }

  /** How many values the first sample has, 0 if there is none. */
  int firstValueCount() {
    return firstValueCount;
  }

  /** About what is held. */
  long heldBytes() {
    return 4L * PAGE_INTS_MAX * fullPages.size()
        + 4L * page.length
        + 8L * wide.length
        + stacks.bytes();
  }

  /** How many pages there are. */
  int pageCount() {
    return fullPages.size() + 1;
  }

  /** The records of a page, from 0 to {@link #pageEnd}. */
  int[] page(int number) {
    return number < fullPages.size() ? fullPages.get(number) : page;
  }

  int pageEnd(int number) {
    return number < fullPageEnds.size() ? fullPageEnds.get(number) : at;
  }

  /** Where the values of the record at {@code from} stand: at their count. */
  static int valuesAt(int from) {
    return from + 1;
  }

  /** Where the labels stand, at their length, if the values stand at {@code valuesAt}. */
  static int labelsAt(int[] page, int valuesAt) {
    return valuesAt + 1 + 2 * Math.min(page[valuesAt], Budget.SAMPLE_TYPES_MAX);
  }

  /** Where the next record begins, if the labels stand at {@code labelsAt}. */
  static int next(int[] page, int labelsAt) {
    return labelsAt + 1 + page[labelsAt];
  }
}
