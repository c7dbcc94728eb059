package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.ir.TypeName;
import java.util.List;

/** A Go type, as far as the sources at hand tell it. */
sealed interface GoType {
  /** A defined type of a package; {@code pkg} is empty for {@code error} and its like. */
  record Named(String pkg, String name, List<GoType> args) implements GoType {}

  record Pointer(GoType to) implements GoType {}

  record Slice(GoType of) implements GoType {}

  record Array(GoType of) implements GoType {}

  record Mapping(GoType key, GoType value) implements GoType {}

  record Channel(GoType of) implements GoType {}

  record Signature(List<GoType> params, List<GoType> results, boolean variadic) implements GoType {}

  /** A struct type with the place its field types are resolved in. */
  record Struct(Expr.StructType tree, TypeScope scope) implements GoType {}

  /** A struct whose fields are not known. */
  record Opaque() implements GoType {}

  record Interface() implements GoType {}

  /** A predeclared number, string or truth value; literals without a type have their default. */
  record Basic(String name) implements GoType {}

  record Tuple(List<GoType> types) implements GoType {}

  record Parameter(String name) implements GoType {}

  record Unknown() implements GoType {}

  GoType UNKNOWN = new Unknown();
  GoType STRING = new Basic("string");
  GoType INT = new Basic("int");
  GoType BOOL = new Basic("bool");
  GoType ANY = new Interface();
  GoType ERROR = new Named("", "error", List.of());
  GoType BYTES = new Slice(new Basic("byte"));

  /** The type a pointer leads to, else the type itself. */
  default GoType deref() {
    return this instanceof Pointer pointer ? pointer.to() : this;
  }

  /** Whether it is this named type or a pointer to it. */
  default boolean is(String pkg, String name) {
    return deref() instanceof Named named && named.pkg().equals(pkg) && named.name().equals(name);
  }

  /** The name as Go prints it, with full package paths. */
  default String print() {
    return switch (this) {
      case Named named -> printNamed(named);
      case Pointer pointer -> "*" + pointer.to().print();
      case Slice slice -> "[]" + slice.of().print();
      case Array array -> "[n]" + array.of().print();
      case Mapping map -> "map[" + map.key().print() + "]" + map.value().print();
      case Channel channel -> "chan " + channel.of().print();
      case Signature _ -> "func";
      case Struct _, Opaque _ -> "struct";
      case Interface _ -> "any";
      case Basic basic -> basic.name();
      case Tuple tuple -> tuple.types().isEmpty() ? "" : tuple.types().getFirst().print();
      case Parameter parameter -> parameter.name();
      case Unknown _ -> "";
    };
  }

  private static String printNamed(Named named) {
    StringBuilder out = new StringBuilder();
    if (!named.pkg().isEmpty()) {
      out.append(named.pkg()).append('.');
    }
    out.append(named.name());
    if (!named.args().isEmpty()) {
      out.append('[');
      for (int i = 0; i < named.args().size(); i++) {
        out.append(i == 0 ? "" : ",").append(named.args().get(i).print());
      }
      out.append(']');
    }
    return out.toString();
  }

  /** The type for the form, with the kind of its underlying type. */
  default TypeName toName(GoWorld world) {
    return new TypeName(print(), world.shape(this));
  }
}
