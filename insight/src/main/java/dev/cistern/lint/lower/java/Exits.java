package dev.cistern.lint.lower.java;

import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.java.Scope.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the ways out of a place: exceptions, return, break and continue, each through the finally
 * blocks and resources on its way. A finally block is lowered once for each way, and once for all
 * exceptions.
 */
final class Exits {
  private static final Set<String> BROAD =
      Set.of("Exception", "Throwable", "RuntimeException", "IOException", "SQLException");
  private static final Set<String> UNCHECKED =
      Set.of(
          "RuntimeException",
          "IllegalStateException",
          "IllegalArgumentException",
          "UnsupportedOperationException",
          "NullPointerException",
          "IndexOutOfBoundsException",
          "ArithmeticException",
          "AssertionError",
          "Error");
  private final Scope s;

  Exits(Scope scope) {
    this.s = scope;
  }

  static boolean isBroad(List<String> types) {
    return types.stream().anyMatch(BROAD::contains);
  }

  /** A call that may end in an exception; the current block goes on where it does not. */
  void mayThrow(Op.Call call) {
    int fine = s.build.block();
    int bad = s.build.block();
    s.build.exit(new Exit.Choose(call.at(), List.of(fine, bad)));
    s.build.at(bad);
    s.build.add(
        new Op.Call(
            s.build.id(),
            call.at(),
            List.of(),
            call.callee(),
            call.args(),
            call.argTypes(),
            Op.Mode.THROWN,
            call.pool()));
    leaveByException(call.at());
    s.build.at(fine);
  }

  /** Ends the current block with an exception of which nothing is known. */
  void leaveByException(int at) {
    for (Frame frame : s.frames.reversed()) {
      if (frame.caught >= 0) {
        if (frame.broad) {
          s.build.jump(frame.caught);
          return;
        }
        int on = s.build.block();
        s.build.exit(new Exit.Choose(at, List.of(frame.caught, on)));
        s.build.at(on);
      }
      if (always(frame)) {
        return;
      }
    }
    s.build.exit(new Exit.Panic(at));
  }

  private boolean always(Frame frame) {
    if (frame.always == null) {
      return false;
    }
    if (frame.thrown < 0) {
      frame.thrown = s.build.block();
    }
    s.build.jump(frame.thrown);
    return true;
  }

  /** Ends the current block by throwing an exception of a class; empty where it is not known. */
  void thrown(int at, String type) {
    for (Frame frame : s.frames.reversed()) {
      if (frame.caught >= 0 && (type.isEmpty() ? !frame.types.isEmpty() : catches(frame, type))) {
        s.build.exitToNew(new Exit.Jump(frame.caught));
        return;
      }
      if (always(frame)) {
        s.build.at(s.build.block());
        return;
      }
    }
    s.build.exitToNew(new Exit.Panic(at));
  }

  private static boolean catches(Frame frame, String type) {
    if (frame.types.contains(type)
        || frame.types.contains("Exception")
        || frame.types.contains("Throwable")) {
      return true;
    }
    // What a class that is not at hand extends is not known: it is taken to be caught.
    return UNCHECKED.contains(type) ? frame.types.contains("RuntimeException") : true;
  }

  /** Runs what always runs around the place, out to a frame that is wanted; null for none. */
  @Nullable Frame unwind(Predicate<Frame> wanted) {
    List<Frame> all = s.frames;
    Frame found = null;
    for (int i = all.size() - 1; i >= 0 && found == null; i--) {
      Frame frame = all.get(i);
      if (wanted.test(frame)) {
        found = frame;
      } else if (frame.always != null) {
        s.frames = new ArrayList<>(all.subList(0, i));
        frame.always.run();
      }
    }
    s.frames = all;
    return found;
  }

  /** Lowers something after which something else always runs. */
  void guarded(Runnable body, Runnable always, int at) {
    Frame frame = new Frame(always);
    s.frames.add(frame);
    body.run();
    s.frames.removeLast();
    int end = s.build.block();
    always.run();
    s.build.jump(end);
    if (frame.thrown >= 0) {
      s.build.at(frame.thrown);
      always.run();
      leaveByException(at);
    }
    s.build.at(end);
  }
}
