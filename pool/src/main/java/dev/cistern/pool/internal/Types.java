package dev.cistern.pool.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The classes that a pool's factory has made: what comes back must be of one of them. */
final class Types {
  private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

  /** The one seen last; a racy hint, and mostly the only one. */
  private @Nullable Class<?> last;

  void learn(Class<?> type) {
    if (type != last) {
      known.add(type);
      last = type;
    }
  }

  /** Whether it is of the class that was made last; if not it may be another's. */
  boolean isLast(Object object) {
    return object.getClass() == last;
  }

  void check(Object object, Reports reports) {
    Class<?> type = object.getClass();
    if (type != last && !known.contains(type)) {
      throw reports.wrongClass(known, type);
    }
  }
}
