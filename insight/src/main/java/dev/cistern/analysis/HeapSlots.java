package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.Fragmentation.SizeClass;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replays a heap's spans and objects: which slots are taken. */
final class HeapSlots implements EventVisitor {
  private static final int PAGE_BITS = 13;

  /** Spans of slots have at most ten pages; others are one object's. */
  private static final int PAGES_MAX = 16;

  /** Half a million pages are 4 GB of heap and about 100 MB of ours. */
  private static final int PAGES_KNOWN_MAX = 1 << 19;

  /** What {@link Timeline#strings} calls a span that was there when the trace began. */
  private static final String THERE_AT_THE_START = "Span";

  private static final class Span {
    final long address;
    final long bytes;
    final long slotBytes;
    final long[] bits;
    int slots;
    int taken;

    Span(long address, long bytes, long slotBytes, int slots) {
      this.address = address;
      this.bytes = bytes;
      this.slotBytes = slotBytes;
      this.slots = slots;
      long slotsMax = slotBytes == 0 ? 1 : Math.max(slots, bytes / slotBytes);
      bits = new long[(int) (slotsMax + 63) / 64];
    }

    int slotOf(long objectAddress) {
      return slotBytes == 0 ? 0 : (int) ((objectAddress - address) / slotBytes);
    }
  }

  private final Timeline timeline;
  private final Map<Long, Span> byPage = new HashMap<>();
  private boolean fromTheStart;
  private boolean tooMany;
  private long objects;

  HeapSlots(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.SPAN_ALLOCATED,
        EventKind.SPAN_FREED,
        EventKind.OBJECT_ALLOCATED,
        EventKind.OBJECT_FREED);
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case SPAN_ALLOCATED -> spanCame(event);
      case SPAN_FREED -> forget(byPage.get(event.object() >>> PAGE_BITS));
      case OBJECT_ALLOCATED -> set(event.object(), true);
      case OBJECT_FREED -> set(event.object(), false);
      default -> throw new IllegalArgumentException(event.kind().name());
    }
  }

  /** Whether the heap was told from its state at the trace's start on. */
  boolean isWhole() {
    return fromTheStart && !tooMany;
  }

  /** Whether any object was told of. */
  boolean sawObjects() {
    return objects > 0;
  }

  /** The slots as they are after the last event. */
  Fragmentation result(String source) {
    Map<Long, long[]> sums = new TreeMap<>(); // by slot: spans, bytes, slots, taken
    long inuse = 0;
    long allocated = 0;
    for (Map.Entry<Long, Span> entry : byPage.entrySet()) {
      Span span = entry.getValue();
      if (entry.getKey() == span.address >>> PAGE_BITS) {
        long[] sum = sums.computeIfAbsent(span.slotBytes, _ -> new long[4]);
        sum[0]++;
        sum[1] += span.bytes;
        sum[2] += span.slots;
        sum[3] += span.taken;
        inuse += span.bytes;
        allocated += span.slotBytes == 0 ? span.bytes * span.taken : span.slotBytes * span.taken;
      }
    }
    List<SizeClass> classes = new ArrayList<>();
    sums.forEach(
        (slotBytes, sum) -> classes.add(new SizeClass(slotBytes, sum[0], sum[1], sum[2], sum[3])));
    classes.sort(Comparator.comparingLong(SizeClass::emptyBytes).reversed());
    return new Fragmentation(
        source,
        "exact, each object and span, at the trace's end; what is not yet swept counts as taken",
        inuse,
        allocated,
        List.copyOf(classes));
  }

  private void spanCame(Event event) {
    fromTheStart |= timeline.strings().get(event.type()).equals(THERE_AT_THE_START);
    int slots = (int) event.pool();
    long bytes = event.value();
    if (slots <= 0 || bytes <= 0) {
      return;
    }
    forget(byPage.get(event.object() >>> PAGE_BITS));
    long slotBytes = event.pool() >>> 32;
    long pages = slotBytes == 0 ? 1 : bytes >>> PAGE_BITS;
    if (pages > PAGES_MAX || byPage.size() + pages > PAGES_KNOWN_MAX) {
      tooMany = true;
      return;
    }
    Span span = new Span(event.object(), bytes, slotBytes, slots);
    for (long page = 0; page < pages; page++) {
      byPage.put((event.object() >>> PAGE_BITS) + page, span);
    }
  }

  private void forget(@Nullable Span span) {
    if (span == null) {
      return;
    }
    long first = span.address >>> PAGE_BITS;
    long pages = span.slotBytes == 0 ? 1 : span.bytes >>> PAGE_BITS;
    for (long page = first; page < first + pages; page++) {
      byPage.remove(page, span);
    }
  }

  private void set(long address, boolean taken) {
    objects++;
    Span span = byPage.get(address >>> PAGE_BITS);
    int slot = span == null ? 0 : span.slotOf(address);
    if (span == null || slot < 0 || slot / 64 >= span.bits.length) {
      return; // of a span that is not known
    }
    long bit = 1L << slot;
    boolean was = (span.bits[slot / 64] & bit) != 0;
    if (was != taken) {
      span.bits[slot / 64] ^= bit;
      span.taken += taken ? 1 : -1;
      span.slots = Math.max(span.slots, slot + 1); // a runtime that lays out its spans otherwise
    }
  }
}
