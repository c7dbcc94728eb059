package dev.cistern.lint.ir;

/** What a call calls. */
public sealed interface Callee {
  /** Stands for an interface that by its name and methods is a pool, whoever implements it. */
  String ANY_POOL = "interface.(*Pool)";

  /** What the names of pools begin with that only names tell of: their sources are not at hand. */
  String OUTSIDE = "outside:";

  /** A pool's name for a sentence. */
  static String shownPool(String pool) {
    String name = pool.replace(OUTSIDE, "");
    return name.isEmpty() ? "its pool" : name.substring(name.lastIndexOf('/') + 1);
  }

  /**
   * A function or method known by name; a method's receiver is the first argument.
   *
   * @param name the full name as stack frames print it
   * @param method whether the first argument is the receiver
   */
  record Named(String name, boolean method) implements Callee {}

  /**
   * A method of a value whose type is not known or is an interface; the receiver is the first
   * argument.
   *
   * @param type the receiver's type, as far as it is known
   */
  record Method(String name, TypeName type) implements Callee {}

  /**
   * A function value.
   *
   * @param var the variable that holds it
   * @param field the field it was read from as {@code pkg.Type.field}, empty for none
   * @param given whether it comes from outside: a parameter, or a variable of an outer function
   */
  record Value(int var, String field, boolean given) implements Callee {}

  /** The name to show. */
  default String display() {
    return switch (this) {
      case Named named -> named.name();
      case Method method -> "(" + method.type().shortName() + ")." + method.name();
      case Value value -> value.field().isEmpty() ? "function value" : value.field();
    };
  }

  /** The name without package or type. */
  default String simpleName() {
    String full =
        switch (this) {
          case Named named -> named.name();
          case Method method -> method.name();
          case Value value -> value.field();
        };
    return full.substring(full.lastIndexOf('.') + 1);
  }
}
