package dev.cistern.format.demangle;

/** Reads names of what the compiler made: tables, type information, thunks, guards. */
final class SpecialNames {
  private final Grammar grammar;
  private final Cursor in;

  SpecialNames(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  Node read() throws Malformed {
    grammar.effort.deeper();
    Node read = in.next() == 'T' ? table() : other();
    grammar.effort.shallower();
    return read;
  }

  private Node table() throws Malformed {
    return switch (in.next()) {
      case 'V' -> of("vtable for ", type());
      case 'T' -> of("VTT for ", type());
      case 'I' -> of("typeinfo for ", type());
      case 'S' -> of("typeinfo name for ", type());
      case 'F' -> of("typeinfo fn for ", type());
      case 'J' -> of("java Class for ", type());
      case 'A' -> of("template parameter object for ", grammar.templateParts.argument());
      case 'H' -> of("TLS init function for ", grammar.names.name());
      case 'W' -> of("TLS wrapper function for ", grammar.names.name());
      case 'C' -> construction();
      case 'h' -> {
        offset('h');
        yield of("non-virtual thunk to ", encoding());
      }
      case 'v' -> {
        offset('v');
        yield of("virtual thunk to ", encoding());
      }
      case 'c' -> {
        offset(in.next());
        offset(in.next());
        yield of("covariant return thunk to ", encoding());
      }
      default -> throw new Malformed("a kind of table or thunk");
    };
  }

  private Node other() throws Malformed {
    return switch (in.next()) {
      case 'V' -> of("guard variable for ", grammar.names.name());
      case 'R' -> {
        Node name = grammar.names.name();
        in.sequence(true);
        yield of("reference temporary for ", name);
      }
      case 'A' -> of("hidden alias for ", encoding());
      case 'T' ->
          of(
              in.next() == 'n' ? "non-transaction clone for " : "transaction clone for ",
              encoding());
      case 'I' -> of("initializer for module ", grammar.names.module());
      case 'r' -> of("java resource ", Node.name(resource()));
      default -> throw new Malformed("a kind of variable or function");
    };
  }

  private static Node of(String what, Node name) {
    return Node.text(Kind.JOINED, what + Node.PART, name);
  }

  private Node type() throws Malformed {
    return grammar.types.type(false);
  }

  private Node encoding() throws Malformed {
    return grammar.names.encoding(false);
  }

  private Node construction() throws Malformed {
    Node derived = type();
    if (in.number() < 0) {
      throw new Malformed("an offset");
    }
    in.expect('_');
    Node base = type();
    return Node.text(
        Kind.JOINED, "construction vtable for " + Node.PART + "-in-" + Node.PART, base, derived);
  }

  private void offset(char kind) throws Malformed {
    switch (kind) {
      case 'h' -> in.number();
      case 'v' -> {
        in.number();
        in.expect('_');
        in.number();
      }
      default -> throw new Malformed("an offset");
    }
    in.expect('_');
  }

  private String resource() throws Malformed {
    int length = in.number();
    if (length <= 1) {
      throw new Malformed("a resource's length");
    }
    in.expect('_');
    String escaped = in.next(length - 1);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '$') {
        c =
            switch (++i < escaped.length() ? escaped.charAt(i) : 0) {
              case 'S' -> '/';
              case '_' -> '.';
              case '$' -> '$';
              default -> throw new Malformed("a resource's letter");
            };
      }
      name.append(c);
    }
    return name.toString();
  }
}
