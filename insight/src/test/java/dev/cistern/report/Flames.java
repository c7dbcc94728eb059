package dev.cistern.report;

import dev.cistern.model.FlameGraph;
import dev.cistern.model.SampleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Flame graphs made by hand or by a seed. */
final class Flames {
  private static final int[] NONE = {};

  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final List<Integer> parent = new ArrayList<>();
  private final List<Integer> name = new ArrayList<>();
  private final List<Long> self = new ArrayList<>();

  private Flames() {
    add(-1, "root", 0);
  }

  /** A small service's stacks. */
  static FlameGraph service(String type, String unit, long scale) {
    Flames flames = new Flames();
    int thread = flames.path(0, "java.lang.Thread.run", "java.lang.VirtualThread.run");
    int http = flames.path(thread, "com.sun.net.httpserver.Server.handle");
    int checkout = flames.path(http, "com.acme.checkout.CheckoutHandler.handle");
    int encode = flames.path(checkout, "com.acme.checkout.ResponseEncoder.encode");
    flames.add(
        flames.path(encode, "io.netty.util.Recycler.get", "com.acme.checkout.Buffers.newObject"),
        "java.nio.ByteBuffer.allocate",
        42 * scale);
    flames.add(encode, "java.lang.String.getBytes", 6 * scale);
    int price = flames.path(checkout, "com.acme.checkout.PriceList.merge");
    flames.add(price, "java.util.ArrayList.grow", 9 * scale);
    flames.add(price, "java.lang.Long.valueOf", 5 * scale);
    int export = flames.path(http, "com.acme.checkout.ExportService.writePage");
    flames.add(export, "org.apache.commons.pool2.impl.GenericObjectPool.create", 11 * scale);
    flames.add(export, "java.util.Arrays.copyOf", 13 * scale);
    int json = flames.path(export, "tools.jackson.core.json.UTF8JsonGenerator.writeString");
    flames.add(json, "tools.jackson.core.util.BufferRecycler.allocByteBuffer", 4 * scale);
    int sql = flames.path(checkout, "com.acme.checkout.SessionStore.load");
    for (int i = 0; i < 14; i++) {
      int row = flames.add(sql, "org.postgresql.jdbc.PgResultSet.get" + i, scale / 4);
      flames.add(row, "java.lang.Integer.parse" + i, scale / (i + 1));
    }
    return flames.build(type, unit);
  }

  /** A tree of {@code nodes} nodes in a shape that the seed gives. */
  static FlameGraph random(long seed, int nodes, int nameCount) {
    Random random = new Random(seed);
    Flames flames = new Flames();
    for (int i = 1; i < nodes; i++) {
      int below = random.nextInt(3) == 0 ? random.nextInt(i) : Math.max(0, i - 1);
      int which = random.nextInt(nameCount);
      String function =
          "github.com/acme/service%02d/internal/handlers/package%03d.(*Handler%d).serveRequest%d"
              .formatted(which % 50, which % 400, which, which % 7);
      flames.add(below, function, 1 + random.nextInt(1 << 20));
    }
    return flames.build("alloc_space", "bytes");
  }

  /** One stack of {@code depth} frames. */
  static FlameGraph deep(int depth) {
    Flames flames = new Flames();
    int node = 0;
    for (int i = 0; i < depth; i++) {
      node = flames.add(node, "main.recurse" + i % 10, 1);
    }
    return flames.build("cpu", "nanoseconds");
  }

  /** One frame with a name. */
  static FlameGraph named(String function) {
    Flames flames = new Flames();
    flames.add(0, function, 1);
    return flames.build("cpu", "nanoseconds");
  }

  private int path(int from, String... functions) {
    int node = from;
    for (String function : functions) {
      node = add(node, function, 0);
    }
    return node;
  }

  private int add(int parentNode, String function, long selfValue) {
    names.putIfAbsent(function, names.size());
    parent.add(parentNode);
    name.add(names.getOrDefault(function, 0));
    self.add(selfValue);
    return parent.size() - 1;
  }

  private FlameGraph build(String type, String unit) {
    int count = parent.size();
    long[] total = new long[count];
    for (int i = count - 1; i >= 0; i--) {
      total[i] += self.get(i);
      if (i > 0) {
        total[parent.get(i)] += total[i];
      }
    }
    return new FlameGraph(
        type,
        new SampleType(type, unit),
        List.copyOf(names.keySet()),
        count == 0 ? NONE : parent.stream().mapToInt(Integer::intValue).toArray(),
        name.stream().mapToInt(Integer::intValue).toArray(),
        self.stream().mapToLong(Long::longValue).toArray(),
        total,
        0);
  }
}
