package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Op;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a function literal has of its surroundings.
 *
 * @param reads the variables it reads
 * @param writes those it sets
 * @param mayRelease whether it calls anything that may give something back
 */
record Captured(Set<Integer> reads, Set<Integer> writes, boolean mayRelease) {
  private static final List<String> RELEASING =
      List.of("put", "free", "release", "close", "recycle", "return");

  static Captured of(Code code) {
    Set<Integer> reads = new TreeSet<>();
    Set<Integer> writes = new TreeSet<>();
    Set<Integer> own = new HashSet<>();
    boolean releases = collect(code, reads, writes, own);
    reads.removeAll(own);
    writes.retainAll(reads);
    return new Captured(reads, writes, releases);
  }

  private static boolean collect(
      Code code, Set<Integer> reads, Set<Integer> writes, Set<Integer> own) {
    boolean releases = false;
    own.addAll(code.params());
    for (Block block : code.blocks()) {
      for (Op op : block.ops()) {
        dev.cistern.lint.ir.Vars.reads(op, reads::add);
        dev.cistern.lint.ir.Vars.writes(op, writes::add);
        if (op instanceof Op.Closure inner) {
          releases |= collect(inner.code(), reads, writes, own);
        }
        if (op instanceof Op.Call call) {
          releases |= isReleasing(call.callee());
        }
      }
    }
    return releases;
  }

  /** Whether a name says that something is given back. */
  static boolean isReleasing(Callee callee) {
    return isReleasing(callee.simpleName());
  }

  /** Whether a simple name says that something is given back. */
  static boolean isReleasing(String simple) {
    String name = simple.toLowerCase(Locale.ROOT);
    for (String word : RELEASING) {
      if (name.startsWith(word)) {
        return true;
      }
    }
    return false;
  }
}
