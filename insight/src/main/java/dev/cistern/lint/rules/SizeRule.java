package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.flow.Value;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * POOL-08: something that grows without a bound goes back whatever its size.
 *
 * <p>Growth has to be seen: methods of the pooled type that append what their caller gives, or a
 * buffer that takes in a whole reader. A type that is flushed is bounded by that.
 */
final class SizeRule extends Rule {
  private static final Set<String> MEMORY =
      Set.of("bytes.Buffer", "github.com/valyala/bytebufferpool.ByteBuffer");

  SizeRule() {
    super("POOL-08");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Event> releases = new ArrayList<>(seen.all(Kind.RELEASED));
    List<Event> byCall = seen.all(Kind.RELEASED_BY_CALL);
    Set<String> bounded = new HashSet<>();
    for (Event event : releases) {
      if (event.detail().equals("bounded")) {
        bounded.add(event.pool());
      }
    }
    // The look may be the callers', the give-back that of a function of its own.
    byCall.stream()
        .collect(Collectors.groupingBy(Event::pool))
        .forEach((pool, calls) -> {
          boolean one = releases.stream().filter(event -> event.pool().equals(pool)).count() == 1;
          if (one && calls.stream().allMatch(event -> event.thing().bounded())) {
            bounded.add(pool);
          }
        });
    Set<String> grewHere = new HashSet<>();
    for (Event event : seen.all(Kind.GREW)) {
      grewHere.add(key(event));
    }
    Map<String, Boolean> grows = new HashMap<>();
    List<Found> found = new ArrayList<>();
    releases.addAll(byCall);
    for (Event event : releases) {
      Thing thing = event.thing();
      if (thing.bounded()
          || bounded.contains(event.pool())
          || event.type().shape() != Shape.POINTER) {
        continue;
      }
      String type = event.type().name().substring(1);
      boolean here = grewHere.contains(key(event)) && isMemory(seen, type);
      boolean own =
          event.kind() == Kind.RELEASED && grows.computeIfAbsent(type, t -> grows(seen, t));
      if (here || own) {
        found.add(one(event));
      }
    }
    return found;
  }

  /** Whether a type holds what is written to it, and does not hand it on as a compressor does. */
  private static boolean isMemory(Seen seen, String type) {
    return MEMORY.contains(type) || !seen.fields(type).isEmpty();
  }

  private static String key(Event event) {
    return event.function() + "#" + event.thing().site();
  }

  private static boolean grows(Seen seen, String type) {
    if (seen.fields(type).isEmpty()) {
      return false;
    }
    int grows = 0;
    String name = type.substring(type.lastIndexOf('.') + 1);
    for (String method : seen.methods(type)) {
      String simple = method.substring(method.lastIndexOf('.') + 1);
      if (simple.equals("Flush") || simple.equals("flush")) {
        return false;
      }
      Summary summary = Character.isUpperCase(simple.charAt(0)) ? seen.summary(method) : null;
      if (summary != null
          && summary.params() > 1
          && summary.outcomes().stream().anyMatch(SizeRule::grows)) {
        grows++;
      }
    }
    boolean buffer =
        seen.fields(type).stream()
            .anyMatch(f -> f.embedded() && f.type().name().endsWith("bytes.Buffer"));
    return Character.isUpperCase(name.charAt(0)) && (buffer || grows > 1);
  }

  private static boolean grows(Outcome outcome) {
    boolean written =
        outcome.effects().entrySet().stream()
            .anyMatch(e -> e.getKey().param() == 0 && e.getValue().grown());
    return written
        || outcome.fields().entrySet().stream()
            .anyMatch(e ->
                e.getKey().param() == 0
                    && e.getValue() instanceof Outcome.Result.Given given
                    && given.kind() == Value.Kind.GROWN
                    && given.part()
                    && given.path().equals(e.getKey()));
  }

  private Found one(Event event) {
    return found(
            event,
            Severity.LOW,
            "goes back to " + pool(event.pool()) + " whatever its size",
            "One large use grows it, and the pool keeps that memory for all the small ones that follow.",
            "Look at its capacity first, and drop what has grown past the usual.")
        .withoutSteps();
  }
}
