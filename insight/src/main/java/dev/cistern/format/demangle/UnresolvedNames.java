package dev.cistern.format.demangle;

/** Reads names in expressions that depend on a template's parameters. */
final class UnresolvedNames {
  private final Grammar grammar;
  private final Cursor in;

  UnresolvedNames(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** A plain name with its template arguments. */
  Node named() throws Malformed {
    return withArguments(grammar.names.unqualified(Node.NONE));
  }

  Node read() throws Malformed {
    grammar.effort.deeper();
    Node name;
    if (in.take("gs")) {
      name = Node.text(Kind.JOINED, "::" + Node.PART, read());
    } else {
      name = in.take("sr") ? scoped() : base();
    }
    grammar.effort.shallower();
    return name;
  }

  private Node scoped() throws Malformed {
    if (in.is('T') || in.is('D') || in.is('S')) {
      Node scope = grammar.types.type(false);
      Node name = Node.of(Kind.QUALIFIED, scope, base());
      if (in.is('I')) {
        name = Node.template(name, grammar.templateParts.arguments());
        grammar.substitutions.add(name);
      }
      return name;
    }
    Node scope = in.take('N') ? grammar.types.type(false) : Node.NONE;
    while (!in.take('E')) {
      grammar.effort.step();
      boolean whole = scope.is(Kind.QUALIFIED) || scope.is(Kind.LOCAL);
      if (whole && in.more() && !in.isDigit()) {
        seen(scope.part(0)); // GCC leaves out the E after a whole name
        return scope;
      }
      Node level = grammar.names.source();
      if (in.is('I')) {
        grammar.substitutions.add(level);
        level = Node.template(level, grammar.templateParts.arguments());
      }
      scope = scope.isNone() ? level : Node.of(Kind.QUALIFIED, scope, level);
    }
    if (scope.isNone()) {
      throw new Malformed("a scope");
    }
    return Node.of(Kind.QUALIFIED, scope, base());
  }

  private void seen(Node scope) {
    if (scope.is(Kind.TEMPLATE)) {
      grammar.substitutions.add(scope.part(0));
    }
    grammar.substitutions.add(scope);
  }

  private Node base() throws Malformed {
    Node name;
    if (in.take("dn")) {
      Node owner = in.isDigit() ? grammar.names.source() : grammar.types.type(false);
      name = Node.of(Kind.DESTRUCTOR, owner);
    } else if (in.isDigit()) {
      name = grammar.names.source();
    } else {
      in.take("on"); // GCC leaves it out
      name = grammar.expressions.operator(true);
    }
    return withArguments(name);
  }

  private Node withArguments(Node name) throws Malformed {
    return in.is('I') ? Node.template(name, grammar.templateParts.arguments()) : name;
  }
}
