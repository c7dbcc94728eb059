package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;

/** Reads names of functions and variables, plain, nested and local. */
final class Names {
  private static final String ANONYMOUS = "_GLOBAL_";

  private final Grammar grammar;
  private final Cursor in;
  private final SpecialNames special;
  private boolean explicitThis; // whether the name read last has an explicit object parameter
  private Node cast = Node.NONE; // the conversion operator that the name read last is

  Names(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
    special = new SpecialNames(grammar);
  }

  /** A function with its parameters, a variable, or something that the compiler made. */
  Node encoding(boolean local) throws Malformed {
    if (in.is('G') || in.is('T')) {
      return special.read();
    }
    Node name = plain();
    boolean explicit = explicitThis;
    if (!in.more() || in.is('E')) {
      return name;
    }
    return new Signature(grammar).of(name, explicit, local);
  }

  /** The same without what follows the name. */
  Node withoutParameters() throws Malformed {
    if (in.is('G') || in.is('T')) {
      return special.read();
    }
    Node name = plain();
    if (name.is(Kind.METHOD)) {
      return name.part(0);
    }
    return Signature.localMethod(name).isNone() ? name : Signature.withoutQualifiers(name);
  }

  private Node plain() throws Malformed {
    grammar.effort.deeper();
    Node name = grammar.rewriting.simplified(name());
    grammar.effort.shallower();
    return name;
  }

  Node name() throws Malformed {
    grammar.effort.deeper();
    Node read =
        switch (in.peek()) {
          case 'N' -> nested();
          case 'Z' -> local();
          case 'U' -> {
            Node unnamed = unqualified(Node.NONE);
            grammar.templateParts.bindCast(cast.isNone() ? Node.NONE : unnamed, Node.NONE);
            explicitThis = false;
            yield unnamed;
          }
          default -> {
            Node unscoped = unscoped();
            explicitThis = false;
            yield unscoped;
          }
        };
    grammar.effort.shallower();
    return read;
  }

  private Node unscoped() throws Malformed {
    Node name;
    boolean seen = false;
    boolean conversion = false;
    if (in.take("St")) {
      name = Node.of(Kind.QUALIFIED, Node.name("std"), unqualified(Node.NONE));
      conversion = !cast.isNone();
    } else if (in.is('S')) {
      name = grammar.substitutions.read(false);
      if (name.is(Kind.MODULE)) {
        name = unqualified(name);
        conversion = !cast.isNone();
      } else {
        seen = true;
      }
    } else {
      name = unqualified(Node.NONE);
      conversion = !cast.isNone();
    }
    Node template = Node.NONE;
    Node converted = conversion ? name : Node.NONE;
    if (in.is('I')) {
      if (!seen) {
        grammar.substitutions.add(name);
      }
      List<Node> arguments = grammar.templateParts.arguments();
      template = Node.template(name, arguments);
      grammar.templateParts.bindCast(converted, template);
      grammar.templateParts.refuseUnbound(converted, arguments);
      return template;
    }
    grammar.templateParts.bindCast(converted, template);
    return name;
  }

  private Node nested() throws Malformed {
    in.expect('N');
    boolean explicit = in.take('H');
    Node qualifiers = explicit ? Node.NONE : grammar.types.qualifiers();
    String reference = explicit ? "" : grammar.types.referenceQualifier();
    Node name = new Prefix(grammar).read();
    in.expect('E');
    explicitThis = explicit;
    return qualifiers.isNone() && reference.isEmpty()
        ? name
        : Rewriting.method(name, qualifiers, reference);
  }

  private Node local() throws Malformed {
    in.expect('Z');
    Node function = encoding(true);
    in.expect('E');
    if (in.take('s')) {
      discriminator();
      return Node.of(Kind.LOCAL, function, Node.name("string literal"));
    }
    int argument = in.take('d') ? in.compactNumber() : -1;
    Node name = name();
    discriminator();
    return Node.of(
        Kind.LOCAL,
        function,
        argument < 0 ? name : Node.numbered(Kind.DEFAULT_ARGUMENT, argument, name));
  }

  /** Which of several with the same name: not shown. */
  private void discriminator() throws Malformed {
    if (!in.take('_')) {
      in.skipLastDigits(); // Clang writes some without their letter
      return;
    }
    boolean closed = in.take('_');
    int number = in.number();
    if (number < 0) {
      throw new Malformed("a discriminator");
    }
    if (closed && number >= 10) {
      in.expect('_');
    }
  }

  /** The conversion operator that the name read last is, or none. */
  Node lastCast() {
    return cast;
  }

  Node unqualified(Node module) throws Malformed {
    Node within = module(module);
    boolean friend = in.take('F');
    Node conversion = Node.NONE;
    Node name;
    char c = in.peek();
    if (Cursor.isDigit(c)) {
      name = source();
    } else if (Cursor.isLower(c)) {
      name = grammar.expressions.operator(false);
      if (name.is(Kind.CAST)) {
        conversion = name;
      } else if (name.text().equals(Operators.LITERAL)) {
        name = Node.text(Kind.JOINED, Operators.LITERAL + Node.BRACKETED, source());
      }
    } else if (in.take("DC")) {
      name = bindings();
    } else if (in.take('L')) {
      name = source();
      discriminator();
    } else if (in.take("Ub")) {
      in.compactNumber();
      name = Node.name("'block-literal'");
    } else if (in.is("Ul")) {
      name = grammar.templateParts.closure();
    } else if (in.is("Ut")) {
      name = unnamedType();
    } else {
      throw new Malformed("a name");
    }
    if (!within.isNone()) {
      name = Node.text(Kind.JOINED, Node.PART + "@" + Node.PART, name, within);
    }
    if (in.is('B')) {
      name = tagged(name);
    }
    cast = conversion;
    return friend ? Node.text(Kind.JOINED, "friend " + Node.PART, name) : name;
  }

  private Node bindings() throws Malformed {
    List<Node> names = new ArrayList<>();
    do {
      names.add(source());
    } while (!in.take('E'));
    return Node.text(Kind.JOINED, "[" + Node.PART + "]", Node.of(Kind.EXPRESSIONS, names));
  }

  /** {@code Ut}: an unnamed class, enumeration or union. */
  Node unnamedType() throws Malformed {
    in.next(2);
    Node type = Node.name("{unnamed type#" + (in.compactNumber() + 1) + "}");
    grammar.substitutions.add(type);
    return type;
  }

  Node tagged(Node name) throws Malformed {
    Node whole = name;
    while (in.take('B')) {
      whole = Node.of(Kind.TAGGED, whole, source());
    }
    return whole;
  }

  private Node module(Node parent) throws Malformed {
    Node module = parent;
    while (in.take('W')) {
      String sign = in.take('P') ? ":" : module.isNone() ? "" : ".";
      module = Node.text(Kind.MODULE, sign, module, source());
      grammar.substitutions.add(module);
    }
    return module;
  }

  /** The module that an initializer is for. */
  Node module() throws Malformed {
    Node module = module(Node.NONE);
    if (module.isNone()) {
      throw new Malformed("a module");
    }
    return module;
  }

  /** A name with its length in front. */
  Node source() throws Malformed {
    int length = in.number();
    if (length <= 0) {
      throw new Malformed("a name's length");
    }
    String name = in.next(length);
    boolean anonymous =
        length > ANONYMOUS.length() + 2
            && name.startsWith(ANONYMOUS)
            && "._$".indexOf(name.charAt(ANONYMOUS.length())) >= 0
            && name.charAt(ANONYMOUS.length() + 1) == 'N';
    return Node.name(anonymous ? "(anonymous namespace)" : name);
  }
}
