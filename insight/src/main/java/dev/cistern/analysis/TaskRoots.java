package dev.cistern.analysis;

import dev.cistern.catalogue.Fact;
import dev.cistern.model.Place;
import dev.cistern.model.RuntimeState.TaskGroup;
import dev.cistern.model.Stacks;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the tasks of a dump were started, where they run, and what they stand for. */
final class TaskRoots {
  private static final Pattern GO_CLOSURE =
      Pattern.compile("(\\.func\\d+|\\.gowrap\\d+|\\.\\d+)+$");
  private static final Pattern JVM_LAMBDA = Pattern.compile("\\.lambda\\$(\\w+)\\$\\d+$");

  /** Below the thread's own run() and a lambda or two. */
  private static final int ROOT_FRAMES = 5;

  private final Frames frames;

  TaskRoots(Frames frames) {
    this.frames = frames;
  }

  /**
   * Who started a group's tasks: stated by the dump, else the function whose closure they run, else
   * the function they run.
   */
  Place starter(TaskGroup group) {
    if (isStated(group)) {
      return group.createdAt();
    }
    int entry = entry(group.stack());
    if (entry < 0) {
      return Place.UNKNOWN;
    }
    Place at = frames.place(frames.stacks().frameAt(group.stack(), entry));
    return new Place(at.file(), at.line(), owner(at.function()), at.module());
  }

  /** Whether the dump itself names the call that started the group's tasks. */
  static boolean isStated(TaskGroup group) {
    return group.createdAt() != Place.UNKNOWN; // of a JVM's it is the class of an executor only
  }

  /** The function that holds a closure or lambda, the function itself where it is none. */
  static String owner(String function) {
    Matcher lambda = JVM_LAMBDA.matcher(function);
    if (lambda.find()) {
      String method = lambda.group(1).equals("new") ? "<init>" : lambda.group(1);
      return function.substring(0, lambda.start()) + "." + method;
    }
    return GO_CLOSURE.matcher(function).replaceFirst("");
  }

  /** The index of the outermost application frame, −1 if there is none. */
  int entry(int stack) {
    for (int i = frames.stacks().depth(stack) - 1; i >= 0; i--) {
      if (!frames.isLibrary(frames.stacks().frameAt(stack, i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The index of the frame where the task stands: the application's deepest, else the leaf-most
   * named.
   */
  int standing(int stack) {
    int own = frames.application(stack, 0);
    if (own >= 0) {
      return own;
    }
    Stacks stacks = frames.stacks();
    for (int i = 0; i < stacks.depth(stack); i++) {
      String function = stacks.function(stacks.frameAt(stack, i));
      if (!function.isEmpty() && !function.startsWith("runtime.")) {
        return i;
      }
    }
    return stacks.depth(stack) - 1;
  }

  /** What such a task stands for, such as a connection, by the functions near its root. */
  Optional<Fact> standsFor(int stack) {
    int root = rootOfFact(stack);
    return root < 0 ? Optional.empty() : frames.task(frames.stacks().frameAt(stack, root));
  }

  /** The index of the frame that tells what the task stands for, −1 if there is none. */
  int rootOfFact(int stack) {
    Stacks stacks = frames.stacks();
    int depth = stacks.depth(stack);
    for (int i = depth - 1; i >= Math.max(0, depth - ROOT_FRAMES); i--) {
      if (frames.task(stacks.frameAt(stack, i)).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  Frames frames() {
    return frames;
  }

  Place place(int stack, int index) {
    return index < 0 ? Place.UNKNOWN : frames.place(frames.stacks().frameAt(stack, index));
  }
}
