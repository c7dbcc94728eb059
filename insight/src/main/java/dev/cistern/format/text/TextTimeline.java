package dev.cistern.format.text;

import dev.cistern.format.pprof.Budget;
import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events that a log states, held in memory and in the order of their ends. */
public final class TextTimeline implements Timeline {
  private static final int EVENT_BYTES = 100;

  private record Entry(
      EventKind kind, int type, long startNanos, long durationNanos, long value, int text) {
    long endNanos() {
      return startNanos + durationNanos;
    }
  }

  private final Language language;
  private final Strings strings;
  private final Stacks stacks;
  private final Labels labels;
  private final List<Entry> entries;
  private final Clock clock;
  private final long durationNanos;

  private TextTimeline(Builder from, Clock clock) {
    language = from.language;
    strings = from.strings;
    stacks = new Stacks(strings);
    labels = new Labels(strings);
    entries = new ArrayList<>(from.entries);
    entries.sort(Comparator.comparingLong(Entry::endNanos));
    this.clock = clock;
    durationNanos = entries.isEmpty() ? 0 : entries.getLast().endNanos();
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public Strings strings() {
    return strings;
  }

  @Override
  public Stacks stacks() {
    return stacks;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public long durationNanos() {
    return durationNanos;
  }

  @Override
  public List<Damage> scan(List<EventVisitor> visitors) {
    EventRow row = new EventRow();
    for (Entry entry : entries) {
      row.start(entry.kind(), entry.type(), entry.startNanos())
          .durationNanos(entry.durationNanos())
          .value(entry.value())
          .text(entry.text());
      for (EventVisitor visitor : visitors) {
        if (visitor.kinds().contains(entry.kind())) {
          visitor.event(row);
        }
      }
    }
    return List.of(); // what the text lacks was told when it was read
  }

  /** Collects events in any order. */
  public static final class Builder {
    private final Language language;
    private final Budget budget;
    private final Strings strings = new Strings();
    private final List<Entry> entries = new ArrayList<>();
    private boolean full;

    public Builder(Language language, Budget budget) {
      this.language = language;
      this.budget = budget;
    }

    /** Adds an event; {@code type} names it in its own format. */
    public void add(
        EventKind kind, String type, long startNanos, long durationNanos, long value, String text) {
      if (full || !budget.take(EVENT_BYTES + text.length())) {
        full = true;
        return;
      }
      entries.add(
          new Entry(
              kind, strings.intern(type), startNanos, durationNanos, value, strings.intern(text)));
    }

    /** Whether events were left out for want of memory. */
    public boolean full() {
      return full;
    }

    public boolean isEmpty() {
      return entries.isEmpty();
    }

    public TextTimeline build(Clock clock) {
      return new TextTimeline(this, clock);
    }
  }
}
