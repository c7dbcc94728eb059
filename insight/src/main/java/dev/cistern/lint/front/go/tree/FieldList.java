package dev.cistern.lint.front.go.tree;

import java.util.List;

/**
 * Parameters, results, type parameters, or the members of a struct or interface.
 *
 * @param opening the parenthesis, bracket or brace; {@link #NO_POS} for a single bare result
 * @param closing its partner, or {@link #NO_POS}
 */
public record FieldList(int opening, List<Field> list, int closing) implements Node {
  @Override
  public int pos() {
    return opening != NO_POS || list.isEmpty() ? opening : list.getFirst().pos();
  }

  @Override
  public int end() {
    return closing != NO_POS || list.isEmpty() ? closing + 1 : list.getLast().end();
  }
}
