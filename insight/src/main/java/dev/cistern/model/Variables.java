package dev.cistern.model;

import java.util.Optional;

/** Names a program's variables by their address. */
@FunctionalInterface
public interface Variables {
  /** Of a program that is not at hand. */
  Variables NONE = _ -> Optional.empty();

  /**
   * A package's variable.
   *
   * @param name with its package
   * @param offsetBytes how far inside it the address lies
   */
  record Variable(String name, long offsetBytes) {}

  /** The variable at or around an address, nothing for what lies on the heap. */
  Optional<Variable> at(long address);
}
