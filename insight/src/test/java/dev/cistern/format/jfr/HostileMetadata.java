package dev.cistern.format.jfr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metadata that are small in the file and, taken literally, large in memory. */
final class HostileMetadata {
  private static final int LEVELS = 4;
  private static final int FAN_OUT = 12;

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final ByteArrayOutputStream tree = new ByteArrayOutputStream();

  private HostileMetadata() {}

  /**
   * Many event types of one name that is read, each with a field of 12⁴ numbers: types within types
   * within types.
   */
  static byte[] wide(int events) {
    HostileMetadata metadata = new HostileMetadata();
    metadata.element("root", 1);
    metadata.element("metadata", 1 + LEVELS + events);
    metadata.element("class", 0, "id", "1", "name", "long");
    for (int level = 2; level < 2 + LEVELS; level++) {
      metadata.element("class", FAN_OUT, "id", "" + level, "name", "Wide" + level);
      for (int i = 0; i < FAN_OUT; i++) {
        metadata.element("field", 0, "name", "f" + i, "class", "" + (level - 1));
      }
    }
    for (int i = 0; i < events; i++) {
      metadata.element(
          "class", 2, "id", "" + (10 + i), "name", "jdk.ThreadPark", "superType", "jdk.jfr.Event");
      metadata.element("field", 0, "name", "startTime", "class", "1");
      metadata.element("field", 0, "name", "all", "class", "" + (1 + LEVELS));
    }
    return metadata.bytes();
  }

  private void element(String name, int children, String... attributes) {
    tree.writeBytes(number(index(name)));
    tree.writeBytes(number(attributes.length / 2));
    for (String text : attributes) {
      tree.writeBytes(number(index(text)));
    }
    tree.writeBytes(number(children));
  }

  private int index(String text) {
    Integer known = strings.putIfAbsent(text, strings.size());
    return known == null ? strings.size() - 1 : known;
  }

  private byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(number(strings.size()));
    for (String text : strings.keySet()) {
      out.write(3); // UTF-8
      out.writeBytes(number(text.length()));
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes(tree.toByteArray());
    return out.toByteArray();
  }

  /** A number as recordings with compressed integers hold it. */
  static byte[] number(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = value;
    while (left > 0x7f) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
    return out.toByteArray();
  }
}
