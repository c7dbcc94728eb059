package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-03: a pool is taken from and never given anything.
 *
 * <p>Only pools that no other package can reach are told, and only where their package does nothing
 * with their name but make them and take from them.
 */
final class NeverPut extends Rule {
  NeverPut() {
    super("POOL-03");
  }

  @Override
  public List<Found> check(Seen seen) {
    Map<String, List<Event>> taken = seen.byPool(Kind.ACQUIRED);
    if (taken.isEmpty()) {
      return List.of();
    }
    Set<String> given = new HashSet<>();
    Set<String> handedOn = new HashSet<>();
    Set<String> left = new HashSet<>();
    seen.all()
        .forEach(e -> {
          switch (e.kind()) {
            case RELEASED, RELEASED_BY_CALL -> {
              given.add(e.pool());
              given.add(e.thing().pool()); // given to another one: told as such
            }
            case LEFT_DONE -> handedOn.add(e.pool());
            case LEFT_LIVE -> left.add(e.pool()); // told where it is lost
            default -> {}
          }
        });
    left.stream().filter(pool -> !handedOn.contains(pool)).forEach(given::add);
    List<Found> found = new ArrayList<>();
    for (Seen.Factory made : seen.factories()) {
      String pool = made.pool();
      if (taken.containsKey(pool)
          && given.add(pool)
          && isHidden(pool)
          && seen.isVariable(pool)
          && isOnlyTaken(seen, pool)) {
        found.add(fault(made));
      }
    }
    return found;
  }

  private static boolean isHidden(String pool) {
    return Character.isLowerCase(pool.charAt(pool.lastIndexOf('.') + 1));
  }

  private static boolean isOnlyTaken(Seen seen, String pool) {
    String simple = pool.substring(pool.lastIndexOf('/') + 1);
    boolean field = simple.indexOf('.') != simple.lastIndexOf('.');
    String name =
        (field ? "\\." : "(?<!\\.)\\b")
            + Pattern.quote(pool.substring(pool.lastIndexOf('.') + 1))
            + "\\b";
    Pattern mentions = Pattern.compile(name);
    Pattern harmless = Pattern.compile(name + "(\\.Get\\(|(\\.New)?\\s*=[^=])");
    return seen.around(pool).stream()
        .map(seen::text)
        .allMatch(text ->
            mentions.matcher(text).results().count() == harmless.matcher(text).results().count());
  }

  /** Told where the pool is made, as none of those who take from it is more at fault. */
  private Found fault(Seen.Factory made) {
    return new Found(
        id(),
        Severity.LOW,
        "nothing is ever given back to " + pool(made.pool()),
        "Each Get then makes a new object: the pool costs its time and saves nothing.",
        "Put what was taken back behind its last use, or do without the pool.",
        made.owner(),
        made.file(),
        made.at(),
        List.of());
  }
}
