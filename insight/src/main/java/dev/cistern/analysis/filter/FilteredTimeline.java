package dev.cistern.analysis.filter;

import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** A timeline of which the visitors see what a filter leaves. */
record FilteredTimeline(Timeline whole, Filter filter) implements Timeline {
  @Override
  public Language language() {
    return whole.language();
  }

  @Override
  public Strings strings() {
    return whole.strings();
  }

  @Override
  public Stacks stacks() {
    return whole.stacks();
  }

  @Override
  public Labels labels() {
    return whole.labels();
  }

  @Override
  public Clock clock() {
    return whole.clock();
  }

  @Override
  public long durationNanos() {
    return whole.durationNanos();
  }

  @Override
  public List<Damage> scan(List<EventVisitor> visitors) throws IOException {
    return whole.scan(visitors.stream().map(this::behind).toList());
  }

  @Override
  public boolean showsAllTasks() {
    return filter.showsAllTasks() && whole.showsAllTasks();
  }

  private EventVisitor behind(EventVisitor visitor) {
    Map<Integer, Boolean> met = new HashMap<>(); // by label set
    IntPredicate meets = set -> met.computeIfAbsent(set, one -> filter.meets(whole.labels(), one));
    return new EventVisitor() {
      @Override
      public Set<EventKind> kinds() {
        return visitor.kinds();
      }

      @Override
      public boolean needsOrder() {
        return visitor.needsOrder();
      }

      @Override
      public void event(Event event) {
        if (filter.passes(event, meets)) {
          visitor.event(event);
        }
      }
    };
  }
}
