package dev.cistern.format.pproflegacy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Profiles in every legacy form, made by chance from a seed. */
final class LegacyFiles {
  private static final int SAMPLES = 60;
  private static final List<String> FRAMES =
      List.of(
          "com.shop.Cart.total (Cart.java:18)",
          "com.shop.Cart$1.run (Cart.java:-1)",
          "com.shop.Order.<init> (Order.java:7)",
          "com.shop.Map<K,V>.put (Map.java:30)",
          "memcpy (/lib/x86_64/libc-2.31.so)",
          "generated stub/JIT",
          "GC",
          "malloc (/lib/libc.so)",
          "allocate (Arena.java:5)",
          "Mutex::Unlock (lock.cc:9)");

  private final Random random;

  LegacyFiles(long seed) {
    random = new Random(seed);
  }

  /** Every form by name; {@code jemalloc} is the only one that the reference refuses. */
  static Map<String, byte[]> all(long seed) {
    LegacyFiles files = new LegacyFiles(seed);
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (boolean java : List.of(false, true)) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        all.put("cpu 32 %s java=%s".formatted(order, java), files.cpu(4, order, java));
        all.put("cpu 64 %s java=%s".formatted(order, java), files.cpu(8, order, java));
      }
    }
    for (String sampling :
        List.of(
            "heap_v2/524288",
            "heapz_v2/1",
            "heap_v2/0",
            "heapprofile",
            "growthz",
            "growth",
            "fragmentationz")) {
      all.put(sampling, files.heap(sampling, false));
      all.put(sampling + " with allocations", files.heap(sampling, true));
    }
    all.put("heap of Go", files.heap("heap/1048576", true));
    all.put("counts of Go", files.counts());
    all.put("contention", files.contention("--- contentionz 1 ---"));
    all.put("contention of Go", files.contention("--- contention:"));
    all.put("mutex of Go", files.contention("--- mutex:"));
    all.put("threads", files.threads());
    all.put("java heap", files.javaHeap());
    all.put("java contention", files.javaContention());
    all.put("jemalloc", files.jemalloc());
    return all;
  }

  byte[] cpu(int bytes, ByteOrder order, boolean java) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    words(out, bytes, order, 0, 3, java ? 1 : 0, 10_000, 0);
    boolean handler = random.nextBoolean();
    for (int i = 0; i < SAMPLES; i++) {
      List<Long> stack = new ArrayList<>(stack());
      if (handler && !java) {
        stack.add(1, 0x400123L);
      }
      if (!java && random.nextInt(5) == 0) {
        stack.add(1, stack.getFirst());
      }
      words(out, bytes, order, 1 + random.nextInt(9), stack.size());
      stack.forEach(address -> words(out, bytes, order, address));
    }
    words(out, bytes, order, 0, 1, 0);
    out.writeBytes((java ? symbols() : map()).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static void words(ByteArrayOutputStream out, int bytes, ByteOrder order, long... words) {
    for (long word : words) {
      ByteBuffer buffer = ByteBuffer.allocate(8).order(order).putLong(word);
      int from = order == ByteOrder.BIG_ENDIAN ? 8 - bytes : 0;
      out.writeBytes(Arrays.copyOfRange(buffer.array(), from, from + bytes));
    }
  }

  byte[] heap(String sampling, boolean allocations) {
    StringBuilder text = new StringBuilder();
    long more = allocations ? 3 : 1;
    text.append(
        "heap profile: %6d: %8d [%6d: %8d] @ %s%n".formatted(9, 99, 9 * more, 99, sampling));
    for (int i = 0; i < SAMPLES; i++) {
      long count = random.nextInt(40);
      long bytes = count * (1 + random.nextInt(100_000));
      text.append(
          "%6d: %8d [%6d: %8d] @%s%n"
              .formatted(count, bytes, count * more, bytes * more, addresses(stack())));
    }
    return (text + "\nMAPPED_LIBRARIES:\n" + map()).getBytes(StandardCharsets.UTF_8);
  }

  byte[] contention(String first) {
    StringBuilder text =
        new StringBuilder(
            first
                + "\ncycles/second = 3201000000\nsampling period = 100\n"
                + "ms since reset = 16502830\ndiscarded samples = 0\n");
    for (int i = 0; i < SAMPLES; i++) {
      text.append(
          "%10d %8d @%s%n"
              .formatted(random.nextInt(1 << 28), 1 + random.nextInt(30), addresses(stack())));
    }
    return (text + "--- Memory map: ---\n" + map()).getBytes(StandardCharsets.UTF_8);
  }

  byte[] counts() {
    StringBuilder text = new StringBuilder();
    int total = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int count = 1 + random.nextInt(9);
      total += count;
      text.append("%d @%s%n".formatted(count, addresses(stack())));
    }
    return ("threadcreate profile: total "
            + total
            + "\n"
            + text
            + "\n--- Memory map: ---\n"
            + map())
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] threads() {
    StringBuilder text = new StringBuilder("--- threadz 1 ---\n\n");
    for (int i = 0; i < SAMPLES; i++) {
      text.append("--- Thread 7f79%08x (name: worker %d/%d) stack: ---%n".formatted(i, i, 99 + i));
      if (i > 0 && random.nextInt(6) == 0) {
        text.append("  [same as previous thread]\n");
      } else {
        List<Long> stack = stack();
        text.append("  PC:%s%n".formatted(addresses(stack.subList(0, 1))));
        text.append("     %s%n".formatted(addresses(stack.subList(1, stack.size()))));
        text.append("      creator:%s%n".formatted(addresses(stack())));
      }
    }
    return (text + "--- Memory map: ---\n" + map()).getBytes(StandardCharsets.UTF_8);
  }

  byte[] javaHeap() {
    StringBuilder text = new StringBuilder("--- heapz 1 ---\nformat = java\nresolution = bytes\n");
    for (int i = 0; i < SAMPLES; i++) {
      long count = 1L + random.nextInt(20);
      text.append(
          "%14d %5d @%s%n"
              .formatted(count * (1 + random.nextInt(9_000)), count, addresses(javaStack())));
    }
    return (text + symbols()).getBytes(StandardCharsets.UTF_8);
  }

  byte[] javaContention() {
    StringBuilder text =
        new StringBuilder(
            "--- contentionz 1 ---\nformat = java\nresolution = microseconds\n"
                + "sampling period = 100\nms since reset = 6019923\n");
    for (int i = 0; i < SAMPLES; i++) {
      text.append(
          "%14d %5d @%s%n"
              .formatted(random.nextInt(900_000), 1 + random.nextInt(20), addresses(javaStack())));
    }
    return (text + symbols()).getBytes(StandardCharsets.UTF_8);
  }

  byte[] jemalloc() {
    StringBuilder text =
        new StringBuilder("heap_v2/524288\n  t*: 99: 9999 [0: 0]\n  t3: 9: 9 [0: 0]\n");
    for (int i = 0; i < SAMPLES; i++) {
      long count = 1L + random.nextInt(20);
      long bytes = count * (1 + random.nextInt(9_000));
      text.append(
          "@%s%n  t*: %d: %d [0: 0]%n  t3: %d: %d [0: 0]%n"
              .formatted(addresses(stack()), count, bytes, count, bytes));
    }
    return (text + "\nMAPPED_LIBRARIES:\n" + map()).getBytes(StandardCharsets.UTF_8);
  }

  private List<Long> stack() {
    List<Long> stack = new ArrayList<>();
    for (int depth = 2 + random.nextInt(8); depth > 0; depth--) {
      stack.add(
          switch (random.nextInt(5)) {
            case 0 -> 0x7f00_1000L + random.nextInt(0x2000);
            case 1 -> 0x7f00_8000L + random.nextInt(0x2000);
            case 2 -> 0x7fff_0000L + random.nextInt(16);
            default -> 0x40_0000L + random.nextInt(0x8000);
          });
    }
    return stack;
  }

  private List<Long> javaStack() {
    List<Long> stack = new ArrayList<>();
    for (int depth = 1 + random.nextInt(8); depth > 0; depth--) {
      stack.add(3L + random.nextInt(FRAMES.size() + 2)); // the last two are not told
    }
    return stack;
  }

  private static String addresses(List<Long> stack) {
    return stack.stream().map(" 0x%08x"::formatted).collect(Collectors.joining());
  }

  private static String symbols() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FRAMES.size(); i++) {
      text.append(" 0x%08x %s%n".formatted(3 + i, FRAMES.get(i)));
    }
    return text.toString();
  }

  private String map() {
    return switch (random.nextInt(3)) {
      case 0 ->
          """
          00400000-00404000 r-xp 00000000 08:02 173521      /srv/cart server
          00404000-00409000 r-xp 00004000 08:02 173521      /srv/cart
          00601000-00602000 rw-p 00001000 08:02 173521      /srv/cart
          7f001000-7f003000 r-xp 00000000 08:02 17          /lib/libc-2.31.so
          7f009000-7f00a000 r-xp 00001000 08:02 18          /lib/libm.so.6 (deleted)
          7fff0000-7fff1000 r-xp 00000000 00:00 0           [vdso]
          """;
      case 1 ->
          """
          build=/srv/builds
            7f001000-7f003000: /lib/libc-2.31.so
            7f008000-7f00a000: /lib/libm-2.31.so
            00400000-00408000: $build/cart (@0) abc123
            7fff0000-7fff1000: [vdso]
          """;
      default ->
          """
          I1122 10:00:00 maps.cc:12] 0x401000-0x408000 r-xp /srv/cart (@1000)
          nothing that anybody could read
          """;
    };
  }
}
