package dev.cistern.lint.ir;

/** What kind of value a type holds, as far as pools care. */
public enum Shape {
  /** One machine word that an interface holds without allocating. */
  POINTER,
  MAP,
  CHANNEL,
  FUNCTION,
  /** A header with memory behind it. */
  SLICE,
  STRING,
  ARRAY,
  STRUCT,
  /** A number or a truth value. */
  SCALAR,
  INTERFACE,
  /** A type parameter: any of them. */
  PARAMETER,
  UNKNOWN;

  /** Whether an interface holds such a value without allocating. */
  public boolean fitsInterface() {
    return switch (this) {
      case POINTER, MAP, CHANNEL, FUNCTION, INTERFACE, PARAMETER, UNKNOWN -> true;
      case SLICE, STRING, ARRAY, STRUCT, SCALAR -> false;
    };
  }

  /** Whether the kind is known and is not an interface. */
  public boolean isConcrete() {
    return this != INTERFACE && this != UNKNOWN && this != PARAMETER;
  }
}
