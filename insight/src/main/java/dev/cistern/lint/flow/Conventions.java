package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;

/** What the names of a language's functions say where nothing else is known of them. */
interface Conventions {
  /** Whether a call neither keeps its arguments nor gives them back. */
  boolean keepsNothing(String name, String simple, Callee callee);

  boolean isSize(String simple);

  boolean writes(String simple);

  boolean resets(String simple);

  /** The argument a function writes into; −1 for none. */
  int filled(String name);

  /** Whether a function turns bytes into a string or back without a copy, by its name. */
  boolean isUnsafeView(String simple);

  /** Whether a function's error is never nil. */
  boolean makesError(Callee callee);

  /** Whether a function reads from its argument and does not close it. */
  boolean borrows(Callee callee);

  /** Whether a method of a pooled thing gives its memory, by its name. */
  boolean isView(Callee callee);

  /** The argument whose slice a function appends to, by its name; −1 for none. */
  int appendsTo(Op.Call op, boolean method);

  /**
   * Whether a method makes its receiver another's too, so that it may be given back more than once.
   */
  boolean shares(Callee callee);

  /** Whether what was opened here closes all that is opened from it. */
  boolean closesWhatItOpened();

  /**
   * The argument that a function of a container stores in its receiver, counted with the receiver
   * first; −1 for none.
   */
  default int keeps(String name) {
    return -1;
  }

  /**
   * Whether a method sets a value of a request, by a key and the value: the request's other
   * handlers find it there.
   */
  default boolean keepsInRequest(Callee callee) {
    return false;
  }

  /** Whether a method of a container may take out what was stored in it. */
  default boolean takesOut(String simple) {
    return false;
  }

  /** Whether a function takes over what it is given: it gives that back itself. */
  default boolean takesOver(Callee callee) {
    return false;
  }

  /** Whether what is known of a library's function holds whatever its source says. */
  default boolean trustsLibraries() {
    return false;
  }

  /** Whether a call is taken to go no way on which an argument is nil that is none, or is one. */
  default boolean comparesArguments() {
    return false;
  }

  /** Whether what was opened from something another opened is closed with that. */
  default boolean closesFromWithin() {
    return false;
  }

  /** Whether what a function holds counts as left behind where an exception leaves it. */
  boolean leavesByException();
}
