package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Language;
import dev.cistern.model.PoolEventName;
import dev.cistern.model.PoolStage;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keeps the book of every pool of one timeline, and the collections and stops around them. */
final class PoolWatch implements EventVisitor {
  private static final String POOLS_CLEARED = "GC sweep termination";
  private static final int POOLS_MAX = 300;
  private static final int RECENT = 256;
  private static final long BESIDE_NANOS = 100_000;

  private final Timeline timeline;
  private final boolean go;
  private final Map<Long, PoolBook> books = new LinkedHashMap<>();
  private final PoolObjects.Budget budget = new PoolObjects.Budget();
  private final Map<Integer, PoolEventName> names = new HashMap<>();
  private final Map<Integer, PoolStage> stages = new HashMap<>();
  private final long[] recentNanos = new long[RECENT];
  private final long[] recentTasks = new long[RECENT];
  private final PoolBook[] recentBooks = new PoolBook[RECENT];
  private long operations;
  private long stopEnd = Long.MIN_VALUE / 2;
  private long omitted;
  private int sampleShift;
  private boolean race;

  PoolWatch(Timeline timeline) {
    this.timeline = timeline;
    this.go = timeline.language() == Language.GO;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.POOL_ACQUIRE,
        EventKind.POOL_RELEASE,
        EventKind.POOL_DROP,
        EventKind.POOL_CONTENT,
        EventKind.STOP,
        EventKind.GC_CYCLE);
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case STOP -> stopped(event);
      case GC_CYCLE -> {
        if (!go) {
          collected(event.endNanos());
        }
      }
      default -> {
        PoolBook book = book(event.pool());
        if (book != null) {
          pool(book, event);
        }
      }
    }
  }

  Timeline timeline() {
    return timeline;
  }

  Map<Long, PoolBook> books() {
    return books;
  }

  /** Pools that were too many to keep a book of. */
  long omitted() {
    return omitted;
  }

  int sampleShift() {
    return sampleShift;
  }

  boolean race() {
    return race;
  }

  private @org.jspecify.annotations.Nullable PoolBook book(long pool) {
    PoolBook book = books.get(pool);
    if (book == null) {
      if (books.size() == POOLS_MAX) {
        omitted++;
        return null;
      }
      book = new PoolBook(budget);
      books.put(pool, book);
    }
    return book;
  }

  private void pool(PoolBook book, Event event) {
    PoolEventName name =
        names.computeIfAbsent(event.type(), type -> PoolEventName.of(timeline.strings().get(type)));
    race |= name.race();
    sampleShift = Math.max(sampleShift, name.sampleShift());
    boolean followed = timeline.showsAllTasks() && (!name.boxed() || isSlice(event.objectClass()));
    long address = followed ? event.object() : 0;
    switch (event.kind()) {
      case POOL_ACQUIRE -> {
        PoolStage stage =
            stages.computeIfAbsent(
                event.text(), text -> PoolStage.of(timeline.strings().get(text)));
        book.acquired(event, address, stage);
        boolean slow = stage != PoolStage.OWN_SLOT && stage != PoolStage.OWN_QUEUE;
        book.besideStops += slow && event.endNanos() - stopEnd <= BESIDE_NANOS ? 1 : 0;
        remember(book, event);
      }
      case POOL_RELEASE -> {
        book.released(event, address);
        book.boxedReleases += name.boxed() && !isSlice(event.objectClass()) ? 1 : 0;
        remember(book, event);
      }
      case POOL_DROP -> book.drops++;
      default -> {
        if (timeline.showsAllTasks()) {
          book.content(event, timeline.strings().get(event.text()));
        }
      }
    }
  }

  private boolean isSlice(int objectClass) {
    return timeline.strings().get(objectClass).startsWith("[]");
  }

  private void remember(PoolBook book, Event event) {
    int at = (int) (operations++ % RECENT);
    recentNanos[at] = event.endNanos();
    recentTasks[at] = event.task();
    recentBooks[at] = book;
  }

  private void stopped(Event stop) {
    stopEnd = stop.endNanos();
    for (int i = 0; i < Math.min(operations, RECENT); i++) {
      if (recentNanos[i] >= stop.timeNanos()
          && recentNanos[i] <= stop.endNanos()
          && recentTasks[i] != stop.task()) {
        recentBooks[i].duringStops++;
      }
    }
    if (go && timeline.strings().get(stop.text()).equals(POOLS_CLEARED)) {
      collected(stop.endNanos());
    }
  }

  private void collected(long nanos) {
    for (PoolBook book : books.values()) {
      book.collected(nanos);
    }
  }
}
