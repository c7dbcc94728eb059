package dev.cistern.format;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Evidence;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An event of a timeline with its texts.
 *
 * @param what the event's text
 */
public record Seen(EventKind kind, long startNanos, long durationNanos, long value, String what) {
  /** All events of these kinds in the timeline's order. */
  public static List<Seen> of(Evidence evidence, EventKind first, EventKind... more)
      throws IOException {
    Timeline timeline = evidence.timeline().orElseThrow();
    List<Seen> all = new ArrayList<>();
    Set<EventKind> kinds = EnumSet.of(first, more);
    timeline.scan(
        List.of(
            new EventVisitor() {
              @Override
              public Set<EventKind> kinds() {
                return kinds;
              }

              @Override
              public void event(Event event) {
                all.add(
                    new Seen(
                        event.kind(),
                        event.timeNanos(),
                        event.durationNanos(),
                        event.value(),
                        timeline.strings().get(event.text())));
              }
            }));
    return all;
  }
}
