package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
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
  /** What is kept from one user to the next on purpose. */
  private static final Pattern KEPT =
      Pattern.compile(
          "(?i)cache|intern|memo|type|sym|table|pool|index|known|lookup|regist|stat|count|conf|opt");

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
        } else if (field.type().shape() == Shape.MAP && !KEPT.matcher(field.name()).find()) {
          map(seen, type, field.name(), found);
        }
      }
    }
    return found;
  }

  /** A map that some function adds to, and nothing of the package removes from or sets anew. */
  private void map(Seen seen, String type, String field, List<Found> found) {
    String name = "\\b\\w+(\\.\\w+)*\\." + Pattern.quote(field) + "\\b";
    Pattern adds = Pattern.compile(name + "\\[[^\\]\\n]*\\]\\s*=[^=]");
    Pattern empties =
        Pattern.compile(
            "(delete|clear)\\("
                + name
                + "|&"
                + name
                + "|"
                + name
                + "\\s*=[^=]|\\("
                + name
                + "\\b|"
                + name
                + ",|(=|return)\\s*"
                + name
                + "\\s*($|[\\n;{}])"); // another name for it, or somebody else's
    String simple = type.substring(type.lastIndexOf('.') + 1);
    Pattern whole = Pattern.compile("\\*\\w+\\s*=[^=]|(?i)reset\\w*\\(");
    String adder = null;
    for (String function : seen.around(type)) {
      String text = seen.text(function);
      boolean mentions = text.contains("." + field);
      if (mentions && empties.matcher(text).find()
          || (mentions || text.contains(simple)) && whole.matcher(text).find()
          || text.contains(simple + "{") && text.contains(field + ":")) {
        return;
      }
      adder = adder == null && mentions && adds.matcher(text).find() ? function : adder;
    }
    Func func = adder == null ? null : seen.func(adder);
    int at = func == null ? -1 : store(func, type, field);
    if (func != null && at >= 0) {
      found.add(
          new Found(
              id(),
              Severity.MEDIUM,
              field + " of the pooled " + simple + " is added to and never emptied",
              "The next taker finds this one's entries beside its own, and the map only grows.",
              "Call clear on it before it is given back, or as soon as it is taken.",
              func.name(),
              func.file(),
              at,
              List.of()));
    }
  }

  /** Where a function stores into a map in a field of a type; −1 where it does not. */
  private static int store(Func func, String type, String field) {
    Set<Integer> maps = new HashSet<>();
    int[] at = {-1};
    PoolUseRules.each(
        func,
        (_, op) -> {
          if (op instanceof Op.Load l
              && l.field().equals(field)
              && plain(func.vars().get(l.base()).type().name()).equals(type)) {
            maps.add(l.dst());
          } else if (op instanceof Op.Store s && maps.contains(s.base()) && at[0] < 0) {
            at[0] = s.at();
          }
        });
    return at[0];
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
