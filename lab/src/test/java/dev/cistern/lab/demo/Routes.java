package dev.cistern.lab.demo;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Timeline;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** In which requests something happened: the routes that label a recording's events. */
final class Routes {
  private Routes() {}

  /** The routes of a kind of events, several of one event joined by a comma. */
  static Set<String> around(EventKind kind, Path recording) throws Exception {
    Timeline timeline = Formats.read(Input.of(recording)).timeline().orElseThrow();
    Set<String> routes = new TreeSet<>();
    timeline.scan(List.of(new Collector(kind, timeline.labels(), routes)));
    return routes;
  }

  private record Collector(EventKind kind, Labels labels, Set<String> routes)
      implements EventVisitor {
    @Override
    public Set<EventKind> kinds() {
      return EnumSet.of(kind);
    }

    @Override
    public boolean needsOrder() {
      return false;
    }

    @Override
    public void event(Event event) {
      routes.add(
          labels.get(event.labels()).stream()
              .filter(label -> label.key().equals("route"))
              .map(Labels.Label::text)
              .collect(Collectors.joining(",")));
    }
  }
}
