package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue.Known;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import java.util.Optional;

/**
 * An allocation made because a pool had no object to give: a stack in which the pool's acquire
 * calls its factory.
 *
 * @param pool the pool as the user knows it: the wrapper's entry, where one is catalogued
 * @param acquireIndex the acquire's place in the stack
 * @param factoryIndex the place of the function that makes the object
 * @param structure whether the pool builds its own structure there instead of an object
 */
record PoolMiss(PoolEntry pool, int acquireIndex, int factoryIndex, boolean structure) {

  /** The miss that a stack shows, if it shows one; the acquire nearest to the leaf counts. */
  static Optional<PoolMiss> of(Frames frames, int stack) {
    Stacks stacks = frames.stacks();
    int depth = stacks.depth(stack);
    Optional<PoolEntry> slow = Optional.empty();
    int factory = -1;
    Optional<PoolEntry> factoryOf = Optional.empty();
    for (int i = 0; i < depth; i++) {
      int frame = stacks.frameAt(stack, i);
      Optional<Known> known = frames.known(frame);
      if (known.isEmpty()) {
        continue;
      }
      PoolEntry pool = known.get().pool();
      Role role = known.get().role();
      if (role == Role.SLOW) {
        slow = Optional.of(pool);
      } else if (role == Role.FACTORY) {
        factory = i;
        factoryOf = Optional.of(pool);
      } else if ((role == Role.ACQUIRE || role == Role.RELEASE) && slow.isPresent()) {
        return Optional.of(new PoolMiss(pool, i, Math.max(0, i - 1), true));
      } else if (role == Role.ACQUIRE && i == 0) {
        // In Go an acquire that allocates itself had no object; on a JVM it keeps its books.
        if (pool.language() == Language.GO && !pool.callsAnyFactory()) {
          return Optional.of(new PoolMiss(pool, 0, 0, false));
        }
      } else if (role == Role.ACQUIRE) {
        if (factoryOf.isPresent() && belongs(pool, factoryOf.get())) {
          int maker = maker(frames, stack, factory);
          return Optional.of(new PoolMiss(factoryOf.get(), i, maker, false));
        }
        if (pool.callsAnyFactory() && !isInside(frames, stack, i - 1, pool)) {
          return Optional.of(new PoolMiss(wrapper(frames, stack, i, pool), i, i - 1, false));
        }
      }
    }
    return Optional.empty();
  }

  /** A factory counts for its own pool's acquire and for that of the plain pool beneath it. */
  private static boolean belongs(PoolEntry acquired, PoolEntry factoryOf) {
    return acquired.id().equals(factoryOf.id()) || acquired.callsAnyFactory();
  }

  /** The deepest frame of the maker's own code below the pool's call to its factory. */
  private static int maker(Frames frames, int stack, int factory) {
    for (int i = factory; i >= 0; i--) {
      if (!frames.isLibrary(frames.stacks().frameAt(stack, i))) {
        return i;
      }
    }
    return factory;
  }

  private static boolean isInside(Frames frames, int stack, int index, PoolEntry pool) {
    return pool.hasInside(frames.function(frames.stacks().frameAt(stack, index)));
  }

  private static PoolEntry wrapper(Frames frames, int stack, int acquire, PoolEntry pool) {
    PoolEntry outer = pool;
    int depth = frames.stacks().depth(stack);
    for (int i = acquire + 1; i < Math.min(depth, acquire + 4); i++) {
      Optional<Known> known = frames.known(frames.stacks().frameAt(stack, i));
      if (known.isEmpty() || known.get().role() != Role.ACQUIRE) {
        break;
      }
      outer = known.get().pool();
    }
    return outer;
  }
}
