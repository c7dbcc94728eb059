package dev.cistern.pool.internal;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * Tells a pool of old collections, by the collectors' own notifications.
 *
 * <p>The pool is held weakly. Once it is gone, the first notification takes the listener away, and
 * with it the last that ties this library's class loader to the platform.
 */
final class GcWatch implements NotificationListener {
  private final WeakReference<Ageing> pool;
  private final Events events;
  private final List<NotificationEmitter> emitters = new ArrayList<>();

  /** Of a concurrent G1 cycle the first of two pauses was told. */
  private boolean remarked;

  private GcWatch(Ageing pool, Events events) {
    this.pool = new WeakReference<>(pool);
    this.events = events;
  }

  static GcWatch over(Ageing pool, Events events) {
    GcWatch watch = new GcWatch(pool, events);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter emitter && Kind.of(bean.getName()) != Kind.YOUNG) {
        emitter.addNotificationListener(watch, null, null);
        watch.emitters.add(emitter);
      }
    }
    return watch;
  }

  void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException gone) {
        continue; // closed twice
      }
    }
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    Ageing told = pool.get();
    if (told == null) {
      close();
      events.close();
      return;
    }
    if (notification.getUserData() instanceof CompositeData data
        && data.containsKey("gcName")
        && isOldCollection(Kind.of(String.valueOf(data.get("gcName"))))) {
      told.collected(heapUsedBytes((CompositeData) data.get("gcInfo")));
    }
  }

  private synchronized boolean isOldCollection(Kind kind) {
    return switch (kind) {
      case YOUNG -> false;
      case OLD -> {
        remarked = false;
        yield true;
      }
      case G1_CONCURRENT -> {
        remarked = !remarked;
        yield remarked;
      }
    };
  }

  private static long heapUsedBytes(CompositeData info) {
    long used = 0;
    for (Object row : ((TabularData) info.get("memoryUsageAfterGc")).values()) {
      CompositeData pool = (CompositeData) row;
      if (!isOffHeap(String.valueOf(pool.get("key")))) {
        used += (Long) ((CompositeData) pool.get("value")).get("used");
      }
    }
    return used;
  }

  private static boolean isOffHeap(String memoryPool) {
    return memoryPool.startsWith("Metaspace")
        || memoryPool.startsWith("Code")
        || memoryPool.startsWith("Compressed Class");
  }

  /** What a collector's bean tells of, by its name. */
  enum Kind {
    YOUNG,
    OLD,
    /** Tells of two pauses a cycle: remark, after which liveness is known, and cleanup. */
    G1_CONCURRENT;

    /**
     * Collectors of JDK 21 to 25. A name that is not known counts as old: a pool that ages too fast
     * misses, one that never does keeps memory.
     */
    static Kind of(String collector) {
      return switch (collector) {
        case "G1 Young Generation", "PS Scavenge", "Copy", "ParNew" -> YOUNG;
        case "ZGC Minor Cycles", "ZGC Minor Pauses", "ZGC Major Pauses", "ZGC Pauses" -> YOUNG;
        case "Shenandoah Pauses" -> YOUNG; // its cycles are told apart
        case "G1 Concurrent GC" -> G1_CONCURRENT;
        default -> OLD;
      };
    }
  }
}
