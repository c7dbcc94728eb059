package dev.cistern.analysis;

import dev.cistern.model.Clock;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.RuntimeState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The stops that a runtime itself remembers, as a timeline. */
final class GcStates {
  private GcStates() {}

  static Optional<GcTimeline> of(List<RuntimeState> states) {
    for (RuntimeState state : states) {
      List<RuntimeState.Stop> dated =
          state.stops().stream()
              .filter(stop -> stop.wallEndNanos() > 0)
              .sorted(Comparator.comparingLong(RuntimeState.Stop::wallEndNanos))
              .toList();
      if (!dated.isEmpty()) {
        RuntimeState.Stop first = dated.getFirst();
        long zero = first.wallEndNanos() - first.durationNanos();
        List<GcTimeline.Span> spans =
            dated.stream()
                .map(stop ->
                    new GcTimeline.Span(
                        stop.wallEndNanos() - stop.durationNanos() - zero,
                        stop.durationNanos(),
                        "collection"))
                .toList();
        return Optional.of(
            new GcTimeline(
                new Clock(zero, 0),
                0,
                dated.getLast().wallEndNanos() - zero,
                List.of(),
                spans,
                List.of(),
                List.of(),
                0));
      }
    }
    return Optional.empty();
  }
}
