package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a variable holds on a path. */
public sealed interface Value {
  /** A thing or an unknown, by its symbol. */
  record Sym(int id) implements Value {
    // By hand: what a record makes by itself is slow until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Sym sym && sym.id == id;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  /** How memory is shared. */
  enum Kind {
    /** The same slice from its start, perhaps shorter. */
    SLICE,
    /** The slice after append: the old memory or a new one. */
    GROWN,
    /** A slice that does not begin where the other does. */
    TAIL,
    /** Memory inside. */
    VIEW
  }

  /**
   * Shares memory with a thing.
   *
   * @param via the field it was read from, empty for none
   */
  record Part(int of, Kind kind, String via) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Part part
          && part.of == of
          && part.kind == kind
          && part.via.equals(via);
    }

    @Override
    public int hashCode() {
      return (31 * of + kind.ordinal()) * 31 + via.hashCode();
    }
  }

  /** A literal; null for nil. */
  record Lit(@Nullable Object value) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Lit lit && Objects.equals(lit.value, value);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(value);
    }
  }

  /** A function literal. */
  record Fun(Code code) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fun fun && fun.code == code;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(code);
    }
  }

  /** A function by name, or a method with its receiver. */
  record Bound(Callee callee, List<Value> receiver) implements Value {}

  /** The address of a local variable. */
  record Cell(int var) implements Value {}

  Value NIL = new Lit(null);

  /** The symbol of what it is or shares memory with, or −1. */
  default int base() {
    return switch (this) {
      case Sym sym -> sym.id();
      case Part part -> part.of();
      case Lit _, Fun _, Bound _, Cell _ -> -1;
    };
  }

  /** The value with another symbol in the place of one. */
  default Value renamed(int from, int to) {
    return switch (this) {
      case Sym sym -> sym.id() == from ? new Sym(to) : this;
      case Part part -> part.of() == from ? new Part(to, part.kind(), part.via()) : this;
      case Bound bound -> {
        List<Value> inner = bound.receiver().stream().map(v -> v.renamed(from, to)).toList();
        yield inner.equals(bound.receiver()) ? this : new Bound(bound.callee(), inner);
      }
      case Lit _, Fun _, Cell _ -> this;
    };
  }

  /** A value that shares memory with another; null where that has none. */
  static @Nullable Value sharing(Value value, Value.Kind kind) {
    return switch (value) {
      case Value.Sym sym -> new Value.Part(sym.id(), kind, "");
      case Value.Part part ->
          part.kind() == Value.Kind.VIEW || kind == Value.Kind.VIEW
              ? new Value.Part(part.of(), Value.Kind.VIEW, part.via())
              : new Value.Part(part.of(), kind, part.via());
      case Value.Lit _, Value.Fun _, Value.Bound _, Value.Cell _ -> null;
    };
  }
}
