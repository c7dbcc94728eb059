package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.Map;

/**
 * Tells which goroutines may still use a handler's context when the handler has returned: the
 * framework gives it to the next request then.
 */
final class Lent {
  private final Memory memory;
  private final Knowledge knowledge;

  Lent(Memory memory, Knowledge knowledge) {
    this.memory = memory;
    this.knowledge = knowledge;
  }

  /** Follows the parameters that are only lent. */
  void begin(State start, Code code) {
    for (int param : code.params()) {
      int id = memory.get(start, param).base();
      if (isLent(type(param)) && id >= 0) {
        start.things.putIfAbsent(id, Thing.foreign(memory.start(0, "")));
      }
    }
  }

  /** Tells the goroutines that were started and not waited for. */
  void tell(Walker.Ending ending, Code code) {
    if (ending.panic() || ending.state().spawns.isEmpty() || isWaitedForByCaller(code)) {
      return;
    }
    for (int param : code.params()) {
      Map<Integer, Thing> things = ending.state().things;
      int id = isLent(type(param)) ? idOf(code, param) : -1;
      Thing thing = things.get(id);
      if (thing == null || thing.origin() != Origin.FOREIGN) {
        continue;
      }
      for (State.Spawned spawn : ending.state().spawns) {
        if (spawn.touched().contains(id)) {
          Thing told =
              Thing.foreign(memory.start(spawn.at(), "a goroutine that uses it starts here"));
          memory.tell(Kind.USED_BEYOND_CALL, spawn.at(), told, type(param), "");
        }
      }
    }
  }

  private int idOf(Code code, int param) {
    boolean whole = code == memory.func().code();
    Symbols.Key key =
        whole ? new Symbols.Key.Param(code.params().indexOf(param)) : new Symbols.Key.Outer(param);
    return memory.symbols().intern(key);
  }

  private TypeName type(int var) {
    return memory.func().vars().get(var).type();
  }

  private boolean isLent(TypeName type) {
    return knowledge.lends(type.name()) && !isOwn(type);
  }

  /** Whether the function is the framework's own, which knows when its contexts go back. */
  private boolean isOwn(TypeName type) {
    String name = type.name().startsWith("*") ? type.name().substring(1) : type.name();
    String path = name.substring(0, name.indexOf('.', name.lastIndexOf('/') + 1));
    return memory.func().name().startsWith(path);
  }

  /** Whether whoever calls has what it takes to wait: a channel, a group. */
  private boolean isWaitedForByCaller(Code code) {
    return code.params().stream().map(this::type).anyMatch(Lent::isSignal)
        || code.results().stream().map(this::type).anyMatch(Lent::isSignal);
  }

  private static boolean isSignal(TypeName type) {
    return type.shape() == Shape.CHANNEL
        || type.shape() == Shape.FUNCTION
        || type.name().endsWith("WaitGroup")
        || type.name().endsWith("errgroup.Group");
  }
}
