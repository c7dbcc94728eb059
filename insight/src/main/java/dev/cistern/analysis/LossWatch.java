package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.Set;

/** Learns whether the recorder itself says that it lost events: then no count is exact. */
final class LossWatch implements EventVisitor {
  private static final String DATA_LOSS = "jdk.DataLoss";

  private final Timeline timeline;
  private boolean lost;

  LossWatch(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(EventKind.LOG);
  }

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public void event(Event event) {
    lost |= timeline.strings().get(event.type()).equals(DATA_LOSS);
  }

  boolean lost() {
    return lost;
  }
}
