package dev.cistern.format.jfr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes small recordings as no JDK does: with integers of fixed length, strings in every encoding,
 * keys of 64 bits, pools where a test wants them.
 *
 * <p>Each chunk knows two event types, {@code jdk.ObjectAllocationSample} and {@code
 * jdk.ThreadPark}, with threads, stacks, classes and symbols behind them; with contexts a third,
 * the service's own.
 */
final class MiniRecording {
  static final long START_NANOS = 1_700_000_000_000_000_000L;

  // Type ids; a test may shift them all, as they differ from writer to writer.
  static final int LONG = 20;
  static final int INT = 21;
  static final int STRING = 22;
  static final int BOOLEAN = 23;
  static final int THREAD = 24;
  static final int CLASS = 25;
  static final int SYMBOL = 26;
  static final int METHOD = 27;
  static final int FRAME = 28;
  static final int TRACE = 29;
  static final int ALLOCATION = 40;
  static final int PARK = 41;
  static final int CONTEXT = 42;
  static final int CONTEXTUAL = 30;

  private final boolean compressed;
  private final int shift;
  private final Out events = new Out();
  private final Set<Integer> missing = new HashSet<>();
  private final Set<Integer> bare = new HashSet<>();
  private final Map<Integer, Integer> strangePools = new TreeMap<>();
  private int major = 2;
  private int minor = 1;
  private boolean hasConstants = true;
  private boolean hasContexts;
  private int eventCount;

  MiniRecording(boolean compressed, int shift) {
    this.compressed = compressed;
    this.shift = shift;
  }

  /** Version 1 has other names for the same types. */
  MiniRecording version(int newMajor, int newMinor) {
    major = newMajor;
    minor = newMinor;
    return this;
  }

  /** Strips a type from the metadata; its events and constants stay. */
  MiniRecording without(int type) {
    missing.add(type);
    return this;
  }

  /** Strips a type of its fields in the metadata; its events and constants stay. */
  MiniRecording withoutFieldsOf(int type) {
    bare.add(type);
    return this;
  }

  /** Leaves the checkpoint out. */
  MiniRecording withoutConstants() {
    hasConstants = false;
    return this;
  }

  /** Adds a pool of a type that no metadata describe: first of all if empty, else last. */
  MiniRecording withStrangePool(int type, int values) {
    strangePools.put(type, values);
    return this;
  }

  /** Bytes with the recording's integers. */
  private final class Out {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out number(long value) {
      if (!compressed) {
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        return this;
      }
      long left = value;
      for (int i = 0; i < 8 && (left & ~0x7fL) != 0; i++) {
        bytes.write((int) (left & 0x7f) | 0x80);
        left >>>= 7;
      }
      bytes.write((int) left);
      return this;
    }

    Out count(int value) {
      if (!compressed) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        return this;
      }
      return number(value);
    }

    Out octet(int value) {
      bytes.write(value);
      return this;
    }

    Out utf8(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      octet(3).count(utf8.length).bytes.writeBytes(utf8);
      return this;
    }

    Out latin1(String text) {
      byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
      octet(5).count(latin1.length).bytes.writeBytes(latin1);
      return this;
    }

    Out chars(String text) {
      octet(4).count(text.length());
      for (char c : text.toCharArray()) {
        if (compressed) {
          number(c);
        } else {
          octet(c >> 8).octet(c & 0xff);
        }
      }
      return this;
    }

    /** An event of these bytes: its size counts itself. */
    Out event(int type, Out body) {
      Out rest = new Out().number(type < 2 ? type : type + shift);
      rest.bytes.writeBytes(body.bytes.toByteArray());
      int length = rest.bytes.size();
      if (compressed) {
        int size = length + 4; // always four bytes, as the JVM writes it
        for (int i = 0; i < 4; i++) {
          octet((size >>> 7 * i & 0x7f) | (i < 3 ? 0x80 : 0));
        }
      } else {
        count(length + 4);
      }
      bytes.writeBytes(rest.bytes.toByteArray());
      return this;
    }
  }

  MiniRecording allocation(long ticks, long thread, long stack, long type, long weight) {
    Out body = new Out().number(ticks).number(thread).number(stack).number(type).number(weight);
    events.event(ALLOCATION, body);
    eventCount++;
    return this;
  }

  MiniRecording park(long ticks, long duration, long thread, long stack, long type) {
    Out body = new Out().number(ticks).number(duration).number(thread).number(stack).number(type);
    events.event(PARK, body);
    eventCount++;
    return this;
  }

  /** A context that labels what lies within it on its thread. */
  MiniRecording context(long ticks, long duration, long thread, String service, long order) {
    hasContexts = true;
    Out body = new Out().number(ticks).number(duration).number(thread).utf8(service).number(order);
    events.event(CONTEXT, body);
    eventCount++;
    return this;
  }

  int eventCount() {
    return eventCount;
  }

  private Out metadata() {
    List<String> strings = new ArrayList<>(List.of("root", "metadata"));
    Out tree = new Out();
    tree.count(0).count(0).count(1); // root, with one child
    Map<Integer, String> names = new TreeMap<>(MiniTypes.NAMES);
    names.put(ALLOCATION, "jdk.ObjectAllocationSample");
    names.put(PARK, "jdk.ThreadPark");
    if (hasContexts) {
      names.put(CONTEXTUAL, "jdk.jfr.Contextual");
      names.put(CONTEXT, "shop.Request");
    }
    names.keySet().removeAll(missing);
    tree.count(1).count(0).count(names.size());
    names.forEach(
        (id, name) -> type(tree, strings, id, named(name), id < ALLOCATION ? "" : "jdk.jfr.Event"));
    Out body = new Out().number(0).number(0).number(1).count(strings.size());
    strings.forEach(body::utf8);
    body.bytes.writeBytes(tree.bytes.toByteArray());
    return body;
  }

  private String named(String today) {
    return major > 1
        ? today
        : today.startsWith("jdk.types.")
            ? today.replace("jdk.types.", "com.oracle.jfr.types.")
            : today.replaceFirst("^jdk\\.", "com.oracle.jdk.");
  }

  private void type(Out tree, List<String> strings, int id, String name, String superType) {
    List<MiniTypes.Field> fields = bare.contains(id) ? List.of() : MiniTypes.fields(id);
    attributes(
        tree, strings, "class", "id", "" + (id + shift), "name", name, "superType", superType);
    tree.count(fields.size());
    for (MiniTypes.Field field : fields) {
      attributes(
          tree,
          strings,
          "field",
          "name",
          field.name(),
          "class",
          "" + (field.type() + shift),
          "constantPool",
          "" + field.pooled(),
          "dimension",
          field.array() ? "1" : "0");
      tree.count(field.contextual() ? 1 : 0);
      if (field.contextual()) {
        attributes(tree, strings, "annotation", "class", "" + (CONTEXTUAL + shift));
        tree.count(0);
      }
    }
  }

  private static void attributes(
      Out tree, List<String> strings, String element, String... keysAndValues) {
    tree.count(index(strings, element)).count(keysAndValues.length / 2);
    for (String text : keysAndValues) {
      tree.count(index(strings, text));
    }
  }

  private static int index(List<String> strings, String text) {
    if (!strings.contains(text)) {
      strings.add(text);
    }
    return strings.indexOf(text);
  }

  /** Threads 1–2, stacks 1–{@code stacks}, classes 1–2 (and 2⁶³−1), and an empty pool. */
  private Out constants(int stacks) {
    Out out = new Out().number(0).number(0).number(0).octet(0).count(6 + strangePools.size());
    strangePools.forEach((type, values) -> strangePool(out, type, values, values == 0));
    out.number(STRING + shift).count(0);
    out.number(THREAD + shift).count(2);
    out.number(1).utf8("main").number(100).utf8("main").number(1);
    out.number(2).octet(0).number(200).octet(1).number(0);
    out.number(CLASS + shift).count(3);
    out.number(1).number(1).number(2).number(2).number(Long.MAX_VALUE).number(3);
    out.number(SYMBOL + shift).count(5);
    out.number(1).latin1("[B");
    out.number(2).utf8("java/util/concurrent/locks/ReentrantLock$NonfairSync");
    out.number(3).chars("org/example/Grüße");
    out.number(4).utf8("work").number(5).octet(5).count(1).octet('f');
    out.number(METHOD + shift).count(2);
    out.number(1).number(Long.MAX_VALUE).number(4).number(2).number(2).number(5);
    out.number(TRACE + shift).count(stacks);
    for (int i = 1; i <= stacks; i++) {
      out.number(i).octet(0).count(2);
      out.number(1).count(10 + i).count(0).number(2).count(7).count(0);
    }
    strangePools.forEach((type, values) -> strangePool(out, type, values, values > 0));
    return out;
  }

  private void strangePool(Out out, int type, int values, boolean here) {
    if (here) {
      out.number(type).count(values);
      for (int i = 0; i < values; i++) {
        out.number(i).number(i).number(i);
      }
    }
  }

  /** The chunk, its tables before or behind the events. */
  byte[] chunk(int stacks, boolean tablesFirst) {
    Out body = new Out();
    Out tables = new Out();
    if (hasConstants) {
      tables.event(1, constants(stacks));
    }
    int tablesAt = Chunk.HEADER_BYTES + (tablesFirst ? 0 : events.bytes.size());
    int constantsAt = hasConstants ? tablesAt : 0;
    int metadataAt = tablesAt + tables.bytes.size();
    tables.event(0, metadata());
    if (tablesFirst) {
      body.bytes.writeBytes(tables.bytes.toByteArray());
    }
    body.bytes.writeBytes(events.bytes.toByteArray());
    if (!tablesFirst) {
      body.bytes.writeBytes(tables.bytes.toByteArray());
    }
    int size = Chunk.HEADER_BYTES + body.bytes.size();
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(Chunk.MAGIC).putShort((short) major).putShort((short) minor);
    out.putLong(size).putLong(constantsAt).putLong(metadataAt);
    out.putLong(START_NANOS).putLong(1_000_000_000).putLong(0).putLong(1_000_000_000);
    out.putInt(compressed ? 1 : 0).put(body.bytes.toByteArray());
    return out.array();
  }

  /** A chunk with {@code count} events of both types, out of order. */
  static byte[] sample(boolean compressed, int shift, int count, boolean tablesFirst) {
    return new MiniRecording(compressed, shift).events(count).chunk(20, tablesFirst);
  }

  /** Adds {@code count} events of both types, out of order. */
  MiniRecording events(int count) {
    for (int i = 0; i < count; i++) {
      long ticks = (i * 7919L) % 1_000_000;
      if (i % 3 == 0) {
        park(ticks, 500, 1 + i % 2, 1 + i % 20, 2);
      } else {
        allocation(ticks, 1 + i % 2, 1 + i % 20, i % 5 == 0 ? Long.MAX_VALUE : 1, i);
      }
    }
    return this;
  }
}
