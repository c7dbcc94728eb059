package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.Var;
import dev.cistern.lint.rules.Loops.Loop;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ALLOC-01: a slice without capacity grows in a loop of known length.
 *
 * <p>Each round has to append, and nothing but the function's end may leave the loop before its own
 * end: the length is then that of what the loop goes through.
 */
final class GrownInLoop extends Rule {
  GrownInLoop() {
    super("ALLOC-01");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    Looked.each(seen, (body, writes) -> new Growth(body, writes).check(found));
    return found;
  }

  /** One body. */
  private final class Growth {
    private final Looked.Body body;
    private final Writes writes;

    /** The block of each operation, by its id. */
    private final Map<Integer, Integer> blocks = new HashMap<>();

    Growth(Looked.Body body, Writes writes) {
      this.body = body;
      this.writes = writes;
    }

    void check(List<Found> found) {
      List<Block> all = body.code().blocks();
      boolean appends = false;
      for (int i = 0; i < all.size(); i++) {
        for (Op op : all.get(i).ops()) {
          blocks.put(op.id(), i);
          appends |= op instanceof Op.Append;
        }
      }
      Loops loops = appends ? new Loops(body.code()) : null;
      Set<Integer> told = new HashSet<>();
      for (int i = 0; loops != null && i < all.size(); i++) {
        for (Op op : all.get(i).ops()) {
          if (op instanceof Op.Append append
              && !append.spread()
              && append.args().size() == 1
              && grows(append, loops, i)
              && told.add(append.src())) {
            found.add(one(append));
          }
        }
      }
    }

    private boolean grows(Op.Append append, Loops loops, int block) {
      List<Loop> around = loops.around(block);
      if (around.isEmpty() || body.func().vars().get(append.src()).name().isEmpty()) {
        return false;
      }
      Loop loop = around.getFirst();
      int start = start(append.src());
      return start >= 0
          && !loop.blocks().get(start)
          && around.stream().skip(1).allMatch(outer -> outer.blocks().get(start))
          && hasKnownLength(loops, loop)
          && loops.isInEachRound(loop, block)
          && !loops.hasBreak(loop);
    }

    /** The block in which a slice begins empty; −1 where it is set to anything else. */
    private int start(int slice) {
      int start = -1;
      for (Op op : writes.of(slice)) {
        boolean appended =
            op instanceof Op.Copy copy && (copy.src() == slice || isAppended(copy.src(), slice));
        if (!appended) {
          if (start >= 0 || !blocks.containsKey(op.id()) || !isEmpty(op)) {
            return -1;
          }
          start = blocks.get(op.id());
        }
      }
      return start;
    }

    private boolean isAppended(int var, int slice) {
      return writes.of(var).stream()
          .allMatch(from -> from instanceof Op.Append append && append.src() == slice);
    }

    private boolean isEmpty(Op op) {
      return switch (op) {
        case Op.Const constant -> constant.value() == null;
        case Op.Copy copy ->
            writes.of(copy.src()).size() == 1 && isEmpty(writes.of(copy.src()).getFirst());
        case Op.Make make ->
            make.fields().isEmpty()
                || make.fields().equals(List.of("len")) && isZero(make.values().getFirst());
        default -> false;
      };
    }

    private boolean isZero(int var) {
      return writes.of(var).stream()
          .allMatch(op -> op instanceof Op.Const c && "0".equals(c.value()));
    }

    private boolean hasKnownLength(Loops loops, Loop loop) {
      Op.Next next = loops.next(loop).orElse(null);
      if (next != null) {
        Shape shape = body.func().vars().get(next.over()).type().shape();
        return shape == Shape.SLICE
            || shape == Shape.MAP
            || shape == Shape.ARRAY
            || shape == Shape.SCALAR;
      }
      Block head = body.code().blocks().get(loop.head());
      return head.exit() instanceof Exit.Branch branch
          && writes.of(branch.condition()).size() == 1
          && writes.of(branch.condition()).getFirst() instanceof Op.Pure compared
          && (compared.op().equals("<") || compared.op().equals("<="))
          && counts(compared.args().getFirst(), loop)
          && stays(compared.args().getLast(), loop);
    }

    /** A variable that goes up by one each round. */
    private boolean counts(int var, Loop loop) {
      int steps = 0;
      for (Op op : writes.of(var)) {
        if (blocks.containsKey(op.id()) && !isIn(op, loop)) {
          continue;
        }
        boolean step =
            op instanceof Op.Copy copy
                && writes.of(copy.src()).stream()
                    .allMatch(from -> from instanceof Op.Pure pure && pure.op().equals("+1"));
        if (!step) {
          return false;
        }
        steps++;
      }
      return steps == 1;
    }

    private boolean isIn(Op op, Loop loop) {
      return blocks.containsKey(op.id()) && loop.blocks().get(blocks.get(op.id()));
    }

    /** A limit that the loop does not change. */
    private boolean stays(int var, Loop loop) {
      Var limit = body.func().vars().get(var);
      if (!limit.name().isEmpty()) {
        return limit.type().shape() == Shape.SCALAR
            && writes.of(var).stream().noneMatch(op -> isIn(op, loop));
      }
      return writes.of(var).stream()
          .allMatch(op ->
              op instanceof Op.Const
                  || op instanceof Op.Pure pure
                      && pure.op().equals("len")
                      && writes.of(pure.args().getFirst()).stream()
                          .noneMatch(set -> isIn(set, loop) && !(set instanceof Op.Load)));
    }

    private Found one(Op.Append append) {
      String name = body.func().vars().get(append.src()).name();
      return Looked.found(
          id(),
          Severity.INFO,
          name + " grows step by step in a loop whose length is known",
          "Each time it is full, append allocates a larger slice and copies: about twice the"
              + " memory of one slice of the right size.",
          "Make "
              + name
              + " with the capacity first: make("
              + body.func().vars().get(append.src()).type().shortName()
              + ", 0, n).",
          body.func(),
          append.at());
    }
  }
}
