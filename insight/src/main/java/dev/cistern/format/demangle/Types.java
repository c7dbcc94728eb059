package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;

/** Reads types. */
final class Types {
  private static final int QUALIFIERS_MAX = 64;

  private final Grammar grammar;
  private final Cursor in;

  Types(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /**
   * Reads a type.
   *
   * @param converted whether it is that of a conversion operator, whose own template arguments may
   *     follow
   */
  Node type(boolean converted) throws Malformed {
    grammar.effort.deeper();
    Node type = qualified(converted);
    grammar.effort.shallower();
    return type;
  }

  private Node qualified(boolean converted) throws Malformed {
    Node qualifiers = qualifiers();
    boolean method = !qualifiers.isNone() && in.is('F'); // its plain form is no candidate
    String builtin = builtin(in.peek());
    Node type;
    if (!builtin.isEmpty()) {
      in.next();
      type = Node.text(Kind.BUILTIN, builtin);
    } else {
      Read read = unqualified(converted);
      type = read.type;
      if (read.candidate && !method) {
        grammar.substitutions.add(type);
      }
    }
    if (qualifiers.isNone()) {
      return type;
    }
    Node whole =
        switch (type.kind()) {
          case FUNCTION -> Rewriting.method(type, qualifiers, "");
          case METHOD ->
              Rewriting.method(
                  type.part(0), Rewriting.merged(qualifiers, type.part(1)), type.text());
          case CV_TYPE ->
              Node.of(Kind.CV_TYPE, type.part(0), Rewriting.merged(qualifiers, type.part(1)));
          default -> Node.of(Kind.CV_TYPE, type, qualifiers);
        };
    grammar.substitutions.add(whole);
    return whole;
  }

  /** A type and whether later parts of the symbol may refer to it. */
  private record Read(Node type, boolean candidate) {}

  private Read unqualified(boolean converted) throws Malformed {
    char c = in.peek();
    return switch (c) {
      case 'S' -> substituted(converted);
      case 'T' -> new Read(parameterOrElaborated(converted), true);
      case 'D' -> {
        in.next();
        yield special(in.next(), converted);
      }
      case 'U' ->
          in.is("Ul") || in.is("Ut")
              ? new Read(
                  in.is("Ul") ? grammar.templateParts.closure() : grammar.names.unnamedType(),
                  false)
              : new Read(vendor(converted), true);
      default -> new Read(common(c, converted), true);
    };
  }

  private Node common(char c, boolean converted) throws Malformed {
    return switch (c) {
      case 'u' -> vendorType();
      case 'F' -> function();
      case 'N', 'W', 'Z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> grammar.names.name();
      case 'A' -> array(converted);
      case 'M' -> {
        in.next();
        Node owner = type(false);
        yield Node.of(Kind.MEMBER_POINTER, owner, type(converted));
      }
      case 'O' -> of(Kind.RVALUE, "&&", converted);
      case 'P' -> of(Kind.POINTER, "*", converted);
      case 'R' -> of(Kind.REFERENCE, "&", converted);
      case 'C' -> of(Kind.COMPLEX, " _Complex", converted);
      case 'G' -> of(Kind.COMPLEX, " _Imaginary", converted);
      default -> throw new Malformed("a type");
    };
  }

  private Node of(Kind kind, String sign, boolean converted) throws Malformed {
    in.next();
    return Node.text(kind, sign, type(converted));
  }

  static String builtin(char letter) {
    return switch (letter) {
      case 'a' -> "signed char";
      case 'b' -> "bool";
      case 'c' -> "char";
      case 'd' -> "double";
      case 'e' -> "long double";
      case 'f' -> "float";
      case 'g' -> "__float128";
      case 'h' -> "unsigned char";
      case 'i' -> "int";
      case 'j' -> "unsigned int";
      case 'l' -> "long";
      case 'm' -> "unsigned long";
      case 'n' -> "__int128";
      case 'o' -> "unsigned __int128";
      case 's' -> "short";
      case 't' -> "unsigned short";
      case 'v' -> "void";
      case 'w' -> "wchar_t";
      case 'x' -> "long long";
      case 'y' -> "unsigned long long";
      case 'z' -> "...";
      default -> "";
    };
  }

  private Node vendorType() throws Malformed {
    in.next();
    Node name = grammar.names.source();
    if (!in.take('I')) {
      return name;
    }
    Node base = type(false);
    in.expect('E');
    return Node.text(Kind.JOINED, Node.PART + "(" + Node.PART + ")", name, base);
  }

  private Node parameterOrElaborated(boolean converted) throws Malformed {
    String kind =
        switch (in.peek(1)) {
          case 's' -> "struct ";
          case 'u' -> "union ";
          case 'e' -> "enum ";
          default -> "";
        };
    if (!kind.isEmpty()) {
      in.next(2);
      return Node.text(Kind.JOINED, kind + Node.PART, grammar.names.name());
    }
    Node parameter = grammar.templateParts.parameter();
    if (!in.is('I')) {
      return parameter;
    }
    if (converted) {
      return grammar.templateParts.convertedTemplate(parameter, true);
    }
    grammar.substitutions.add(parameter);
    return Node.template(parameter, grammar.templateParts.arguments());
  }

  private Read substituted(boolean converted) throws Malformed {
    char second = in.peek(1);
    if (second != '_' && !Cursor.isDigit(second) && !Cursor.isUpper(second)) {
      Node name = grammar.names.name();
      return new Read(name, !Substitutions.isKnown(name));
    }
    Node earlier = grammar.substitutions.read(false);
    if (earlier.is(Kind.MODULE)) {
      earlier = grammar.names.unqualified(earlier);
      grammar.substitutions.add(earlier);
    }
    if (!in.is('I')) {
      return new Read(earlier, false);
    }
    if (earlier.is(Kind.PARAMETER) && converted) {
      Node template = grammar.templateParts.convertedTemplate(earlier, false);
      return new Read(template, template != earlier);
    }
    return new Read(Node.template(earlier, grammar.templateParts.arguments()), true);
  }

  private Node vendor(boolean converted) throws Malformed {
    in.next();
    Node qualifier = grammar.names.source();
    if (in.is('I')) {
      qualifier = Node.template(qualifier, grammar.templateParts.arguments());
    }
    return Node.of(Kind.VENDOR, qualifier, type(converted));
  }

  private Read special(char code, boolean converted) throws Malformed {
    return switch (code) {
      case 'T', 't' -> {
        Node expression = grammar.expressions.read();
        in.expect('E');
        yield new Read(Node.text(Kind.JOINED, "decltype (" + Node.PART + ")", expression), true);
      }
      case 'p' -> {
        Node pattern = type(converted);
        Node pack = grammar.rewriting.packIn(pattern);
        yield new Read(Node.bound(Kind.EXPANSION, 0, pack, pattern), true);
      }
      case 'v' -> new Read(vector(converted), true);
      case 'a' -> new Read(Node.name("auto"), false);
      case 'c' -> new Read(Node.name("decltype(auto)"), false);
      case 'f' -> new Read(Node.text(Kind.BUILTIN, "decimal32"), false);
      case 'd' -> new Read(Node.text(Kind.BUILTIN, "decimal64"), false);
      case 'e' -> new Read(Node.text(Kind.BUILTIN, "decimal128"), false);
      case 'h' -> new Read(Node.text(Kind.BUILTIN, "half"), false);
      case 'u' -> new Read(Node.text(Kind.BUILTIN, "char8_t"), false);
      case 's' -> new Read(Node.text(Kind.BUILTIN, "char16_t"), false);
      case 'i' -> new Read(Node.text(Kind.BUILTIN, "char32_t"), false);
      case 'n' -> new Read(Node.text(Kind.BUILTIN, "decltype(nullptr)"), false);
      case 'F' -> new Read(fixedPoint(converted), false);
      case 'B', 'U' -> new Read(bits(code == 'B'), false);
      case 'k' -> new Read(constrained(" auto"), false);
      case 'K' -> new Read(constrained(" decltype(auto)"), false);
      default -> throw new Malformed("a type after D");
    };
  }

  private Node constrained(String suffix) throws Malformed {
    return Node.text(Kind.SUFFIXED, suffix, grammar.names.name());
  }

  private Node fixedPoint(boolean converted) throws Malformed {
    boolean accumulator = in.isDigit();
    int bits = accumulator ? in.number() : 0;
    if (in.is('_')) {
      if (bits == 0) {
        throw new Malformed("a number of bits");
      }
      in.next();
      return Node.text(Kind.ASIDE, "_Float" + bits);
    }
    Node base = type(converted);
    if (in.isDigit()) {
      in.number();
    }
    String saturating = in.is('s') ? "_Sat " : "";
    if (in.more()) {
      in.next();
    }
    String kind = accumulator ? "_Accum" : "_Fract";
    return base.is(Kind.BUILTIN) && base.text().equals("int")
        ? Node.text(Kind.JOINED, saturating + kind)
        : Node.text(Kind.JOINED, saturating + Node.PART + " " + kind, base);
  }

  private Node bits(boolean signed) throws Malformed {
    Node size =
        in.isDigit() ? Node.name(Integer.toString(in.number())) : grammar.expressions.read();
    in.expect('_');
    String sign = signed ? "" : "unsigned ";
    return Node.text(Kind.JOINED, sign + "_BitInt(" + Node.PART + ")", size);
  }

  private Node array(boolean converted) throws Malformed {
    in.next();
    Node dimension = Node.name("");
    if (in.isDigit()) {
      int from = in.at();
      while (in.isDigit()) {
        in.next();
      }
      dimension = Node.name(in.since(from));
    } else if (!in.is('_')) {
      dimension = grammar.expressions.read();
    }
    in.expect('_');
    return Rewriting.array(dimension, type(converted));
  }

  private Node vector(boolean converted) throws Malformed {
    Node dimension =
        in.take('_') ? grammar.expressions.read() : Node.name(Integer.toString(in.number()));
    in.expect('_');
    return Node.of(Kind.VECTOR, dimension, type(converted));
  }

  private Node function() throws Malformed {
    in.expect('F');
    in.take('Y'); // C linkage: not shown
    Node function = bareFunction(true, false);
    String reference = referenceQualifier();
    in.expect('E');
    return reference.isEmpty() ? function : Rewriting.method(function, Node.NONE, reference);
  }

  Node bareFunction(boolean returns, boolean explicitThis) throws Malformed {
    List<Node> parts = new ArrayList<>();
    parts.add(in.take('J') || returns ? type(false) : Node.NONE);
    parts.addAll(list(explicitThis));
    return Node.of(Kind.FUNCTION, parts);
  }

  /** Types of parameters; the one type void is none. */
  List<Node> list(boolean explicitThis) throws Malformed {
    List<Node> types = new ArrayList<>();
    while (in.more() && !in.is('E') && !in.is('.') && !in.is('Q') && !in.is("RE") && !in.is("OE")) {
      Node type = type(false);
      types.add(
          types.isEmpty() && explicitThis
              ? Node.text(Kind.JOINED, "this " + Node.PART, type)
              : type);
    }
    if (types.isEmpty()) {
      throw new Malformed("a parameter's type");
    }
    boolean none =
        types.size() == 1 && types.get(0).is(Kind.BUILTIN) && types.get(0).text().equals("void");
    return none ? List.of() : types;
  }

  /** {@code const} and the like, the last that is written first. */
  Node qualifiers() throws Malformed {
    List<Node> found = new ArrayList<>();
    while (in.more()) {
      Node qualifier = qualifier();
      if (qualifier.isNone()) {
        break;
      }
      found.addFirst(qualifier);
      if (found.size() > QUALIFIERS_MAX) {
        throw new Malformed("fewer qualifiers");
      }
    }
    return found.isEmpty() ? Node.NONE : Node.of(Kind.QUALIFIERS, found);
  }

  private Node qualifier() throws Malformed {
    if (in.take('r')) {
      return Node.text(Kind.QUALIFIER, "restrict");
    } else if (in.take('V')) {
      return Node.text(Kind.QUALIFIER, "volatile");
    } else if (in.take('K')) {
      return Node.text(Kind.QUALIFIER, "const");
    } else if (in.take("Dx")) {
      return Node.text(Kind.QUALIFIER, "transaction_safe");
    } else if (in.take("Do")) {
      return Node.text(Kind.QUALIFIER, "noexcept");
    } else if (in.take("DO")) {
      Node condition = grammar.expressions.read();
      in.expect('E');
      return Node.text(Kind.QUALIFIER, "noexcept", condition);
    } else if (in.take("Dw")) {
      List<Node> thrown = list(false);
      in.expect('E');
      return Node.with(Kind.QUALIFIER, "throw", 0, thrown);
    }
    return Node.NONE;
  }

  String referenceQualifier() {
    return in.take('R') ? "&" : in.take('O') ? "&&" : "";
  }
}
