package dev.cistern.lint;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.front.SourceFile;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.lower.java.JavaSeen;
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
    private String type = TYPE;
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
  private final Language language;

  private PoolMap(Language language, Seen seen, AllSources program, UnaryOperator<String> shown) {
    this.language = language;
    this.seen = seen;
    this.program = program;
    this.shown = shown;
  }

  /** All of Go's pools by name; {@code shown} makes a file's path what users see. */
  static List<SourcePool> of(Seen seen, AllSources program, UnaryOperator<String> shown) {
    PoolMap map = new PoolMap(Language.GO, seen, program, shown);
    seen.factories().forEach(map::factory);
    return map.pools();
  }

  /** All of Java's pools by name, those of connections apart: who closes is another's rule. */
  static List<SourcePool> ofJava(JavaSeen seen, AllSources program, UnaryOperator<String> shown) {
    PoolMap map = new PoolMap(Language.JVM, seen, program, shown);
    seen.pools().forEach(map::made);
    return map.pools().stream().filter(PoolMap::tellsAnything).toList();
  }

  /** Whether a pool is made, taken from or given back to here: not only held. */
  private static boolean tellsAnything(SourcePool pool) {
    return !pool.place().equals(Place.UNKNOWN)
        || !pool.takes().isEmpty()
        || !pool.gives().isEmpty();
  }

  private List<SourcePool> pools() {
    seen.all().forEach(this::event);
    seen.functions().forEach(this::wrapper);
    List<SourcePool> pools = new ArrayList<>();
    byName.forEach((name, entry) -> pools.add(pool(name, entry)));
    return pools;
  }

  private void made(JavaSeen.Made made) {
    Entry entry = entry(made.pool());
    entry.type = made.type();
    entry.makes.addAll(made.makes());
    if (!made.file().isEmpty()) {
      entry.place = place(made.file(), made.at(), made.function());
    }
  }

  private SourcePool pool(String name, Entry entry) {
    return new SourcePool(
        language,
        entry.type,
        name,
        List.copyOf(entry.makes),
        entry.place,
        List.copyOf(entry.takes.values()),
        List.copyOf(entry.gives.values()),
        List.copyOf(entry.takers),
        List.copyOf(entry.givers));
  }

  /** A pool by its name; Java's bear their type in front of it. */
  private Entry entry(String pool) {
    int slash = language == Language.JVM ? pool.indexOf('/') : -1;
    Entry entry = byName.computeIfAbsent(pool.substring(slash + 1), _ -> new Entry());
    if (language == Language.JVM && entry.type.equals(TYPE)) {
      entry.type = slash < 0 ? pool : pool.substring(0, slash);
    }
    return entry;
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
