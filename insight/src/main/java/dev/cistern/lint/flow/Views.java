package dev.cistern.lint.flow;

import dev.cistern.catalogue.Fact.Kind;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which calls give back memory of an argument: by their summary, the catalogue, their name.
 */
final class Views {
  private final Knowledge knowledge;
  private final Conventions names;

  Views(Knowledge knowledge) {
    this.knowledge = knowledge;
    this.names = knowledge.conventions();
  }

  /** The value that shares memory with an argument, or null. */
  @Nullable Value of(State state, Op.Call op, List<Value> args, @Nullable Summary summary) {
    if (summary != null && summary.known()) {
      for (Outcome outcome : summary.outcomes()) {
        if (!outcome.results().isEmpty()
            && outcome.results().getFirst() instanceof Outcome.Result.Given given
            && given.path().fields().isEmpty()
            && given.path().param() < args.size()) {
          return Value.sharing(args.get(given.path().param()), Value.Kind.VIEW);
        }
      }
      return null;
    }
    String name = op.callee() instanceof Callee.Named named ? named.name() : "";
    boolean method = KnownCalls.isMethod(op.callee());
    int index = knowledge.argument(Kind.VIEW, name, method);
    if (index < 0 && !method && !args.isEmpty() && names.isUnsafeView(op.callee().simpleName())) {
      index = 0;
    }
    if (index < 0
        && method
        && names.isView(op.callee())
        && state.things.containsKey(args.getFirst().base())) {
      index = 0;
    }
    if (index >= 0 && index < args.size()) {
      return Value.sharing(args.get(index), Value.Kind.VIEW);
    }
    int grown = knowledge.argument(Kind.GROW, name, method);
    if (grown < 0 || grown == 0 && method) {
      grown = names.appendsTo(op, method);
    }
    if (grown >= 0
        && grown < args.size()
        && grown < op.argTypes().size()
        && op.argTypes().get(grown).shape() == Shape.SLICE) {
      Value base = args.get(grown);
      if (base.base() >= 0) {
        return Value.sharing(base, Value.Kind.GROWN);
      }
    }
    return null;
  }
}
