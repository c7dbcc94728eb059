package dev.cistern.pool;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What {@link CollectionTest} runs in a machine of its own; tells on standard output. */
final class CollectionScenario {
  private static final int MIB = 1 << 20;

  private CollectionScenario() {}

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 4; i++) {
      System.gc(); // ZGC begins with old collections of its own, to learn their length
    }
    youngCollections();
    switch (args[0]) {
      case "age" -> {
        age("platform", Variant.PLATFORM);
        age("virtual", Variant.VIRTUAL);
      }
      case "pressure" -> pressure();
      default -> busy();
    }
  }

  private static Pool<byte[]> buffers(int bytes) {
    return Pool.builder(() -> new byte[bytes]).noReset("test").build();
  }

  /** Tries again if the collector had an old collection of its own accord meanwhile. */
  private static void age(String kind, Variant variant) {
    for (int i = 0; i < 10; i++) {
      try (var pool = buffers(MIB / 8)) {
        String told = variant.in(() -> aged(kind, pool));
        if (!told.isEmpty()) {
          System.out.println(told);
          return;
        }
      }
    }
  }

  /** The thread stays alive, so that what is its own ages and is not merely left behind. */
  private static String aged(String kind, Pool<byte[]> pool) {
    sleep(200); // what was counted before may be told late on a busy machine
    long old = count(false); // one that ends from here on may be told to what follows
    cycle(pool);
    int idle = pool.stats().idle();
    youngCollections();
    String told = kind + " young " + told(pool.stats().idle() == idle);
    if (count(false) != old) {
      return "";
    }
    oldCollection(() -> true);
    told += kind + " first " + told(pool.stats().idle() == idle);
    if (count(false) != old + 1) {
      return "";
    }
    oldCollection(() -> pool.stats().idle() == 0);
    told += kind + " second " + told(pool.stats().idle() > 0);
    oldCollection(() -> true);
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    return told + "memory " + (used < 10L * MIB ? "free" : "used " + used);
  }

  private static String told(boolean kept) {
    return kept ? "kept\n" : "gone\n";
  }

  private static void pressure() {
    try (var pool =
        Pool.builder(() -> new byte[1024]).noReset("test").memoryLimitBytes(64 * MIB).build()) {
      cycle(pool);
      System.out.println("before " + pool.stats().idle() + " idle");
      List<byte[]> load = new ArrayList<>();
      for (int i = 0; i < 60 * 4; i++) {
        load.add(new byte[MIB / 4]);
      }
      oldCollection(() -> pool.stats().underPressure());
      System.out.println(
          "near " + pool.stats().underPressure() + " " + pool.stats().idle() + " idle");
      cycle(pool);
      System.out.println("busy near at most " + pool.stats().idle() + " idle");
      Reference.reachabilityFence(load);
      load.clear();
      oldCollection(() -> !pool.stats().underPressure());
      cycle(pool);
      System.out.println(
          "far " + pool.stats().underPressure() + " " + pool.stats().idle() + " idle");
    }
  }

  private static void cycle(Pool<byte[]> pool) {
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      held.add(pool.acquire());
    }
    held.forEach(pool::release);
  }

  private static void busy() {
    try (var pool = buffers(1024)) {
      for (int i = 0; i < 6; i++) {
        pool.release(pool.acquire());
        oldCollection(() -> true);
      }
      System.out.println("misses " + pool.stats().misses());
    }
  }

  private static void youngCollections() {
    long before = count(true);
    long garbage = 0;
    while (count(true) < before + 1 && garbage < 4L << 30) {
      garbage += new byte[50_000].length;
    }
  }

  private static void oldCollection(BooleanSupplier seen) {
    long before = count(false);
    System.gc();
    for (int i = 0; i < 100 && (count(false) == before || !seen.getAsBoolean()); i++) {
      sleep(20);
    }
    sleep(100); // the notification comes after the count
  }

  private static long count(boolean young) {
    long sum = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      String name = bean.getName();
      boolean isYoung =
          name.contains("Young")
              || name.contains("Scavenge")
              || name.equals("Copy")
              || name.equals("ZGC Minor Cycles");
      boolean isOld =
          name.equals("G1 Old Generation")
              || name.equals("G1 Concurrent GC")
              || name.contains("MarkSweep")
              || name.equals("ZGC Major Cycles");
      sum += (young ? isYoung : isOld) ? bean.getCollectionCount() : 0;
    }
    return sum;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
