package dev.cistern.format.demangle;

import java.util.List;

/** Reads a function's type after its name. */
final class Signature {
  private static final String ENABLE_IF = "Ua9enable_if";

  private final Grammar grammar;
  private final Cursor in;

  Signature(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  Node of(Node name, boolean explicitThis, boolean local) throws Malformed {
    Node template = template(name);
    int outerLevel = grammar.lambdaLevel();
    if (!template.isNone()) {
      grammar.enterTemplate(template);
      grammar.lambdaLevel(0);
    }
    Node conditions = Node.NONE;
    if (in.is(ENABLE_IF + "I")) {
      in.take(ENABLE_IF);
      conditions = Node.of(Kind.EXPRESSIONS, grammar.templateParts.arguments());
    }
    Node type = grammar.types.bareFunction(returns(name), explicitThis);
    Node constraint = in.is('Q') ? grammar.templateParts.constraint() : Node.NONE;
    if (!template.isNone()) {
      grammar.leaveTemplate();
      grammar.lambdaLevel(outerLevel);
    }
    type = grammar.rewriting.simplified(type);
    if (local && type.is(Kind.FUNCTION)) {
      type = type.with(Kind.ENCLOSING);
    }
    Node whole = typed(name, type);
    if (!conditions.isNone() && !conditions.parts().isEmpty()) {
      whole =
          Node.text(Kind.JOINED, Node.PART + " [enable_if:" + Node.PART + "]", whole, conditions);
    }
    return constraint.isNone()
        ? whole
        : Node.text(Kind.JOINED, Node.PART + " requires " + Node.PART, whole, constraint);
  }

  /** Qualifiers of a method's name belong to its type. */
  private static Node typed(Node name, Node type) {
    Node plain = name;
    Node qualified = type;
    if (name.is(Kind.METHOD)) {
      plain = name.part(0);
      qualified = Rewriting.method(type, name.part(1), name.text());
    }
    Node method = localMethod(plain);
    if (!method.isNone()) {
      plain = withoutQualifiers(plain);
      qualified = Rewriting.method(qualified, method.part(1), method.text());
    }
    return Node.of(Kind.TYPED, plain, qualified);
  }

  /** The qualified method that a local name is, or none. */
  static Node localMethod(Node name) {
    if (!name.is(Kind.LOCAL)) {
      return Node.NONE;
    }
    Node inner = name.part(1).is(Kind.DEFAULT_ARGUMENT) ? name.part(1).part(0) : name.part(1);
    return inner.is(Kind.METHOD) ? inner : Node.NONE;
  }

  /** A local name without the qualifiers of its method. */
  static Node withoutQualifiers(Node name) {
    Node inner = name.part(1);
    Node plain =
        inner.is(Kind.DEFAULT_ARGUMENT)
            ? inner.with(List.of(inner.part(0).part(0)))
            : inner.part(0);
    return name.with(List.of(name.part(0), plain));
  }

  /** The template whose parameters the type may name, or none. */
  private static Node template(Node name) {
    return switch (name.kind()) {
      case TEMPLATE -> name;
      case LOCAL -> template(name.part(1));
      case QUALIFIED -> name.part(1).is(Kind.CONSTRUCTOR) ? template(name.part(1)) : Node.NONE;
      case METHOD -> template(name.part(0));
      case CONSTRUCTOR -> template(name.part(1)); // its base
      default -> Node.NONE;
    };
  }

  /** Whether the type begins with what the function returns: that of templates does. */
  private static boolean returns(Node name) {
    return switch (name.kind()) {
      case LOCAL -> returns(name.part(1));
      case TEMPLATE -> !isConversion(name.part(0));
      case CV_TYPE, METHOD -> returns(name.part(0));
      default -> false;
    };
  }

  private static boolean isConversion(Node name) {
    return switch (name.kind()) {
      case QUALIFIED, LOCAL -> isConversion(name.part(1));
      case CONSTRUCTOR, DESTRUCTOR, CAST -> true;
      default -> false;
    };
  }
}
