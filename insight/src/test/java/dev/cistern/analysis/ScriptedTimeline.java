package dev.cistern.analysis;

import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.List;

/** A timeline whose events a test writes down. */
final class ScriptedTimeline implements Timeline {
  private final Language language;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final List<EventRow> rows = new ArrayList<>();

  ScriptedTimeline(Language language) {
    this.language = language;
  }

  /** The number of a stack of these functions, leaf first. */
  int stack(String... functions) {
    int[] frames = new int[functions.length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = stacks.frame(strings.intern(functions[i]), 0, i + 1, 0, language, 0, false);
    }
    return stacks.stack(frames, frames.length);
  }

  ScriptedTimeline add(EventRow row) {
    rows.add(row);
    return this;
  }

  int text(String text) {
    return strings.intern(text);
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
    return new Clock(1_000_000_000_000L, 0);
  }

  @Override
  public long durationNanos() {
    return 10_000_000_000L;
  }

  @Override
  public List<Damage> scan(List<EventVisitor> visitors) {
    for (EventRow row : rows) {
      for (EventVisitor visitor : visitors) {
        if (visitor.kinds().contains(row.kind())) {
          visitor.event(row);
        }
      }
    }
    return List.of();
  }
}
