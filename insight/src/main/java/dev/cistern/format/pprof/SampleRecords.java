package dev.cistern.format.pprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples read from the wire into arrays, before the tables that they refer to have come.
 *
 * <p>A record never crosses a page: offset in the file; count of locations, their ids; count of
 * values as stated, the values in two halves each; count of labels, and of each the string numbers
 * of key, text and unit and the number in two halves. An id that is no positive {@code int} stands
 * as the negative of its place among the wide ones, less 1.
 */
final class SampleRecords {
  /** What a label takes in a record. */
  static final int LABEL_INTS = 5;

  private static final int PAGE_INTS_MAX = 1 << 17;
  private static final int PAGE_INTS_MIN = 1 << 10;

  private final List<int[]> fullPages = new ArrayList<>();
  private final List<Integer> fullPageEnds = new ArrayList<>();
  private int[] page;
  private int at; // where the next record begins
  private int to; // where the open record ends so far
  private long[] wide = new long[16];
  private int wideCount;
  private int count;
  private long idCount;
  private long labelTotal;
  private int firstValueCount;

  private long[] values = new long[8];
  private int valueCount;
  private int[] labels = new int[8 * LABEL_INTS];
  private int labelCount;

  /** With a first page for a file of about this length. */
  SampleRecords(int fileBytes) {
    page = new int[Math.clamp(fileBytes, PAGE_INTS_MIN, PAGE_INTS_MAX)];
  }

  /** Adds the sample whose length stands at the wire's place, and which began at {@code from}. */
  void add(Wire wire, int from) throws Broken {
    valueCount = 0;
    labelCount = 0;
    to = at;
    ensure(2);
    page[to++] = from;
    to++;
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
    close();
  }

  /** Ends the open record: the count of its locations, its values, its labels. */
  private void close() {
    int depth = to - at - 2;
    page[at + 1] = depth;
    int kept = Math.min(valueCount, Budget.SAMPLE_TYPES_MAX);
    ensure(2 + 2 * kept + LABEL_INTS * labelCount);
    page[to++] = valueCount;
    for (int i = 0; i < kept; i++) {
      page[to++] = (int) (values[i] >>> 32);
      page[to++] = (int) values[i];
    }
    page[to++] = labelCount;
    System.arraycopy(labels, 0, page, to, LABEL_INTS * labelCount);
    at = to + LABEL_INTS * labelCount;
    if (count++ == 0) {
      firstValueCount = valueCount;
    }
    idCount += depth;
    labelTotal += labelCount;
  }

  private void locations(Wire wire, int end) throws Broken {
    byte[] bytes = wire.bytes();
    int next = wire.at();
    ensure(Math.min(end - next, Budget.STACK_FRAMES_MAX));
    int[] into = page;
    int limit = Math.min(into.length, at + 2 + Budget.STACK_FRAMES_MAX);
    int filled = to;
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
    to = filled;
    if (next < end) {
      throw tooDeep(next);
    }
    wire.jump(end);
  }

  private void location(Wire wire, long id) throws Broken {
    if (to - at - 2 >= Budget.STACK_FRAMES_MAX) {
      throw tooDeep(wire.at());
    }
    ensure(1);
    page[to++] = narrow(id);
  }

  private static Broken tooDeep(int at) {
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
    int place = LABEL_INTS * labelCount++;
    if (place == labels.length) {
      labels = Arrays.copyOf(labels, 2 * place);
    }
    labels[place] = narrow(key);
    labels[place + 1] = narrow(text);
    labels[place + 2] = text == 0 ? narrow(unit) : 0;
    labels[place + 3] = text == 0 ? (int) (number >>> 32) : 0;
    labels[place + 4] = text == 0 ? (int) number : 0;
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

  /** Makes room in the page of the open record, which may move to a new one. */
  private void ensure(int more) {
    if (more <= page.length - to) {
      return;
    }
    int open = to - at;
    int[] wider = new int[Math.max(PAGE_INTS_MAX, open + Math.max(more, open))];
    System.arraycopy(page, at, wider, 0, open);
    if (at > 0) {
      fullPages.add(page);
      fullPageEnds.add(at);
    }
    page = wider;
    at = 0;
    to = open;
  }

  /** Forgets the records. */
  void clear() {
    fullPages.clear();
    fullPageEnds.clear();
    at = 0;
    wideCount = 0;
    count = 0;
    idCount = 0;
    labelTotal = 0;
  }

  /** How many samples are held. */
  int count() {
    return count;
  }

  /** How many locations they name, a location as often as it is named. */
  long idCount() {
    return idCount;
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
    return 4L * PAGE_INTS_MAX * fullPages.size() + 4L * page.length + 8L * wide.length;
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
  static int valuesAt(int[] page, int from) {
    return from + 2 + page[from + 1];
  }

  /** Where the labels stand, at their count, if the values stand at {@code valuesAt}. */
  static int labelsAt(int[] page, int valuesAt) {
    return valuesAt + 1 + 2 * Math.min(page[valuesAt], Budget.SAMPLE_TYPES_MAX);
  }

  /** Where the next record begins, if the labels stand at {@code labelsAt}. */
  static int next(int[] page, int labelsAt) {
    return labelsAt + 1 + LABEL_INTS * page[labelsAt];
  }
}
