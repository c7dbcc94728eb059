package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue.Known;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.model.Stacks;
import java.util.List;
import java.util.Optional;

/** Tells from a stack whether a pool is being made, or a thread-local asked for the first time. */
final class PoolStacks {
  private static final List<String> THREAD_LOCALS =
      List.of("jvm-thread-local", "jvm-netty-fast-thread-local");
  private static final List<String> RUNTIME =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** A pool and the place of the frame that asked for it. */
  record Made(PoolEntry pool, int userIndex) {}

  private final Frames frames;
  private final Stacks stacks;

  PoolStacks(Frames frames) {
    this.frames = frames;
    this.stacks = frames.stacks();
  }

  /** The pool whose constructor allocates, the outermost of those that make each other. */
  Optional<Made> made(int stack) {
    int depth = stacks.depth(stack);
    Optional<PoolEntry> pool = Optional.empty();
    for (int i = 0; i < depth; i++) {
      int frame = stacks.frameAt(stack, i);
      Optional<Known> known = frames.known(frame);
      if (known.isPresent() && known.get().role() == Role.MAKE) {
        pool = Optional.of(known.get().pool());
      } else if (pool.isEmpty() && !frames.isLibrary(frame)) {
        return Optional.empty(); // the application's own allocation comes first
      } else if (pool.isPresent() && frames.isOwn(frame)) {
        return isInitialiser(frame) ? Optional.empty() : Optional.of(new Made(pool.get(), i));
      }
    }
    return Optional.empty();
  }

  /** A class's initialiser runs once, whatever it makes. */
  private boolean isInitialiser(int frame) {
    return stacks.function(frame).endsWith(".<clinit>");
  }

  /** The thread-local that makes a thread's first value, where its user is not the JDK itself. */
  Optional<Made> firstValue(int stack) {
    int depth = stacks.depth(stack);
    Optional<PoolEntry> pool = Optional.empty();
    for (int i = 0; i < depth; i++) {
      int frame = stacks.frameAt(stack, i);
      Optional<Known> known = frames.known(frame);
      if (known.isPresent() && isThreadLocal(known.get().pool())) {
        boolean making = known.get().role() == Role.FACTORY;
        if (making) {
          pool = Optional.of(known.get().pool());
        }
        continue;
      }
      String function = stacks.function(frame);
      if (pool.isPresent() && !pool.get().hasInside(function)) {
        boolean ofRuntime = RUNTIME.stream().anyMatch(function::startsWith);
        return ofRuntime ? Optional.empty() : Optional.of(new Made(pool.get(), i));
      }
    }
    return Optional.empty();
  }

  /** Whether a pool is one object a thread. */
  static boolean isThreadLocal(PoolEntry pool) {
    return THREAD_LOCALS.contains(pool.id());
  }

  /** Whether the stack is one of a virtual thread. */
  boolean isVirtual(int stack) {
    for (int i = stacks.depth(stack) - 1; i >= 0; i--) {
      if (stacks.function(stacks.frameAt(stack, i)).startsWith("java.lang.VirtualThread.run")) {
        return true;
      }
    }
    return false;
  }
}
