package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * POOL-06: a Close that runs a callback each time it is called, and the callback gives back.
 *
 * <p>Told where neither the callback nor Close asks or remembers anything.
 */
final class CallbackTwice extends Rule {
  private static final Pattern ONCE =
      Pattern.compile("\\bOnce\\b|\\.Do\\(|Swap\\(|CompareAndSwap|(?<![=!])= *nil\\b|= *true\\b");

  private static final Pattern CLOSES = Pattern.compile("\\)\\.Close\\w*$");

  CallbackTwice() {
    super("POOL-06");
  }

  @Override
  public List<Found> check(Seen seen) {
    Map<String, Event> giving = new LinkedHashMap<>();
    for (Func func : seen.funcs(seen.functions())) {
      List<Event> gives = seen.events(func.name()).stream().filter(Event::isRelease).toList();
      if (!gives.isEmpty() && !func.literals().isEmpty()) {
        stored(seen, func, gives).forEach(giving::putIfAbsent);
      }
    }
    List<Found> found = new ArrayList<>();
    giving.forEach((field, event) -> told(seen, field, event, found));
    return found;
  }

  /**
   * The fields of function type that get a literal that gives back, by a composite literal or a
   * constructor.
   */
  private static Map<String, Event> stored(Seen seen, Func func, List<Event> gives) {
    Map<Integer, Event> literals = new HashMap<>();
    Map<String, Event> stored = new LinkedHashMap<>();
    PoolUseRules.each(
        func,
        (_, op) -> {
          switch (op) {
            case Op.Closure c -> {
              Event event = given(c.code(), gives);
              if (event != null) {
                literals.put(c.dst(), event);
              }
            }
            case Op.Copy c when literals.containsKey(c.src()) ->
                literals.put(c.dst(), literals.get(c.src()));
            case Op.Make m ->
                fields(m, literals::containsKey)
                    .forEach((var, field) -> stored.put(field, literals.get(var)));
            case Op.Call c when c.callee() instanceof Callee.Named named -> {
              for (int i = 0; i < c.args().size(); i++) {
                Event event = literals.get(c.args().get(i));
                String field = event == null ? "" : fieldOf(seen.func(named.name()), i);
                if (event != null && !field.isEmpty()) {
                  stored.put(field, event);
                }
              }
            }
            default -> {}
          }
        });
    return stored;
  }

  /** The fields of something made that get certain variables, by the variable. */
  private static Map<Integer, String> fields(Op.Make make, IntPredicate variables) {
    Map<Integer, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < make.fields().size(); i++) {
      if (variables.test(make.values().get(i))) {
        fields.put(make.values().get(i), make.type().name() + "." + make.fields().get(i));
      }
    }
    return fields;
  }

  /** The field that a constructor stores a parameter in; empty for none. */
  private static String fieldOf(@Nullable Func constructor, int param) {
    if (constructor == null || param >= constructor.code().params().size()) {
      return "";
    }
    int wanted = constructor.code().params().get(param);
    String[] field = {""};
    PoolUseRules.each(
        constructor,
        (_, op) -> {
          if (op instanceof Op.Make m) {
            fields(m, var -> var == wanted).forEach((_, name) -> field[0] = name);
          }
        });
    return field[0];
  }

  /** The give-back in a literal that asks nothing before it; null for any other. */
  private static @Nullable Event given(Code code, List<Event> gives) {
    boolean asks = code.blocks().stream().anyMatch(block -> block.exit() instanceof Exit.Branch);
    for (Block block : asks ? code.blocks().subList(0, 1) : code.blocks()) {
      for (Op op : block.ops()) {
        if (op instanceof Op.Call call) {
          for (Event event : gives) {
            if (event.at() == call.at()) {
              return event;
            }
          }
        }
      }
    }
    return null;
  }

  private void told(Seen seen, String field, Event event, List<Found> found) {
    String type = field.substring(0, field.lastIndexOf('.'));
    if (seen.fields(type).stream().anyMatch(f -> f.type().name().startsWith("sync."))) {
      return;
    }
    for (String method : seen.methods(type)) {
      Func func = CLOSES.matcher(method).find() ? seen.func(method) : null;
      if (func == null || ONCE.matcher(seen.text(method)).find() || isAsked(func, field)) {
        continue;
      }
      for (Block block : func.code().blocks()) {
        for (Op op : block.ops()) {
          if (op instanceof Op.Call call
              && call.callee() instanceof Callee.Value value
              && value.field().equals(field)) {
            found.add(fault(event, func, call.at()));
            return;
          }
        }
      }
    }
  }

  /** Whether the method looks at a field of its receiver before it calls one. */
  private static boolean isAsked(Func func, String called) {
    int receiver = func.code().params().isEmpty() ? -1 : func.code().params().getFirst();
    Set<String> spared = Set.of(called.substring(called.lastIndexOf('.') + 1));
    boolean[] asked = new boolean[1];
    PoolUseRules.each(
        func,
        (_, op) ->
            asked[0] |=
                op instanceof Op.Load l
                    && l.base() == receiver
                    && !spared.contains(l.field())
                    && func.vars().get(l.dst()).type().name().equals("bool"));
    return asked[0];
  }

  private Found fault(Event event, Func close, int at) {
    return new Found(
        id(),
        Severity.LOW,
        "Close runs a callback that gives back to "
            + pool(event.pool())
            + " each time it is called",
        "Closers are closed twice (a defer and an error path): the pool then has the object twice.",
        "Run it once: sync.Once, or set the callback to nil behind the call.",
        close.name(),
        close.file(),
        at,
        event.thing().trail().steps());
  }
}
