package dev.cistern.lint.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation. Variables are indices into {@link Func#vars()}; {@code at} is the offset in the
 * source, {@code id} is unique in the function.
 */
public sealed interface Op {
  /** No variable. */
  int NONE = -1;

  int id();

  int at();

  /** A literal: {@code value} is null for nil, a Boolean, or the text of a number or string. */
  record Const(int id, int at, int dst, @Nullable Object value) implements Op {}

  /** {@code dst = src}; a named variable is bound anew. */
  record Copy(int id, int at, int dst, int src) implements Op {}

  /** A value computed without a look at memory: {@code ==}, {@code <}, {@code +}, len, cap. */
  record Pure(int id, int at, int dst, String op, List<Integer> args) implements Op {}

  /**
   * {@code dst = base.field}; {@code [k]} for an element, {@code *} for what a pointer leads to.
   */
  record Load(int id, int at, int dst, int base, String field) implements Op {}

  /** {@code base.field = src}. */
  record Store(int id, int at, int base, String field, int src) implements Op {}

  /** Reads a variable of the package, or of another one. */
  record Global(int id, int at, int dst, String name) implements Op {}

  /** Writes a variable of the package. */
  record SetGlobal(int id, int at, String name, int src) implements Op {}

  /** How a view lies in what it is a view of. */
  enum Part {
    /** From the start on: {@code x[:n]}. */
    HEAD,
    /** From somewhere on: {@code x[i:]}. */
    TAIL,
    /** Inside: {@code &x.field}, {@code array[:]}. */
    INNER
  }

  /** {@code dst} shares memory with {@code src}: a slice expression or an inner pointer. */
  record View(int id, int at, int dst, int src, Part part) implements Op {}

  /** {@code dst = append(src, args...)}. */
  record Append(int id, int at, int dst, int src, List<Integer> args, boolean spread)
      implements Op {}

  /** A new object with its first fields: a composite literal, new or make. */
  record Make(int id, int at, int dst, TypeName type, List<String> fields, List<Integer> values)
      implements Op {}

  /** A function literal. */
  record Closure(int id, int at, int dst, Code code) implements Op {}

  /** A method value or the name of a function used as a value. */
  record FuncValue(int id, int at, int dst, Callee callee, List<Integer> bound) implements Op {}

  /** {@code dst = &var}. */
  record AddressOf(int id, int at, int dst, int var) implements Op {}

  /** How a call runs. */
  enum Mode {
    NOW,
    DEFERRED,
    SPAWNED,
    /** It ended in an exception: nothing comes back, what it got it may have dealt with. */
    THROWN
  }

  /**
   * A call.
   *
   * @param pool which pool it works on where the receiver is one, by the name of its variable or
   *     field; empty otherwise
   */
  record Call(
      int id,
      int at,
      List<Integer> dsts,
      Callee callee,
      List<Integer> args,
      List<TypeName> argTypes,
      Mode mode,
      String pool)
      implements Op {}

  record Send(int id, int at, int channel, int value) implements Op {}

  record Receive(int id, int at, int dst, int ok, int channel) implements Op {}

  /** The next element of what is ranged over. */
  record Next(int id, int at, int key, int value, int over) implements Op {}

  /** {@code dst, ok = src.(type)}; without {@code ok} it panics where the type differs. */
  record Assert(int id, int at, int dst, int ok, int src, TypeName type) implements Op {}

  /** Reads the memory behind a variable. */
  record Use(int id, int at, int src) implements Op {}
}
