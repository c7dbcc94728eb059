package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-07: a pooled type has a method that makes it clean, and nobody calls it between one user and
 * the next.
 *
 * <p>Told where the method sets a field that some other function sets, and neither who takes nor
 * who gives back touches that field.
 */
final class NeverReset extends Rule {
  private static final Pattern CLEANS =
      Pattern.compile(
          "\\*\\w+\\s*=[^=]|(?i)\\.\\s*\\w*(reset|clear|clean|init|free|release|recycle)\\w*\\(");

  NeverReset() {
    super("POOL-07");
  }

  @Override
  public List<Found> check(Seen seen) {
    Map<String, List<Event>> givers = new LinkedHashMap<>();
    Map<String, Set<String>> types = new HashMap<>();
    for (Event event : seen.all(Kind.RELEASED)) {
      if (event.type().shape() == Shape.POINTER && event.type().name().length() > 1) {
        String type = event.type().name().substring(1);
        givers.computeIfAbsent(type, _ -> new ArrayList<>()).add(event);
        types.computeIfAbsent(event.pool(), _ -> new HashSet<>()).add(type);
      }
    }
    Map<String, Set<String>> takers = new HashMap<>();
    for (Event event : givers.isEmpty() ? List.<Event>of() : seen.all(Kind.ACQUIRED)) {
      for (String type : types.getOrDefault(event.pool(), Set.of())) {
        takers.computeIfAbsent(type, _ -> new HashSet<>()).add(event.function());
      }
    }
    List<Found> found = new ArrayList<>();
    givers.forEach((type, events) -> {
      for (String method : seen.methods(type)) {
        String simple = method.substring(method.lastIndexOf('.') + 1);
        if (simple.equalsIgnoreCase("reset")) {
          Set<String> around = new HashSet<>(takers.getOrDefault(type, Set.of()));
          events.forEach(event -> around.add(event.function()));
          check(seen, type, method, around, events.getFirst(), found);
        }
      }
    });
    return found;
  }

  private void check(
      Seen seen, String type, String reset, Set<String> around, Event giver, List<Found> found) {
    if (around.contains(reset)
        || takesNone(seen, around)
        || isResetElsewhere(seen, around, reset)) {
      return;
    }
    for (String function : around) {
      if (CLEANS.matcher(seen.text(function)).find()) {
        return;
      }
    }
    String call = "." + reset.substring(reset.lastIndexOf('.') + 1) + "(";
    Set<String> all = new HashSet<>(seen.around(type));
    all.addAll(seen.around(giver.function()));
    for (String function : all) {
      if (seen.text(function).contains(call) && seen.called(function).contains(reset)) {
        return;
      }
    }
    List<String> left = left(seen, type, reset, around);
    if (!left.isEmpty()) {
      found.add(fault(giver, type, left));
    }
  }

  /** Whether other packages take it too, and may call its reset. */
  private static boolean isResetElsewhere(Seen seen, Set<String> around, String reset) {
    return isExported(reset)
        && around.stream()
            .filter(NeverReset::isExported)
            .map(seen::summary)
            .anyMatch(summary -> summary != null && summary.returnsFresh());
  }

  private static boolean isExported(String function) {
    return Character.isUpperCase(function.charAt(function.lastIndexOf('.') + 1));
  }

  private static boolean takesNone(Seen seen, Set<String> around) {
    return around.stream()
        .noneMatch(f -> seen.events(f).stream().anyMatch(e -> e.kind() == Kind.ACQUIRED));
  }

  /** The fields that the method sets, that others set, and that stay as they are in the pool. */
  private static List<String> left(Seen seen, String type, String reset, Set<String> around) {
    Set<String> dirtied = new HashSet<>();
    for (Event event : seen.all(Kind.FIELD_SET)) {
      if (plain(event.type().name()).equals(type) && !event.function().equals(reset)) {
        dirtied.add(event.detail());
      }
    }
    List<String> left = new ArrayList<>();
    for (Seen.FieldInfo field : seen.fields(type)) {
      Pattern sets = Pattern.compile("\\b" + Pattern.quote(field.name()) + "\\b");
      boolean touched =
          around.stream().anyMatch(function -> sets.matcher(seen.text(function)).find());
      if (dirtied.contains(field.name()) && !touched && sets.matcher(seen.text(reset)).find()) {
        left.add(field.name());
      }
    }
    return left;
  }

  private Found fault(Event giver, String type, List<String> left) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return found(
            giver,
            Severity.MEDIUM,
            simple + " goes back to " + pool(giver.pool()) + " and nobody calls its reset",
            "Who takes it next finds this one's "
                + String.join(", ", left)
                + " there: neither who takes nor who gives back calls the method that sets it.",
            "Call its reset before it is given back, or as soon as it is taken.")
        .withoutSteps();
  }
}
