package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;

/**
 * What the readers of a C++ symbol's parts share: its letters, what was seen before and may be
 * referred to, and each other.
 *
 * <p>The grammar is that of the Itanium C++ ABI, with what GCC and Clang add to it.
 */
final class Grammar {
  /** What a failed attempt must put back. */
  record Mark(
      int at,
      int depth,
      int seen,
      int templates,
      int lambdaLevel,
      boolean inConstraint,
      int[] counts) {}

  final Cursor in;
  final Effort effort;
  final Rewriting rewriting;
  final Names names;
  final Types types;
  final Expressions expressions;
  final TemplateParts templateParts;
  final Substitutions substitutions;

  private final List<Node> templates = new ArrayList<>(); // those around what is read; NONE: later
  private int lambdaLevel; // templates around the lambda that is read, + 1; 0 outside of any
  private boolean inConstraint;
  private final int[] parameterCounts = new int[3]; // of lambdas: types, values, templates

  Grammar(Cursor in, Effort effort) {
    this.in = in;
    this.effort = effort;
    rewriting = new Rewriting(effort);
    substitutions = new Substitutions(this);
    names = new Names(this);
    types = new Types(this);
    expressions = new Expressions(this);
    templateParts = new TemplateParts(this);
  }

  List<Node> templates() {
    return templates;
  }

  void enterTemplate(Node template) {
    templates.add(template);
  }

  void leaveTemplate() {
    templates.removeLast();
  }

  int lambdaLevel() {
    return lambdaLevel;
  }

  void lambdaLevel(int level) {
    lambdaLevel = level;
  }

  boolean inConstraint() {
    return inConstraint;
  }

  void inConstraint(boolean now) {
    inConstraint = now;
  }

  /** The name of the next parameter of a lambda's template: {@code $T}, {@code $T0}, …. */
  Node parameterName(String prefix, int kind) {
    int index = parameterCounts[kind]++;
    return Node.name(index == 0 ? prefix : prefix + (index - 1));
  }

  Mark mark() {
    return new Mark(
        in.at(),
        effort.depth(),
        substitutions.size(),
        templates.size(),
        lambdaLevel,
        inConstraint,
        parameterCounts.clone());
  }

  void reset(Mark mark) {
    in.move(mark.at);
    effort.rise(mark.depth);
    substitutions.forget(mark.seen);
    templates.subList(mark.templates, templates.size()).clear();
    lambdaLevel = mark.lambdaLevel;
    inConstraint = mark.inConstraint;
    System.arraycopy(mark.counts, 0, parameterCounts, 0, parameterCounts.length);
  }
}
