package dev.cistern.lint.ir;

import java.util.List;

/** How a block ends; targets are indices into {@link Code#blocks()}. */
public sealed interface Exit {
  record Jump(int to) implements Exit {}

  /** Goes one way or the other by a variable's truth. */
  record Branch(int at, int condition, int then, int otherwise) implements Exit {}

  /** Goes any of the ways: a select, a type switch. */
  record Choose(int at, List<Integer> ways) implements Exit {}

  /** Leaves the function; results as variables. */
  record Return(int at, List<Integer> results) implements Exit {}

  /** Leaves by a panic. */
  record Panic(int at) implements Exit {}

  /** Ends the process, or goes nowhere. */
  record Halt() implements Exit {}

  /** The blocks it may lead to. */
  default List<Integer> targets() {
    return switch (this) {
      case Jump jump -> List.of(jump.to());
      case Branch branch -> List.of(branch.then(), branch.otherwise());
      case Choose choose -> choose.ways();
      case Return _, Panic _, Halt _ -> List.of();
    };
  }
}
