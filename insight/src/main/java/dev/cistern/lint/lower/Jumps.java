package dev.cistern.lint.lower;

import dev.cistern.lint.ir.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Where break, continue, goto and fallthrough lead. */
final class Jumps {
  private final Deque<Target> open = new ArrayDeque<>();
  private final Map<String, Integer> labels = new HashMap<>();

  private record Target(String label, int end, int next, int following) {}

  /** Enters a loop: break leads to {@code end}, continue to {@code next}. */
  void enter(String label, int end, int next) {
    open.push(new Target(label, end, next, Op.NONE));
  }

  /** Enters a case: break leads to {@code end}, fallthrough to {@code following}. */
  void enterChoice(String label, int end, int following) {
    open.push(new Target(label, end, Op.NONE, following));
  }

  void leave() {
    open.pop();
  }

  int breakTo(String label) {
    for (Target target : open) {
      if (label.isEmpty() || target.label().equals(label)) {
        return target.end();
      }
    }
    return Op.NONE;
  }

  int continueTo(String label) {
    for (Target target : open) {
      if (target.next() != Op.NONE && (label.isEmpty() || target.label().equals(label))) {
        return target.next();
      }
    }
    return Op.NONE;
  }

  int fallthroughTo() {
    return open.isEmpty() ? Op.NONE : open.getFirst().following();
  }

  /** The block of a label, made at its first mention. */
  int label(String name, Build build) {
    return labels.computeIfAbsent(name, _ -> build.block());
  }
}
