package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** POOL-07: what one user leaves in an object is there for the next one. */
final class ContentRule extends Rule {
  private static final int RESET_FIELDS_MIN = 3;
  private static final Pattern BEGINS = Pattern.compile("(?i)(init|setup|prepare|begin).*");
  private static final Set<String> ACCUMULATE = Set.of("*bytes.Buffer", "*strings.Builder");

  ContentRule() {
    super("POOL-07");
  }

  /** Which functions set which fields of a type. */
  private record Sets(Map<String, Map<String, Set<String>>> byType) {
    Map<String, Set<String>> of(String type) {
      return byType.getOrDefault(type, Map.of());
    }
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    unreset(seen, found);
    Sets sets = sets(seen);
    Map<String, Set<String>> takers = new HashMap<>();
    Map<String, Set<Event>> givers = new LinkedHashMap<>();
    pooled(seen, takers, givers);
    for (String type : givers.keySet()) {
      List<Seen.FieldInfo> fields = seen.fields(type);
      if (!fields.isEmpty()) {
        forgotten(seen, type, fields, sets.of(type), takers.getOrDefault(type, Set.of()), found);
        kept(
            seen,
            fields,
            sets.of(type),
            takers.getOrDefault(type, Set.of()),
            givers.get(type),
            found);
      }
    }
    return found;
  }

  private void unreset(Seen seen, List<Found> found) {
    List<Event> all = new ArrayList<>(seen.all(Kind.RELEASED));
    all.addAll(seen.all(Kind.RELEASED_BY_CALL));
    for (Event event : all) {
      Thing thing = event.thing();
      if (thing.origin() == Thing.Origin.ACQUIRED
          && thing.clean() == Thing.Clean.WRITTEN_UNRESET
          && ACCUMULATE.contains(event.type().name())) {
        found.add(
            found(
                event,
                Severity.MEDIUM,
                "written to and given back to "
                    + pool(event.pool())
                    + " without a reset on either side",
                "The next taker finds this one's bytes in front of its own.",
                "Call Reset before it is given back, or as soon as it is taken."));
      }
    }
  }

  private static Sets sets(Seen seen) {
    Map<String, Map<String, Set<String>>> byType = new HashMap<>();
    for (Event event : seen.all(Kind.FIELD_SET)) {
      byType
          .computeIfAbsent(base(event.type()), _ -> new HashMap<>())
          .computeIfAbsent(event.detail(), _ -> new LinkedHashSet<>())
          .add(event.function());
    }
    return new Sets(byType);
  }

  private static String base(TypeName type) {
    return plain(type.name());
  }

  private static void pooled(
      Seen seen, Map<String, Set<String>> takers, Map<String, Set<Event>> givers) {
    Map<String, Set<String>> types = new HashMap<>();
    for (Event event : seen.all(Kind.RELEASED)) {
      if (event.type().shape() == Shape.POINTER && event.type().name().length() > 1) {
        givers.computeIfAbsent(base(event.type()), _ -> new LinkedHashSet<>()).add(event);
        types.computeIfAbsent(event.pool(), _ -> new HashSet<>()).add(base(event.type()));
      }
    }
    for (Event event : seen.all(Kind.ACQUIRED)) {
      for (String type : types.getOrDefault(event.pool(), Set.of())) {
        takers.computeIfAbsent(type, _ -> new HashSet<>()).add(event.function());
      }
    }
  }

  /** A reset that sets most fields and forgets one that others set. */
  private void forgotten(
      Seen seen,
      String type,
      List<Seen.FieldInfo> fields,
      Map<String, Set<String>> sets,
      Set<String> takers,
      List<Found> found) {
    for (String method : seen.methods(type)) {
      String simple = method.substring(method.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (!simple.equals("reset") && !simple.equals("clear")) {
        continue;
      }
      Func func = seen.func(method);
      String text = withCallees(seen, type, method);
      long here = fields.stream().filter(f -> mentions(text, f.name())).count();
      if (func == null
          || here < RESET_FIELDS_MIN
          || here * 2 < fields.size()
          || text.matches("(?s).*\\*\\w+ = .*")) {
        continue;
      }
      for (Seen.FieldInfo field : fields) {
        if (!mentions(text, field.name())
            && isDirtied(seen, type, field, sets, takers, method)
            && isRead(seen, type, field.name())) {
          found.add(
              new Found(
                  id(),
                  Severity.MEDIUM,
                  simple
                      + " sets "
                      + here
                      + " fields of "
                      + type.substring(type.lastIndexOf('/') + 1)
                      + " but not "
                      + field.name(),
                  "Who takes it next finds what the last one left there.",
                  "Set " + field.name() + " too, or say in a comment there why it stays.",
                  method,
                  func.file(),
                  func.code().end(),
                  List.of()));
        }
      }
    }
  }

  /** The text of a method with that of the type's methods it calls. */
  private static String withCallees(Seen seen, String type, String method) {
    Set<String> taken = new LinkedHashSet<>(Set.of(method));
    StringBuilder text = new StringBuilder(seen.text(method));
    boolean more = true;
    while (more) {
      more = false;
      for (String other : seen.methods(type)) {
        String simple = other.substring(other.lastIndexOf('.') + 1);
        if (text.indexOf("." + simple + "(") >= 0 && taken.add(other)) {
          text.append(seen.text(other));
          more = true;
        }
      }
    }
    return text.toString();
  }

  /** Whether a method of the type looks at a field before it sets it. */
  private static boolean isRead(Seen seen, String type, String field) {
    Pattern first = Pattern.compile("\\.\\s*" + Pattern.quote(field) + "\\b(\\s*=[^=])?");
    for (String method : seen.methods(type)) {
      var matcher = first.matcher(seen.text(method));
      if (matcher.find() && matcher.group(1) == null) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(String text, String field) {
    return Pattern.compile("\\b" + Pattern.quote(field) + "\\b").matcher(text).find();
  }

  /** Whether a field is set while the object is in use, elsewhere than where it is taken. */
  private static boolean isDirtied(
      Seen seen,
      String type,
      Seen.FieldInfo field,
      Map<String, Set<String>> sets,
      Set<String> takers,
      String reset) {
    if (field.embedded()
        || field.type().name().startsWith("sync.")
        || field.type().shape() == Shape.SLICE) {
      return false;
    }
    for (String taker : takers) {
      if (mentions(seen.text(taker), field.name())) {
        return false;
      }
    }
    Set<String> setters = sets.getOrDefault(field.name(), Set.of());
    if (setters.stream().anyMatch(setter -> setsAtBegin(seen, setter, field.name()))) {
      return false;
    }
    for (String setter : setters) {
      if (!setter.equals(reset) && seen.methods(type).contains(setter)) {
        return true;
      }
    }
    Pattern atomic =
        Pattern.compile(
            "atomic\\.(Store|Add|Swap|CompareAndSwap|Or)\\w*\\(&\\w+\\."
                + Pattern.quote(field.name())
                + "\\b");
    return seen.methods(type).stream().anyMatch(method -> atomic.matcher(seen.text(method)).find());
  }

  /** Whether a function by its name begins a use, and sets the field on every way. */
  private static boolean setsAtBegin(Seen seen, String function, String field) {
    Func func = seen.func(function);
    return func != null
        && BEGINS.matcher(Looked.simple(function)).matches()
        && func.code().blocks().getFirst().ops().stream()
            .anyMatch(op -> op instanceof Op.Store store && store.field().equals(field));
  }

  /** References to one user's things that lie in the pool with the object. */
  private void kept(
      Seen seen,
      List<Seen.FieldInfo> fields,
      Map<String, Set<String>> sets,
      Set<String> takers,
      Set<Event> givers,
      List<Found> found) {
    for (Event giver : givers) {
      String text = seen.text(giver.function());
      if (giver.kind() != Kind.RELEASED
          || text.matches("(?s).*\\*\\w+ = .*")
          || text.matches("(?is).*\\.(reset|clear|free|release)\\w*\\(.*")) {
        continue;
      }
      List<String> left = new ArrayList<>();
      for (Seen.FieldInfo field : fields) {
        Set<String> setters = sets.getOrDefault(field.name(), Set.of());
        boolean taken = setters.stream().anyMatch(takers::contains);
        boolean cleared =
            setters.contains(giver.function())
                || !setters.isEmpty() && clear(seen, giver.function(), setters);
        if (taken && !cleared && holdsUser(seen, field.type())) {
          left.add(field.name());
        }
      }
      if (!left.isEmpty() && !takers.contains(giver.function())) {
        found.add(
            new Found(
                id(),
                Severity.LOW,
                "goes back to "
                    + pool(giver.pool())
                    + " with its user's "
                    + String.join(", ", left),
                "What they lead to stays alive as long as the object lies in the pool.",
                "Set them to nil before it is given back.",
                giver.function(),
                giver.file(),
                giver.at(),
                List.of()));
      }
    }
  }

  /** Whether all in the package that call what gives back set the field. */
  private static boolean clear(Seen seen, String giver, Set<String> setters) {
    List<String> callers =
        seen.callers(giver).stream().filter(one -> seen.isOfSamePackage(giver, one)).toList();
    return !callers.isEmpty() && setters.containsAll(callers);
  }

  /** Whether a field of this type leads to things of one user: a context, a writer, a callback. */
  private static boolean holdsUser(Seen seen, TypeName type) {
    String name = type.name();
    return switch (type.shape()) {
      case INTERFACE, FUNCTION -> !name.equals("error");
      case POINTER -> name.equals("*net/http.Request") || name.equals("*net/http.Response");
      case SLICE ->
          name.startsWith("[]")
              && seen.fields(name.substring(2)).isEmpty()
              && name.contains(".")
              && isInterface(name);
      default -> name.equals("context.Context");
    };
  }

  private static boolean isInterface(String slice) {
    return slice.endsWith("Hook")
        || slice.endsWith("Handler")
        || slice.endsWith("Func")
        || slice.endsWith("Callback");
  }
}
