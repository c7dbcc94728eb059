package dev.cistern.format.demangle;

import java.util.List;

/** Reads a nested name from its outermost scope inward. */
final class Prefix {
  private final Grammar grammar;
  private final Cursor in;
  private Node whole = Node.NONE;
  private Node last = Node.NONE; // what a constructor is named after
  private Node module = Node.NONE;
  private Node cast = Node.NONE; // a conversion operator whose template arguments may follow

  Prefix(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** The name before the closing {@code E}. */
  Node read() throws Malformed {
    while (!in.is('E')) {
      grammar.effort.step();
      char first = in.peek();
      Node next = part(first);
      if (next.isNone()) {
        continue;
      }
      last = next;
      whole = whole.isNone() ? next : Node.of(Kind.QUALIFIED, whole, next);
      if (first != 'S' && !in.is('E')) {
        grammar.substitutions.add(whole);
      }
    }
    if (whole.isNone()) {
      throw new Malformed("a name");
    }
    if (!cast.isNone()) {
      Node to = cast.part(0);
      grammar.templateParts.bindCast(cast, to.is(Kind.TEMPLATE) ? to : Node.NONE);
    }
    return whole;
  }

  private Node part(char first) throws Malformed {
    if (Cursor.isDigit(first)
        || Cursor.isLower(first)
        || "ULFW".indexOf(first) >= 0
        || in.is("DC")) {
      Node name = grammar.names.unqualified(module);
      module = Node.NONE;
      if (!grammar.names.lastCast().isNone()) {
        cast = grammar.names.lastCast();
      }
      return name;
    }
    return switch (first) {
      case 'C' -> constructor();
      case 'D' -> in.is("DT") || in.is("Dt") ? grammar.types.type(false) : destructor();
      case 'S' -> {
        Node earlier = grammar.substitutions.read(true);
        module = earlier.is(Kind.MODULE) ? earlier : module;
        yield earlier.is(Kind.MODULE) ? Node.NONE : earlier;
      }
      case 'I', 'J' -> template();
      case 'T' -> grammar.templateParts.parameter();
      case 'M' -> {
        if (whole.isNone()) {
          throw new Malformed("a variable whose initializer holds the lambda");
        }
        in.next();
        yield Node.NONE;
      }
      default -> throw new Malformed("a scope or name");
    };
  }

  private Node template() throws Malformed {
    if (whole.isNone()) {
      throw new Malformed("a template before its arguments");
    }
    in.take('I'); // Clang leaves it out at times, before the J of a pack
    List<Node> arguments = grammar.templateParts.rest();
    Node template = Node.template(whole, arguments);
    grammar.templateParts.bindCast(cast, template);
    grammar.templateParts.refuseUnbound(cast, arguments);
    cast = Node.NONE;
    whole = Node.NONE;
    return template;
  }

  private Node constructor() throws Malformed {
    in.next();
    boolean inheriting = in.take('I');
    Node owner = owner();
    in.next();
    Node base = inheriting ? grammar.types.type(false) : Node.NONE;
    return grammar.names.tagged(Node.of(Kind.CONSTRUCTOR, owner, base));
  }

  private Node destructor() throws Malformed {
    in.next(2);
    return grammar.names.tagged(Node.of(Kind.DESTRUCTOR, owner()));
  }

  private Node owner() throws Malformed {
    if (last.isNone()) {
      throw new Malformed("a class before its constructor or destructor");
    }
    Node owner = last;
    while (true) {
      switch (owner.kind()) {
        case TEMPLATE, TAGGED -> owner = owner.part(0);
        case QUALIFIED, LOCAL -> owner = owner.part(1);
        default -> {
          return owner;
        }
      }
    }
  }
}
