package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue.Known;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task that waits for an object of a known pool: nothing but the pool's own workings and the
 * runtime stands between its acquire and the leaf. One that makes the object is not waiting for
 * one.
 *
 * @param pool which
 * @param acquire the index of the acquire's frame
 * @param user the index of the application's frame that called it, −1 if there is none
 */
record PoolWait(PoolEntry pool, int acquire, int user) {
  private static final Set<String> RUNNING_STATES = Set.of("running", "runnable", "RUNNABLE", "VM");
  private static final List<String> GO_RUNTIME = List.of("runtime.", "sync.", "internal/sync.");
  private static final List<String> JVM_RUNTIME = List.of("java.", "jdk.", "sun.");

  /** Whether a dump's state says that the task runs. */
  static boolean runs(String state) {
    return RUNNING_STATES.contains(state);
  }

  /** What the stack waits for, if it is a pool's object. */
  static Optional<PoolWait> of(Frames frames, int stack) {
    Stacks stacks = frames.stacks();
    for (int i = 0; i < stacks.depth(stack); i++) {
      int frame = stacks.frameAt(stack, i);
      Optional<Known> known = frames.known(frame);
      if (known.isPresent() && known.get().role() == Role.ACQUIRE) {
        PoolEntry pool = known.get().pool();
        return belongs(frames, stack, i, pool)
            ? Optional.of(new PoolWait(pool, i, frames.application(stack, i + 1)))
            : Optional.empty();
      }
      if (known.isPresent() || frames.isOwn(frame)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean belongs(Frames frames, int stack, int acquire, PoolEntry pool) {
    Stacks stacks = frames.stacks();
    List<String> runtime = pool.language() == Language.GO ? GO_RUNTIME : JVM_RUNTIME;
    boolean parked = acquire > 0;
    for (int i = 0; i < acquire; i++) {
      String function = stacks.function(stacks.frameAt(stack, i));
      if (runtime.stream().noneMatch(function::startsWith) && !pool.hasInside(function)) {
        return false;
      }
    }
    return parked || pool.language() == Language.GO; // a Go dump leaves the runtime's frames out
  }
}
