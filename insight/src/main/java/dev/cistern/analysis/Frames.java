package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Catalogue.Known;
import dev.cistern.catalogue.Fact;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Stacks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the frames of one table are to the catalogue; each function is looked up once. */
final class Frames {
  private static final byte LOOKED_UP = 1;
  private static final byte LIBRARY = 2;
  private static final byte KNOWN = 4;
  private static final byte CAUSE = 8;
  private static final byte HIDDEN = 16;
  private static final byte ALLOCATOR = 32;
  private static final byte TASK = 64;

  private final Stacks stacks;
  private final Catalogue catalogue;
  private byte[] flags = new byte[1024]; // by function
  private byte[] ofDependency = new byte[1024]; // by file: 0 unknown, 1 no, 2 yes
  private final Map<Integer, Known> known = new HashMap<>();
  private final Map<Integer, Fact> causes = new HashMap<>();
  private final Map<Integer, Fact> tasks = new HashMap<>();

  Frames(Stacks stacks, Catalogue catalogue) {
    this.stacks = stacks;
    this.catalogue = catalogue;
  }

  Stacks stacks() {
    return stacks;
  }

  /** Whether the frame belongs to a runtime or library, or has no name. */
  boolean isLibrary(int frame) {
    return (flags(frame) & (LIBRARY | HIDDEN)) != 0;
  }

  /** Whether the frame is the allocator itself. */
  boolean isAllocator(int frame) {
    return (flags(frame) & ALLOCATOR) != 0;
  }

  /** Whether the frame is neither a library's nor from a dependency's folder. */
  boolean isOwn(int frame) {
    return !isLibrary(frame) && !isDependency(frame);
  }

  /** The catalogued pool function that the frame is. */
  Optional<Known> known(int frame) {
    return (flags(frame) & KNOWN) == 0
        ? Optional.empty()
        : Optional.ofNullable(known.get(stacks.functionId(frame)));
  }

  /** The plain cause of allocation that the frame is. */
  Optional<Fact> cause(int frame) {
    return (flags(frame) & CAUSE) == 0
        ? Optional.empty()
        : Optional.ofNullable(causes.get(stacks.functionId(frame)));
  }

  /** What a task with this frame at its root stands for. */
  Optional<Fact> task(int frame) {
    return (flags(frame) & TASK) == 0
        ? Optional.empty()
        : Optional.ofNullable(tasks.get(stacks.functionId(frame)));
  }

  String function(int frame) {
    return stacks.function(frame);
  }

  Place place(int frame) {
    return Place.of(stacks.resolve(frame));
  }

  /**
   * The index of the application's deepest frame at or above {@code from}, else that of the deepest
   * frame outside the runtime and the known libraries, else −1.
   */
  int application(int stack, int from) {
    int fallback = -1;
    int depth = stacks.depth(stack);
    for (int i = Math.max(0, from); i < depth; i++) {
      int frame = stacks.frameAt(stack, i);
      if (isLibrary(frame)) {
        continue;
      }
      if (!isDependency(frame)) {
        return i;
      }
      if (fallback < 0) {
        fallback = i;
      }
    }
    return fallback;
  }

  /**
   * The index of the application's frame that calls a cause of allocation directly, past the
   * functions that belong to the cause; −1 if a library calls it.
   */
  int directUser(int stack, int causeIndex, Fact cause) {
    for (int i = causeIndex + 1; i < stacks.depth(stack); i++) {
      int frame = stacks.frameAt(stack, i);
      String function = stacks.function(frame);
      if (cause.inside().stream().noneMatch(function::startsWith)
          && !cause.functions().contains(function)) {
        return isOwn(frame) ? i : -1;
      }
    }
    return -1;
  }

  private boolean isDependency(int frame) {
    int file = stacks.fileId(frame);
    if (file >= ofDependency.length) {
      ofDependency = Arrays.copyOf(ofDependency, Math.max(file + 1, ofDependency.length * 2));
    }
    if (ofDependency[file] == 0) {
      String path = stacks.strings().get(file);
      boolean dependency =
          path.contains("/pkg/mod/") || path.contains("@v") || path.contains("/vendor/");
      ofDependency[file] = (byte) (dependency ? 2 : 1);
    }
    return ofDependency[file] == 2;
  }

  private byte flags(int frame) {
    int function = stacks.functionId(frame);
    if (function >= flags.length) {
      flags = Arrays.copyOf(flags, Math.max(function + 1, flags.length * 2));
    }
    if (flags[function] == 0) {
      flags[function] = lookUp(frame, function);
    }
    return flags[function];
  }

  private byte lookUp(int frame, int function) {
    String name = stacks.strings().get(function);
    if (name.isEmpty() || name.startsWith("0x") || name.contains("$$Lambda")) {
      return LOOKED_UP | HIDDEN;
    }
    byte found = LOOKED_UP;
    Language language = stacks.language(frame);
    if (catalogue.isLibrary(language, name)) {
      found |= LIBRARY;
    }
    if (catalogue.isAllocator(name)) {
      found |= ALLOCATOR;
    }
    Optional<Known> pool = catalogue.known(name);
    if (pool.isPresent()) {
      known.put(function, pool.get());
      found |= KNOWN;
    }
    Optional<Fact> cause = catalogue.cause(name);
    if (cause.isPresent()) {
      causes.put(function, cause.get());
      found |= CAUSE;
    }
    Optional<Fact> task = catalogue.task(name);
    if (task.isPresent()) {
      tasks.put(function, task.get());
      found |= TASK;
    }
    return found;
  }
}
