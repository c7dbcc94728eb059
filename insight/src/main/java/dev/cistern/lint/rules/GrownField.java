package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-08: what goes back has a buffer that an encoder of its own writes to, as much as there is.
 */
final class GrownField extends Rule {
  private static final Pattern ENCODER =
      Pattern.compile("\\*?encoding/(json|gob|xml)\\.Encoder|\\*?encoding/csv\\.Writer");

  private static final Pattern BUFFER = Pattern.compile("\\*?bytes\\.Buffer");
  private static final Pattern ENCODES = Pattern.compile("\\.(Encode|WriteAll)\\(");
  private static final Pattern LOOKS = Pattern.compile("\\.(Cap|Len)\\(\\)|\\b(cap|len)\\(");

  GrownField() {
    super("POOL-08");
  }

  @Override
  public List<Found> check(Seen seen) {
    Set<String> encoded = new HashSet<>();
    Set<String> looked = new HashSet<>();
    List<Event> releases = seen.all(Kind.RELEASED);
    for (Event event : releases) {
      String text = seen.text(event.function());
      if (event.thing().bounded() || LOOKS.matcher(text).find()) {
        looked.add(event.pool());
      } else if (ENCODES.matcher(text).find()) {
        encoded.add(event.function());
      }
    }
    List<Found> found = new ArrayList<>();
    for (Event event : releases) {
      if (encoded.contains(event.function())
          && !looked.contains(event.pool())
          && event.type().shape() == Shape.POINTER
          && encodesToItself(seen, event.type().name().substring(1))) {
        found.add(one(event));
      }
    }
    return found;
  }

  private static boolean encodesToItself(Seen seen, String type) {
    List<Seen.FieldInfo> fields = seen.fields(type);
    return has(fields, ENCODER) && has(fields, BUFFER);
  }

  private static boolean has(List<Seen.FieldInfo> fields, Pattern type) {
    return fields.stream()
        .anyMatch(field -> !field.embedded() && type.matcher(field.type().name()).matches());
  }

  private Found one(Event event) {
    return found(
            event,
            Severity.LOW,
            "goes back to " + pool(event.pool()) + " with a buffer of whatever size",
            "Its encoder writes as much as there is: after one large value the pool keeps that"
                + " memory for all the small ones.",
            "Look at the buffer's Cap first, and drop what has grown past the usual.")
        .withoutSteps();
  }
}
