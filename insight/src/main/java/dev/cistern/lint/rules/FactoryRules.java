package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules on what makes pooled objects. */
final class FactoryRules {
  private static final Set<String> STARTS =
      Set.of(
          "time.NewTicker",
          "time.Tick",
          "github.com/klauspost/compress/zstd.NewReader",
          "github.com/fsnotify/fsnotify.NewWatcher",
          "net.Dial",
          "net.Listen",
          "database/sql.Open");

  private FactoryRules() {}

  /** POOL-11: a pool without a factory, its result used unchecked. */
  static final class NoFactory extends Rule {
    NoFactory() {
      super("POOL-11");
    }

    @Override
    public List<Found> check(Seen seen) {
      Map<String, Boolean> nilByPool = new HashMap<>();
      Set<String> made = new HashSet<>();
      for (Seen.Factory factory : seen.factories()) {
        if (factory.known()
            || !factory.types().isEmpty()
            || factory.mayBeNil()
            || hasNamed(seen, factory)) {
          nilByPool.merge(factory.pool(), factory.mayBeNil(), Boolean::logicalOr);
        }
        made.add(factory.pool());
      }
      List<Found> found = new ArrayList<>();
      seen.byPool(Kind.ASSERTED)
          .forEach((pool, events) -> {
            boolean bare = !made.contains(pool) && seen.isVariable(pool) && seen.isBare(pool);
            boolean none = bare || made.contains(pool) && !nilByPool.containsKey(pool);
            boolean nil = nilByPool.getOrDefault(pool, false);
            for (Event event : events) {
              if (event.detail().isEmpty() && (none || nil) && !isOpen(pool, event)) {
                found.add(
                    found(
                        event,
                        Severity.MEDIUM,
                        pool(pool)
                            + (none ? " has no New" : "'s New may return nil")
                            + ", and what Get gives is used unchecked",
                        "Get does not wait: an empty pool without New gives nil, and the assertion"
                            + " panics.",
                        "Give the pool a New, or use the two-valued assertion."));
              }
            }
          });
      return found;
    }

    private static boolean hasNamed(Seen seen, Seen.Factory factory) {
      return seen.text(factory.owner()).contains("New");
    }

    /** Whether others may give the pool its factory: its name is exported, or it is a parameter. */
    private static boolean isOpen(String pool, Event event) {
      String last = pool.substring(pool.lastIndexOf('.') + 1);
      return Character.isUpperCase(last.charAt(0)) || pool.startsWith(event.function() + ".");
    }
  }

  /** POOL-12: a factory starts what nobody stops. */
  static final class Starts extends Rule {
    /** How many calls away from the constructor a goroutine is still its own. */
    private static final int CALLS_MAX = 2;

    Starts() {
      super("POOL-12");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Seen.Factory factory : seen.factories()) {
        Func owner = seen.func(factory.owner());
        if (owner == null) {
          continue;
        }
        String what = started(seen, factory, owner);
        if (!what.isEmpty()) {
          found.add(
              new Found(
                  id(),
                  Severity.MEDIUM,
                  "the factory of " + pool(factory.pool()) + " starts what nobody stops: " + what,
                  "A collection drops idle objects without a word: the goroutine or connection"
                      + " stays.",
                  "Pool only what is garbage when it is dropped; or stop it by a finalizer or"
                      + " cleanup.",
                  factory.owner(),
                  factory.file(),
                  factory.at(),
                  List.of()));
        }
      }
      return found;
    }

    private static String started(Seen seen, Seen.Factory factory, Func owner) {
      String[] what = {""};
      boolean[] cleaned = new boolean[1];
      for (var code : seen.factoryCode(factory)) {
        for (var block : code.blocks()) {
          for (Op op : block.ops()) {
            if (!(op instanceof Op.Call call)) {
              continue;
            }
            String name = call.callee() instanceof Callee.Named named ? named.name() : "";
            cleaned[0] |= name.equals("runtime.SetFinalizer") || name.equals("runtime.AddCleanup");
            if (call.mode() == Op.Mode.SPAWNED) {
              what[0] = "a goroutine";
            } else if (STARTS.contains(name)) {
              what[0] = name;
            } else {
              Func made = name.isEmpty() ? null : seen.func(name);
              if (made != null && startsGoroutine(seen, made, 0)) {
                what[0] = name.substring(name.lastIndexOf('/') + 1) + " starts a goroutine";
              }
            }
          }
        }
      }
      return cleaned[0] || owner.vars().isEmpty() ? "" : what[0];
    }

    private static boolean startsGoroutine(Seen seen, Func func, int depth) {
      boolean[] starts = new boolean[2];
      for (var block : func.code().blocks()) {
        for (Op op : block.ops()) {
          if (depth < CALLS_MAX
              && op instanceof Op.Call c
              && c.mode() == Op.Mode.NOW
              && c.callee() instanceof Callee.Named n
              && seen.isOfSamePackage(func.name(), n.name())
              && seen.func(n.name()) instanceof Func called) {
            starts[0] |= startsGoroutine(seen, called, depth + 1);
          }
        }
        for (Op op : block.ops()) {
          starts[0] |= op instanceof Op.Call c && c.mode() == Op.Mode.SPAWNED;
          starts[1] |=
              op instanceof Op.Call c
                  && c.callee() instanceof Callee.Named n
                  && (n.name().equals("runtime.SetFinalizer")
                      || n.name().equals("runtime.AddCleanup"));
        }
      }
      return starts[0] && !starts[1];
    }
  }
}
