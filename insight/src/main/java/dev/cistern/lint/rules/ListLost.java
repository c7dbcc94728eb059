package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-03: a list in a field owns pooled objects, and is dropped while it has some.
 *
 * <p>That some function gives back what it finds in the list shows who owns them. A function that
 * reads the list before it drops it may have handed them on, and is not told.
 */
final class ListLost extends Rule {
  ListLost() {
    super("POOL-03");
  }

  @Override
  public List<Found> check(Seen seen) {
    Map<String, Set<String>> givers = new LinkedHashMap<>();
    for (Func func : seen.funcs(seen.functions())) {
      lists(seen, func, givers);
    }
    List<Found> found = new ArrayList<>();
    givers.forEach((list, giving) -> {
      int dot = list.lastIndexOf('.');
      String field = list.substring(dot + 1);
      Pattern drops = Pattern.compile("\\.\\s*" + Pattern.quote(field) + "\\s*=\\s*nil\\b");
      for (String method : seen.methods(list.substring(0, dot))) {
        if (!giving.contains(method)
            && drops.matcher(seen.text(method)).find()
            && seen.called(method).stream().noneMatch(giving::contains)
            && !isReadByCaller(seen, method, field)) {
          dropped(seen, method, list).ifPresent(found::add);
        }
      }
    });
    return found;
  }

  /** Whether who calls the method has the list too, and may have given back what it holds. */
  private static boolean isReadByCaller(Seen seen, String method, String field) {
    String call = "." + method.substring(method.lastIndexOf('.') + 1) + "(";
    return seen.around(method).stream()
        .map(seen::text)
        .anyMatch(text -> text.contains(call) && text.contains("." + field));
  }

  /** The fault where a method sets the list to nil without having read it. */
  private Optional<Found> dropped(Seen seen, String method, String list) {
    Func func = seen.func(method);
    if (func == null) {
      return Optional.empty();
    }
    boolean[] read = new boolean[1];
    int[] at = {-1};
    Set<Integer> nil = new HashSet<>();
    PoolUseRules.each(
        func,
        (_, op) -> {
          switch (op) {
            case Op.Const c when c.value() == null -> nil.add(c.dst());
            case Op.Load l when isOf(func, l.base(), l.field(), list) -> read[0] = true;
            case Op.Store s when isOf(func, s.base(), s.field(), list) && nil.contains(s.src()) ->
                at[0] = s.at();
            default -> {}
          }
        });
    return read[0] || at[0] < 0
        ? Optional.empty()
        : Optional.of(fault(func, at[0], list.substring(list.lastIndexOf('.') + 1)));
  }

  private static boolean isOf(Func func, int base, String field, String list) {
    return (plain(func.vars().get(base).type().name()) + "." + field).equals(list);
  }

  /** Adds the lists in fields of which a function gives elements back. */
  private static void lists(Seen seen, Func func, Map<String, Set<String>> givers) {
    Set<Integer> puts = new HashSet<>();
    for (Event event : seen.events(func.name())) {
      if (event.isRelease()) {
        puts.add(event.at());
      }
    }
    if (puts.isEmpty()) {
      return;
    }
    Map<Integer, String> held = new HashMap<>();
    Map<Integer, String> elements = new HashMap<>();
    PoolUseRules.each(
        func,
        (_, op) -> {
          switch (op) {
            case Op.Load l when l.field().startsWith("[") -> {
              if (held.containsKey(l.base())) {
                elements.put(l.dst(), held.get(l.base()));
              }
            }
            case Op.Load l ->
                held.put(l.dst(), plain(func.vars().get(l.base()).type().name()) + "." + l.field());
            case Op.Next n when held.containsKey(n.over()) ->
                elements.put(n.value(), held.get(n.over()));
            case Op.Copy c when elements.containsKey(c.src()) ->
                elements.put(c.dst(), elements.get(c.src()));
            case Op.Call c when puts.contains(c.at()) ->
                c.args().stream()
                    .filter(elements::containsKey)
                    .forEach(arg ->
                        givers
                            .computeIfAbsent(elements.get(arg), _ -> new HashSet<>())
                            .add(func.name()));
            default -> {}
          }
        });
  }

  private Found fault(Func func, int at, String field) {
    return new Found(
        id(),
        Severity.LOW,
        field + " may hold objects of a pool here and is dropped",
        "What it held is lost for reuse: nobody has it any more to give it back.",
        "Give back what it holds first.",
        func.name(),
        func.file(),
        at,
        List.of());
  }
}
