package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Trail;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** POOL-10: what is put, made and taken by one pool differ in type. */
final class TypesRule extends Rule {
  TypesRule() {
    super("POOL-10");
  }

  private record Use(TypeName type, String function, String file, int at, String what) {}

  @Override
  public List<Found> check(Seen seen) {
    Map<String, List<Use>> taken = new LinkedHashMap<>();
    for (Seen.Factory factory : seen.factories()) {
      for (TypeName type : factory.types()) {
        add(
            taken,
            factory.pool(),
            new Use(type, factory.owner(), factory.file(), factory.at(), "made as"));
      }
    }
    Map<String, List<Use>> asserted = new LinkedHashMap<>();
    seen.byPool(Kind.ASSERTED)
        .forEach((pool, events) -> {
          for (Event e : events) {
            if (!e.detail().equals("ok")) {
              add(asserted, pool, new Use(e.type(), e.function(), e.file(), e.at(), "taken as"));
            }
          }
        });
    List<Found> found = new ArrayList<>();
    asserted.forEach((pool, uses) -> {
      for (Use use : uses) {
        other(taken.getOrDefault(pool, List.of()), use)
            .ifPresent(o -> found.add(mismatch(pool, use, o)));
      }
    });
    seen.byPool(Kind.RELEASED)
        .forEach((pool, events) -> {
          List<Use> expected = new ArrayList<>(asserted.getOrDefault(pool, List.of()));
          expected.addAll(taken.getOrDefault(pool, List.of()));
          for (Event e : events) {
            Use use = new Use(e.type(), e.function(), e.file(), e.at(), "put as");
            other(expected, use).ifPresent(o -> found.add(mismatch(pool, use, o)));
          }
        });
    behindInterface(seen, taken, found);
    return found;
  }

  /**
   * What is put as an interface and taken as that by one, and as one of the types behind it by
   * another.
   */
  private void behindInterface(Seen seen, Map<String, List<Use>> made, List<Found> found) {
    Map<String, List<Event>> put = seen.byPool(Kind.RELEASED);
    seen.byPool(Kind.ASSERTED)
        .forEach((pool, events) -> {
          List<Event> puts = put.getOrDefault(pool, List.of());
          String shown = puts.isEmpty() ? "" : puts.getFirst().type().name();
          boolean one =
              puts.stream()
                  .allMatch(
                      e -> e.type().shape() == Shape.INTERFACE && e.type().name().equals(shown));
          List<Event> sure = events.stream().filter(e -> !e.detail().equals("ok")).toList();
          var whole = sure.stream().filter(e -> e.type().name().equals(shown)).findFirst();
          var inner = sure.stream().filter(e -> e.type().isConcrete()).findFirst();
          if (!shown.isEmpty()
              && one
              && whole.isPresent()
              && inner.isPresent()
              && !made.containsKey(pool)
              && !inner.get().function().equals(whole.get().function())) {
            Event i = inner.get();
            Event w = whole.get();
            found.add(
                mismatch(
                    pool,
                    new Use(i.type(), i.function(), i.file(), i.at(), "taken as"),
                    new Use(w.type(), w.function(), w.file(), w.at(), "put and taken as")));
          }
        });
  }

  private static void add(Map<String, List<Use>> map, String pool, Use use) {
    if (!pool.isEmpty() && use.type().isConcrete() && !use.type().name().contains("?")) {
      map.computeIfAbsent(pool, _ -> new ArrayList<>()).add(use);
    }
  }

  private static java.util.Optional<Use> other(List<Use> expected, Use use) {
    if (!use.type().isConcrete() || use.type().name().equals("nil")) {
      return java.util.Optional.empty();
    }
    boolean fits = expected.stream().anyMatch(e -> e.type().name().equals(use.type().name()));
    return fits && expected.stream().map(e -> e.type().name()).distinct().count() == 1
        ? java.util.Optional.empty()
        : expected.stream().filter(e -> !e.type().name().equals(use.type().name())).findFirst();
  }

  private Found mismatch(String pool, Use use, Use other) {
    return new Found(
        id(),
        Severity.HIGH,
        pool(pool)
            + " holds two types: "
            + use.what()
            + " "
            + use.type().shortName()
            + " here, "
            + other.what()
            + " "
            + other.type().shortName()
            + " elsewhere",
        "The assertion of the other type panics as soon as the pool hands this one out.",
        "Make, take and put one type.",
        use.function(),
        use.file(),
        use.at(),
        List.of(
            new Trail.Step(other.file(), other.at(), other.what() + " " + other.type().shortName()),
            new Trail.Step(use.file(), use.at(), use.what() + " " + use.type().shortName())));
  }
}
