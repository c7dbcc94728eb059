package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows what calls do to the content of things: what is written, emptied, grown, measured. */
final class Contents {
  private final Memory memory;
  private final Knowledge knowledge;
  private final Conventions names;

  Contents(Memory memory, Knowledge knowledge) {
    this.memory = memory;
    this.knowledge = knowledge;
    this.names = knowledge.conventions();
  }

  /** What a method does to its receiver's content. */
  void content(
      State state, Op.Call op, Value receiver, @Nullable Thing known, String simple, String name) {
    Thing thing = known;
    boolean writes = names.writes(simple);
    boolean resets = knowledge.resets(name) || names.resets(simple);
    int id = receiver.base();
    if (thing == null && (writes || resets) && id >= 0 && memory.symbols().path(id) != null) {
      thing = Thing.foreign(memory.start(op.at(), ""));
    }
    if (thing != null && thing.status() == Thing.Status.LIVE && receiver instanceof Value.Sym) {
      Thing next = thing;
      if (resets) {
        next = thing.as(Thing.Clean.RESET);
      } else if (simple.equals("Grow")) {
        if (!isLiteral(state, op)) {
          next = thing.asGrown();
          grew(op, next, simple);
        }
      } else if (writes) {
        next = Steps.written(thing);
        if (name.startsWith("bytes.(*Buffer).")) {
          next = next.asGrown();
        }
        grew(op, next, simple);
      }
      if (!next.equals(thing)) {
        state.things.put(id, next);
      }
    }
    int filled = names.filled(name);
    if (filled >= 0 && filled < op.args().size()) {
      Value arg = memory.get(state, op.args().get(filled));
      Thing target = state.things.get(arg.base());
      if (target != null && arg instanceof Value.Sym) {
        Thing next = Steps.written(target).asGrown();
        grew(op, next, name.startsWith("io.") ? "ReadFrom" : "");
        state.things.put(arg.base(), next);
      }
    }
  }

  /** Whether the last argument stands in the source as a number. */
  private boolean isLiteral(State state, Op.Call op) {
    return memory.get(state, op.args().getLast()) instanceof Value.Lit;
  }

  private void grew(Op.Call op, Thing thing, String how) {
    boolean whole = how.equals("ReadFrom") || how.equals("Grow");
    if (whole && thing.origin() == Origin.ACQUIRED) {
      memory.tell(Kind.GREW, op.at(), thing, TypeName.UNKNOWN, how);
    }
  }

  /** {@code x.Len()} and its like: what they give tells of the size of x. */
  boolean measures(State state, Op.Call op, Value receiver, String simple) {
    if (op.dsts().size() != 1 || op.args().size() != 1 || receiver.base() < 0) {
      return false;
    }
    boolean size = names.isSize(simple);
    boolean next = simple.equals("Next") && state.things.get(receiver.base()) != null;
    if (!size && !next) {
      return false;
    }
    memory.use(state, receiver, op.at(), "used here");
    String kind = (size ? "len#" : "next#") + op.id();
    state.vars[op.dsts().getFirst()] =
        memory.symbols().sym(new Symbols.Key.Derived(kind, List.of(receiver)));
    if (next) {
      state.facts.remove(state.vars[op.dsts().getFirst()].base());
    }
    return true;
  }

  /** A method that makes its receiver clean by its name, whatever its source shows. */
  void cleaned(State state, Op.Call op, List<Value> args) {
    if (args.isEmpty()
        || !KnownCalls.isMethod(op.callee())
        || !names.resets(op.callee().simpleName())) {
      return;
    }
    Thing thing = state.things.get(args.getFirst().base());
    if (thing != null && thing.status() == Thing.Status.LIVE) {
      state.things.put(args.getFirst().base(), thing.as(Thing.Clean.RESET));
    }
  }
}
