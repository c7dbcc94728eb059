package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The loops of a body. */
final class Loops {
  private final Code code;
  private final List<List<Integer>> before = new ArrayList<>();
  private final List<Loop> all = new ArrayList<>();

  /**
   * A loop.
   *
   * @param head the block each round begins with
   * @param blocks those from which the next round can be reached, the head among them
   */
  record Loop(int head, BitSet blocks) {}

  Loops(Code code) {
    this.code = code;
    for (int i = 0; i < code.blocks().size(); i++) {
      before.add(new ArrayList<>());
    }
    for (int i = 0; i < code.blocks().size(); i++) {
      for (int to : code.blocks().get(i).exit().targets()) {
        before.get(to).add(i);
      }
    }
    backEdges();
    all.sort(Comparator.comparingInt(loop -> loop.blocks().cardinality()));
  }

  /** The loops around a block, the innermost first. */
  List<Loop> around(int block) {
    return all.stream().filter(loop -> loop.blocks().get(block)).toList();
  }

  List<Loop> all() {
    return all;
  }

  /** What a loop takes one after the other: the operation that takes the next. */
  Optional<Op.Next> next(Loop loop) {
    for (int to : code.blocks().get(loop.head()).exit().targets()) {
      Block body = code.blocks().get(to);
      if (loop.blocks().get(to)
          && !body.ops().isEmpty()
          && body.ops().getFirst() instanceof Op.Next next) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Whether each round goes through a block. */
  boolean isInEachRound(Loop loop, int block) {
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(loop.head()));
    while (!open.isEmpty()) {
      int at = open.pop();
      for (int to : code.blocks().get(at).exit().targets()) {
        if (to == loop.head()) {
          return false;
        }
        if (to != block && loop.blocks().get(to) && !seen.get(to)) {
          seen.set(to);
          open.push(to);
        }
      }
    }
    return loop.head() != block || !loop.blocks().isEmpty();
  }

  /** Whether a loop may be left before its end, other than with its function. */
  boolean hasBreak(Loop loop) {
    BitSet ends = new BitSet();
    code.blocks().get(loop.head()).exit().targets().forEach(ends::set);
    ends.andNot(loop.blocks());
    for (int i = loop.blocks().nextSetBit(0); i >= 0; i = loop.blocks().nextSetBit(i + 1)) {
      for (int to : i == loop.head() ? List.<Integer>of() : code.blocks().get(i).exit().targets()) {
        if (!loop.blocks().get(to) && (ends.get(to) || reaches(to, ends))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean reaches(int from, BitSet ends) {
    return PoolUseRules.reachable(code, from).stream().anyMatch(ends::get);
  }

  /** Depth first: an edge to a block that the way goes through closes a loop. */
  private void backEdges() {
    BitSet seen = new BitSet();
    BitSet way = new BitSet();
    Deque<int[]> open = new ArrayDeque<>();
    open.push(new int[] {0, 0});
    seen.set(0);
    way.set(0);
    while (!open.isEmpty()) {
      int[] top = open.getFirst();
      List<Integer> targets = code.blocks().get(top[0]).exit().targets();
      if (top[1] == targets.size()) {
        way.clear(top[0]);
        open.pop();
        continue;
      }
      int to = targets.get(top[1]++);
      if (way.get(to)) {
        loop(to, top[0]);
      } else if (!seen.get(to)) {
        seen.set(to);
        way.set(to);
        open.push(new int[] {to, 0});
      }
    }
  }

  private void loop(int head, int last) {
    BitSet blocks =
        all.stream()
            .filter(loop -> loop.head() == head)
            .findAny()
            .map(Loop::blocks)
            .orElseGet(() -> {
              BitSet fresh = new BitSet();
              fresh.set(head);
              all.add(new Loop(head, fresh));
              return fresh;
            });
    Deque<Integer> open = new ArrayDeque<>();
    if (!blocks.get(last)) {
      blocks.set(last);
      open.push(last);
    }
    while (!open.isEmpty()) {
      for (int from : before.get(open.pop())) {
        if (!blocks.get(from)) {
          blocks.set(from);
          open.push(from);
        }
      }
    }
  }
}
