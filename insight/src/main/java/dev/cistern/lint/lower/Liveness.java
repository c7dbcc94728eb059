package dev.cistern.lint.lower;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Vars;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds for each block the variables that may still be read from its start on. What a function
 * literal reads counts as read where the literal is made, and from then on.
 */
final class Liveness {
  private Liveness() {}

  static List<BitSet> of(List<Block> blocks, List<Integer> results) {
    int count = blocks.size();
    List<BitSet> live = new ArrayList<>();
    BitSet captured = new BitSet();
    for (Block block : blocks) {
      live.add(new BitSet());
      block.ops().forEach(op -> captured(op, captured));
    }
    results.forEach(captured::set);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = count - 1; i >= 0; i--) {
        BitSet in = new BitSet();
        in.or(captured);
        blocks.get(i).exit().targets().forEach(to -> in.or(live.get(to)));
        walkBack(blocks.get(i), in);
        in.or(captured);
        if (!in.equals(live.get(i))) {
          live.set(i, in);
          changed = true;
        }
      }
    }
    return live;
  }

  private static void walkBack(Block block, BitSet in) {
    atExit(block, in);
    for (int k = block.ops().size() - 1; k >= 0; k--) {
      Op op = block.ops().get(k);
      Vars.writes(op, in::clear);
      Vars.reads(op, in::set);
    }
  }

  private static void atExit(Block block, BitSet in) {
    switch (block.exit()) {
      case Exit.Branch branch -> in.set(branch.condition());
      case Exit.Return result -> result.results().forEach(in::set);
      case Exit.Jump _, Exit.Choose _, Exit.Panic _, Exit.Halt _ -> {}
    }
  }

  private static void captured(Op op, BitSet into) {
    switch (op) {
      case Op.Closure closure -> all(closure.code(), into);
      case Op.AddressOf address -> into.set(address.var());
      case Op.Call call when call.mode() == Op.Mode.DEFERRED -> call.args().forEach(into::set);
      default -> {}
    }
  }

  private static void all(Code code, BitSet into) {
    for (Block block : code.blocks()) {
      for (Op op : block.ops()) {
        Vars.reads(op, into::set);
        Vars.writes(op, into::set);
        captured(op, into);
      }
      atExit(block, into);
    }
    code.params().forEach(into::clear);
  }
}
