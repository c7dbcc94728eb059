package dev.cistern.lint.front.go.tree;

import java.util.List;

/** Comments with no other token and no empty line between them. */
public record CommentGroup(List<Comment> list) implements Node {
  @Override
  public int pos() {
    return list.getFirst().pos();
  }

  @Override
  public int end() {
    return list.getLast().end();
  }
}
