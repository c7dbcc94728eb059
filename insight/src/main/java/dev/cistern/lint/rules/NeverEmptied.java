package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-07: a list in a pooled object is appended to and never emptied, so that each user finds what
 * all before him left.
 *
 * <p>Only a list that nothing in the type's package empties, sets anew or hands out by its address
 * is told.
 */
final class NeverEmptied extends Rule {
  NeverEmptied() {
    super("POOL-07");
  }

  @Override
  public List<Found> check(Seen seen) {
    Set<String> pooled = new LinkedHashSet<>();
    for (Event event : seen.all(Kind.RELEASED)) {
      if (event.type().shape() == Shape.POINTER && event.type().name().length() > 1) {
        pooled.add(event.type().name().substring(1));
      }
    }
    List<Event> sets = pooled.isEmpty() ? List.of() : seen.all(Kind.FIELD_SET);
    List<Found> found = new ArrayList<>();
    for (String type : pooled) {
      for (Seen.FieldInfo field : seen.fields(type)) {
        if (field.type().shape() == Shape.SLICE && !field.embedded()) {
          told(seen, type, field.name(), sets, found);
        }
      }
    }
    return found;
  }

  private void told(Seen seen, String type, String field, List<Event> sets, List<Found> found) {
    String name = "\\b[\\w.]+\\." + Pattern.quote(field);
    Pattern appends = Pattern.compile("(" + name + ") *= *append\\(\\1\\b *,");
    Set<String> growing = new HashSet<>();
    for (Event set : sets) {
      boolean own = set.detail().equals(field) && plain(set.type().name()).equals(type);
      if (own && appends.matcher(seen.text(set.function())).find()) {
        growing.add(set.function());
      }
    }
    if (growing.isEmpty()) {
      return;
    }
    Pattern renews =
        Pattern.compile(
            "&"
                + name
                + "\\b|"
                + name
                + "\\b *(\\[ *0? *: *[^\\]]*\\]|,[^=\\n]*=[^=]|= *+(?!append\\("
                + name
                + "\\b *,))");
    String simple = type.substring(type.lastIndexOf('.') + 1);
    Pattern whole =
        Pattern.compile("\\*\\w+ *= *" + Pattern.quote(simple) + "\\b|clear\\(|\\.Reset\\(");
    for (String function : seen.around(type)) {
      String text = seen.text(function);
      if (renews.matcher(text).find() || whole.matcher(text).find() && text.contains(simple)) {
        return;
      }
    }
    for (Event set : sets) {
      if (growing.contains(set.function())
          && set.detail().equals(field)
          && plain(set.type().name()).equals(type)) {
        found.add(fault(set, simple));
        return;
      }
    }
  }

  private static String plain(String type) {
    return type.startsWith("*") ? type.substring(1) : type;
  }

  private Found fault(Event set, String type) {
    return found(
            set,
            Severity.MEDIUM,
            set.detail() + " of the pooled " + type + " is appended to and never emptied",
            "The next taker finds this one's elements in front of its own, and the list only grows.",
            "Cut it to [:0] before it is given back, or as soon as it is taken.")
        .withoutSteps();
  }
}
