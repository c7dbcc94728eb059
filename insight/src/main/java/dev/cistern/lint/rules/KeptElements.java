package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-07: a slice goes back whose elements still lead to what one user had in it.
 *
 * <p>To cut a slice to no length leaves its elements where they are: until the next user has
 * written over them all, they keep alive what they lead to. Only slices of structs whose
 * declaration is at hand are told, and only where nobody around the pool empties elements.
 */
final class KeptElements extends Rule {
  private static final int DEPTH_MAX = 3;
  private static final Pattern EMPTIES =
      Pattern.compile(
          "\\bclear\\(|\\]\\s*(\\.\\w+)*\\s*=[^=]|(?i)\\b\\w*(reset|clear|clean|zero|truncate|empty)\\w*\\(");

  /** A slice is lengthened over elements that it had: what lies in them is wanted. */
  private static final Pattern REUSES =
      Pattern.compile("\\[:\\s*(len\\([\\w.]+\\)|\\w+)\\s*\\+\\s*1\\s*\\]");

  private static final Pattern TYPED = Pattern.compile("Pool\\[");

  KeptElements() {
    super("POOL-07");
  }

  /** A slice that is given back. */
  private record Put(String function, String file, int at, String pool, String element) {}

  @Override
  public List<Found> check(Seen seen) {
    List<Put> puts =
        puts(seen).stream().filter(put -> leads(seen, put.element(), DEPTH_MAX)).toList();
    Set<String> pools = new HashSet<>();
    puts.forEach(put -> pools.add(put.pool()));
    Set<String> emptied = new HashSet<>();
    for (Event event : seen.all(Kind.ACQUIRED)) {
      if (pools.contains(event.pool())
          && !emptied.contains(event.pool())
          && EMPTIES.matcher(seen.text(event.function())).find()) {
        emptied.add(event.pool());
      }
    }
    List<Found> found = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Put put : puts) {
      if (!emptied.contains(put.pool())
          && seen.around(put.function()).stream()
              .noneMatch(other -> REUSES.matcher(seen.text(other)).find())
          && !EMPTIES.matcher(seen.text(put.function())).find()
          && seen.callers(put.function()).stream()
              .noneMatch(caller -> seen.text(caller).contains("clear("))
          && told.add(put.function() + " " + put.pool())) {
        found.add(fault(put));
      }
    }
    return found;
  }

  private static List<Put> puts(Seen seen) {
    List<Put> puts = new ArrayList<>();
    Set<String> others = new HashSet<>();
    seen.all(Kind.RELEASED_BY_CALL).forEach(event -> others.add(event.function()));
    for (Event event : seen.all(Kind.RELEASED)) {
      if (others.contains(event.function())) {
        // Perhaps what the elements lead to.
        continue;
      }
      add(puts, event.function(), event.file(), event.at(), event.pool(), event.type());
    }
    for (Func func : seen.funcs(seen.functions())) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof Op.Call call && isTypedPut(call)) {
              TypeName type = call.argTypes().getLast();
              add(puts, func.name(), func.file(), call.at(), call.pool(), type);
            }
          });
    }
    return puts;
  }

  /** Whether a call gives back to a pool of one type that is built on another. */
  private static boolean isTypedPut(Op.Call call) {
    return call.callee() instanceof Callee.Named named
        && named.method()
        && named.simpleName().equals("Put")
        && call.argTypes().size() == 2
        && TYPED.matcher(call.argTypes().getFirst().name()).find();
  }

  private static void add(
      List<Put> puts, String function, String file, int at, String pool, TypeName type) {
    String element = element(type);
    if (!element.isEmpty()) {
      puts.add(new Put(function, file, at, pool, element));
    }
  }

  /** The type of a slice's elements, where a struct may be; empty for anything else. */
  private static String element(TypeName type) {
    String name = type.name().startsWith("*[]") ? type.name().substring(1) : type.name();
    boolean slice = type.shape() == Shape.SLICE || type.shape() == Shape.POINTER;
    return slice && name.startsWith("[]") && name.indexOf('.') > 0 && name.charAt(2) != '*'
        ? name.substring(2)
        : "";
  }

  /** Whether a struct leads to other objects over its fields. */
  private static boolean leads(Seen seen, String struct, int depth) {
    return seen.fields(struct).stream()
        .anyMatch(field ->
            switch (field.type().shape()) {
              case POINTER, MAP, CHANNEL, FUNCTION, INTERFACE, SLICE -> true;
              case STRUCT -> depth > 0 && leads(seen, field.type().name(), depth - 1);
              case STRING, ARRAY, SCALAR, PARAMETER, UNKNOWN -> false;
            });
  }

  private Found fault(Put put) {
    return new Found(
        id(),
        Severity.LOW,
        "goes back to " + pool(put.pool()) + " with what its elements lead to",
        "To cut it to [:0] leaves the elements in place: what their fields lead to stays alive"
            + " until a later user writes over them.",
        "Call clear on it before it is cut and given back.",
        put.function(),
        put.file(),
        put.at(),
        List.of());
  }
}
