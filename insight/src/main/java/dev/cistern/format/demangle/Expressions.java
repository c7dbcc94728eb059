package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads expressions, which stand in template arguments and types. */
final class Expressions {
  private static final char PART = Node.PART;
  private static final char BRACKETED = Node.BRACKETED;

  private final Grammar grammar;
  private final Cursor in;
  private final OperatorExpressions operators;
  private final UnresolvedNames unresolved;

  Expressions(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
    unresolved = new UnresolvedNames(grammar);
    operators = new OperatorExpressions(grammar, unresolved);
  }

  Node read() throws Malformed {
    grammar.effort.deeper();
    Node expression = expression();
    grammar.effort.shallower();
    return expression;
  }

  private Node expression() throws Malformed {
    switch (in.peek()) {
      case 'L' -> {
        return primary();
      }
      case 'T' -> {
        return grammar.templateParts.parameter();
      }
      case 'u' -> {
        in.next();
        return vendorCall();
      }
      default -> {
        if (in.isDigit() || in.take("on")) {
          return unresolved.named();
        }
      }
    }
    if (in.is("fp") || (in.is("fL") && Cursor.isDigit(in.peek(2)))) {
      return parameter();
    }
    return switch ("" + in.peek() + in.peek(1)) {
      case "sr" -> unresolved.read();
      case "so" -> {
        in.next(2);
        yield subobject();
      }
      case "sp" -> {
        in.next(2);
        Node pattern = read();
        Node pack = grammar.rewriting.packIn(pattern);
        yield Node.bound(Kind.EXPANSION, 0, pack, pattern);
      }
      case "sZ" -> packSize();
      case "sP" -> {
        in.next(2);
        yield Node.of(Kind.SIZE, arguments());
      }
      case "mc" -> memberCast();
      case "il" -> {
        in.next(2);
        yield Node.of(Kind.INITIALIZER, Node.NONE, list('E'));
      }
      case "tl" -> {
        in.next(2);
        Node type = grammar.types.type(false);
        yield Node.of(Kind.INITIALIZER, type, list('E'));
      }
      case "st" -> {
        in.next(2);
        yield Node.text(Kind.JOINED, "sizeof (" + PART + ")", grammar.types.type(false));
      }
      case "rq", "rQ" -> requires();
      default -> operators.read();
    };
  }

  private List<Node> arguments() throws Malformed {
    List<Node> arguments = new ArrayList<>();
    while (!in.take('E')) {
      arguments.add(grammar.templateParts.argument());
    }
    return arguments;
  }

  /** Expressions up to this letter. */
  Node list(char end) throws Malformed {
    List<Node> expressions = new ArrayList<>();
    while (!in.take(end)) {
      expressions.add(read());
    }
    return Node.of(Kind.EXPRESSIONS, expressions);
  }

  private Node packSize() throws Malformed {
    in.next(2);
    Node pack = grammar.rewriting.packIn(read());
    if (pack.isNone()) {
      throw new Malformed("a pack");
    }
    return Node.bound(Kind.PACK_SIZE, 0, pack);
  }

  private Node parameter() throws Malformed {
    if (in.take("fpT")) {
      return Node.text(Kind.FUNCTION_PARAMETER, "this");
    }
    if (in.take("fL")) {
      in.number();
      in.expect('p');
    } else {
      in.next(2);
    }
    grammar.types.qualifiers(); // not shown
    return Node.text(Kind.FUNCTION_PARAMETER, "{parm#" + (in.compactNumber() + 1) + "}");
  }

  private int offset() throws Malformed {
    return in.is('n') || in.isDigit() ? in.number() : 0;
  }

  private Node memberCast() throws Malformed {
    in.next(2);
    Node type = grammar.types.type(false);
    Node member = read();
    offset();
    in.expect('E');
    return Node.text(Kind.JOINED, "(" + PART + ")(" + PART + ")", type, member);
  }

  private Node subobject() throws Malformed {
    Node type = grammar.types.type(false);
    Node object = read();
    int offset = offset();
    while (in.take('_')) {
      offset();
    }
    in.take('p');
    in.expect('E');
    String text = PART + ".<" + PART + " at offset " + offset + ">";
    return Node.text(Kind.JOINED, text, object, type);
  }

  private Node vendorCall() throws Malformed {
    Node name = grammar.names.source();
    Node operands;
    if (name.text().equals("__uuidof") && in.take('t')) {
      operands = Node.of(Kind.EXPRESSIONS, grammar.types.type(false));
    } else if (name.text().equals("__uuidof") && in.take('z')) {
      operands = Node.of(Kind.EXPRESSIONS, read());
    } else {
      operands = Node.of(Kind.EXPRESSIONS, arguments());
    }
    return Node.text(Kind.JOINED, "" + BRACKETED + BRACKETED, name, operands);
  }

  private Node requires() throws Malformed {
    in.next();
    List<Node> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder("requires");
    if (in.next() == 'Q') {
      while (in.more() && !in.is('_')) {
        parts.add(grammar.types.type(false));
      }
      in.expect('_');
      if (!parts.isEmpty()) {
        List<String> marks = Collections.nCopies(parts.size(), String.valueOf(PART));
        text.append(" (").append(String.join(", ", marks)).append(')');
      }
    }
    text.append(" {");
    while (!in.take('E')) {
      requirement(text, parts);
    }
    return Node.with(Kind.JOINED, text.append(" }").toString(), 0, parts);
  }

  private void requirement(StringBuilder text, List<Node> parts) throws Malformed {
    switch (in.next()) {
      case 'X' -> {
        parts.add(read());
        boolean noexcept = in.take('N');
        Node concept = in.take('R') ? grammar.names.name() : Node.NONE;
        boolean braces = noexcept || !concept.isNone();
        text.append(braces ? " {" : " ").append(PART).append(braces ? "}" : "");
        text.append(noexcept ? " noexcept" : "");
        if (!concept.isNone()) {
          text.append(" -> ").append(PART);
          parts.add(concept);
        }
      }
      case 'T' -> {
        parts.add(grammar.types.type(false));
        text.append(" typename ").append(PART);
      }
      case 'Q' -> {
        parts.add(read());
        text.append(" requires ").append(PART);
      }
      default -> throw new Malformed("a requirement");
    }
    text.append(';');
  }

  /** A value of a type, or a function's or variable's name. */
  Node primary() throws Malformed {
    in.expect('L');
    Node value;
    if (in.is('_') || in.is('Z')) {
      in.take('_');
      in.expect('Z');
      value = grammar.names.encoding(false);
    } else {
      Node type = grammar.types.type(false);
      boolean negative = in.take('n');
      if (in.is('E')) {
        if (type.is(Kind.CLOSURE)) {
          in.next();
          return Node.text(Kind.JOINED, "[]" + PART + "{...}", type.with(Kind.LAMBDA));
        }
        if (isArray(type)) {
          in.next();
          return Node.text(Kind.JOINED, "\"<" + PART + ">\"", type);
        }
        if (!type.is(Kind.BUILTIN) || !type.text().equals("decltype(nullptr)")) {
          throw new Malformed("a value");
        }
      }
      value = Node.with(Kind.LITERAL, in.until('E'), negative ? -1 : 1, List.of(type));
    }
    in.expect('E');
    return value;
  }

  private static boolean isArray(Node type) {
    return type.is(Kind.CV_TYPE) ? type.part(0).is(Kind.ARRAY) : type.is(Kind.ARRAY);
  }

  /**
   * An operator's name.
   *
   * @param inExpression whether templates around are known, so that a conversion's type may name
   *     their parameters
   */
  Node operator(boolean inExpression) throws Malformed {
    String code = in.next(2);
    if (code.charAt(0) == 'v' && Cursor.isDigit(code.charAt(1))) {
      return Node.text(Kind.OPERATOR, grammar.names.source().text());
    }
    if (!code.equals("cv")) {
      return Node.text(Kind.OPERATOR, Operators.of(code).text());
    }
    if (inExpression) {
      return Node.of(Kind.CAST, grammar.types.type(false));
    }
    grammar.enterTemplate(Node.NONE);
    Node type = grammar.types.type(true);
    grammar.leaveTemplate();
    return Node.of(Kind.CAST, type);
  }
}
