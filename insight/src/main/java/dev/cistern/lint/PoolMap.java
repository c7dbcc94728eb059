package dev.cistern.lint;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.front.SourceFile;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.rules.Seen;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.SourcePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Gathers the pools of the functions that were followed: who makes, takes and gives back. */
final class PoolMap {
  private static final String TYPE = "sync.Pool";

  private static final class Entry {
    private Place place = Place.UNKNOWN;
    private final TreeSet<String> makes = new TreeSet<>();
    private final Map<String, Place> takes = new TreeMap<>();
    private final Map<String, Place> gives = new TreeMap<>();
    private final TreeSet<String> takers = new TreeSet<>();
    private final TreeSet<String> givers = new TreeSet<>();
  }

  private final Seen seen;
  private final AllSources program;
  private final UnaryOperator<String> shown;
  private final Map<String, Entry> byName = new TreeMap<>();

  private PoolMap(Seen seen, AllSources program, UnaryOperator<String> shown) {
    this.seen = seen;
    this.program = program;
    this.shown = shown;
  }

  /** All pools by name; {@code shown} makes a file's path what users see. */
  static List<SourcePool> of(Seen seen, AllSources program, UnaryOperator<String> shown) {
    PoolMap map = new PoolMap(seen, program, shown);
    seen.factories().forEach(map::factory);
    seen.all().forEach(map::event);
    seen.functions().forEach(map::wrapper);
    List<SourcePool> pools = new ArrayList<>();
    map.byName.forEach((name, entry) -> pools.add(pool(name, entry)));
    return pools;
  }

  private static SourcePool pool(String name, Entry entry) {
    return new SourcePool(
        Language.GO,
        TYPE,
        name,
        List.copyOf(entry.makes),
        entry.place,
        List.copyOf(entry.takes.values()),
        List.copyOf(entry.gives.values()),
        List.copyOf(entry.takers),
        List.copyOf(entry.givers));
  }

  private Entry entry(String pool) {
    return byName.computeIfAbsent(pool, _ -> new Entry());
  }

  private void factory(Seen.Factory factory) {
    Entry entry = entry(factory.pool());
    entry.place = place(factory.file(), factory.at(), factory.owner());
    factory.types().stream().map(TypeName::shortName).forEach(entry.makes::add);
  }

  private void event(Event event) {
    if (event.pool().isEmpty() || event.thing().origin() == Thing.Origin.OPENED) {
      return;
    }
    Place place = place(event.file(), event.at(), event.function());
    String key = "%s:%08d".formatted(place.file(), event.at());
    switch (event.kind()) {
      case ACQUIRED -> entry(event.pool()).takes.put(key, place);
      case RELEASED, RELEASED_BY_CALL, NIL_RELEASED, TAIL_RELEASED, RELEASED_TWICE ->
          entry(event.pool()).gives.put(key, place);
      default -> {}
    }
  }

  private void wrapper(String function) {
    Summary summary = seen.summary(function);
    if (summary == null) {
      return;
    }
    for (Outcome outcome : summary.outcomes()) {
      for (Outcome.Result result : outcome.results()) {
        if (result instanceof Outcome.Result.Fresh fresh && !fresh.pool().isEmpty()) {
          entry(fresh.pool()).takers.add(function);
        }
      }
      for (Outcome.Effect effect : outcome.effects().values()) {
        if (effect.released() && !effect.pool().isEmpty()) {
          entry(effect.pool()).givers.add(function);
        }
      }
    }
  }

  private Place place(String path, int at, String function) {
    SourceFile file = program.file(path);
    return new Place(shown.apply(path), file == null ? 0 : file.line(at), function, "");
  }
}
