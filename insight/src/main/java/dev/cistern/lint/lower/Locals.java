package dev.cistern.lint.lower;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The local names seen at a point of a function, block by block. */
final class Locals {
  /**
   * A local variable or constant.
   *
   * @param var its variable
   * @param depth how many function literals are around its declaration
   * @param param whether it is a parameter
   */
  record Local(int var, GoType type, int depth, boolean param) {}

  private final Deque<Map<String, Local>> blocks = new ArrayDeque<>();

  Locals() {
    push();
  }

  void push() {
    blocks.push(new HashMap<>());
  }

  void pop() {
    blocks.pop();
  }

  void declare(String name, Local local) {
    blocks.getFirst().put(name, local);
  }

  /** Whether the innermost block itself has the name. */
  @Nullable Local here(String name) {
    return blocks.getFirst().get(name);
  }

  @Nullable Local find(String name) {
    for (Map<String, Local> block : blocks) {
      Local local = block.get(name);
      if (local != null) {
        return local;
      }
    }
    return null;
  }
}
