package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The calls that keep nothing of a pool's objects, by what other functions show: who hands an
 * object to a call and gives it back behind it knows that the call has not taken it over.
 */
final class Peers {
  private final Seen seen;
  private final Map<String, Set<String>> keepNothing = new HashMap<>();
  private final Map<String, Map<Integer, String>> calls = new HashMap<>();

  Peers(Seen seen) {
    this.seen = seen;
    seen.all()
        .filter(event -> event.kind() == Kind.LEFT_DONE)
        .filter(event -> event.thing().status() == Thing.Status.RELEASED)
        .filter(event -> event.thing().origin() == Thing.Origin.ACQUIRED)
        .filter(event -> !event.thing().lent().isEmpty())
        .forEach(event ->
            keepNothing
                .computeIfAbsent(event.pool(), _ -> new HashSet<>())
                .addAll(names(event.function(), event.thing().lent())));
  }

  /** Whether none of these calls of a function, by their ids, keeps what comes from a pool. */
  boolean keepNothing(Event event, Set<Integer> lent) {
    if (lent.isEmpty()) {
      return true;
    }
    Set<String> names = names(event.function(), lent);
    return !names.contains("")
        && keepNothing.getOrDefault(event.pool(), Set.of()).containsAll(names);
  }

  private Set<String> names(String function, Set<Integer> ids) {
    Map<Integer, String> all = calls.computeIfAbsent(function, this::calls);
    Set<String> names = new HashSet<>();
    ids.forEach(id -> names.add(all.getOrDefault(id < 0 ? ~id : id, "")));
    return names;
  }

  private Map<Integer, String> calls(String function) {
    Map<Integer, String> names = new HashMap<>();
    Func func = seen.func(function);
    if (func != null) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof Op.Call call) {
              names.put(call.id(), call.callee().simpleName());
            }
          });
    }
    return names;
  }
}
