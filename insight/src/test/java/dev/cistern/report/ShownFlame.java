package dev.cistern.report;

import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A flame graph as the page's script decodes it.
 *
 * @param parent by node, −1 for the root
 * @param name by node, a place in the page's table of names
 * @param total by node
 */
record ShownFlame(int[] parent, int[] name, long[] total) {
  static ShownFlame of(JsonNode flame) {
    int count = flame.get("count").asInt();
    Varints in = new Varints(Base64.getDecoder().decode(flame.get("nodes").asString()));
    int[] parent = new int[count];
    int[] name = new int[count];
    long[] total = new long[count];
    for (int node = 0; node < count; node++) {
      parent[node] = node - (int) in.next();
      name[node] = (int) in.next();
      long own = in.next();
      total[node] = (own >>> 1 ^ -(own & 1)) * flame.get("scale").asLong();
    }
    for (int node = count - 1; node > 0; node--) {
      total[parent[node]] += total[node];
    }
    parent[0] = -1;
    return new ShownFlame(parent, name, total);
  }

  int count() {
    return parent.length;
  }

  /** Seven bits a byte, the lowest first. */
  private static final class Varints {
    private final byte[] bytes;
    private int at;

    Varints(byte[] bytes) {
      this.bytes = bytes;
    }

    long next() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte part = bytes[at++];
        value |= (part & 0x7fL) << shift;
        if (part >= 0) {
          return value;
        }
      }
    }
  }
}
