package dev.cistern.format.demangle;

/** Reads operators with their operands. */
final class OperatorExpressions {
  private static final char PART = Node.PART;
  private static final char BRACKETED = Node.BRACKETED;

  private final Grammar grammar;
  private final Cursor in;
  private final UnresolvedNames unresolved;

  OperatorExpressions(Grammar grammar, UnresolvedNames unresolved) {
    this.grammar = grammar;
    in = grammar.in;
    this.unresolved = unresolved;
  }

  Node read() throws Malformed {
    String code = "" + in.peek() + in.peek(1);
    char digit = in.peek(1);
    boolean vendor = code.charAt(0) == 'v' && Cursor.isDigit(digit);
    Node operator = grammar.expressions.operator(true);
    int operands =
        vendor ? digit - '0' : operator.is(Kind.CAST) ? 1 : Operators.of(code).operands();
    return switch (operands) {
      case 0 -> Node.text(Kind.JOINED, operator.text());
      case 1 -> one(code, operator);
      case 2 -> code.charAt(0) == 'f' ? fold(code) : two(code, operator.text());
      case 3 ->
          switch (code.charAt(0)) {
            case 'n' -> allocation();
            case 'f' -> fold(code);
            default -> three(operator.text());
          };
      default -> throw new Malformed("an operator of up to three operands");
    };
  }

  private Node operand() throws Malformed {
    return grammar.expressions.read();
  }

  private Node one(String code, Node operator) throws Malformed {
    if (operator.is(Kind.CAST)) {
      Node operand = in.take('_') ? grammar.expressions.list('E') : operand();
      return Node.text(Kind.JOINED, "(" + PART + ")" + BRACKETED, operator.part(0), operand);
    }
    boolean step = code.equals("pp") || code.equals("mm");
    boolean suffix = step && !in.take('_');
    Node operand = operand();
    String sign = operator.text();
    if (sign.equals("&") && operand.is(Kind.TYPED) && isFunction(operand.part(1))) {
      operand = operand.part(0);
    }
    if (sign.equals("::")) {
      return Node.text(Kind.JOINED, sign + PART, operand);
    }
    return Node.text(Kind.JOINED, suffix ? BRACKETED + sign : sign + BRACKETED, operand);
  }

  private static boolean isFunction(Node type) {
    return type.is(Kind.FUNCTION) || type.is(Kind.ENCLOSING);
  }

  private Node two(String code, String sign) throws Malformed {
    Node left =
        switch (code) {
          case "sc", "dc", "cc", "rc" -> grammar.types.type(false);
          case "di" -> grammar.names.unqualified(Node.NONE);
          default -> operand();
        };
    Node right =
        switch (code) {
          case "cl", "cp" -> grammar.expressions.list('E');
          case "dt", "pt" -> member();
          default -> operand();
        };
    if (sign.contains("cast")) {
      return Node.text(Kind.JOINED, sign + "<" + PART + ">(" + PART + ")", left, right);
    }
    return switch (sign) {
      case "=" -> left.is(Kind.LITERAL) ? plain(left, sign, right) : set(".", left, "", right);
      case "]=" -> set("[", left, "]", right);
      case "()" -> call(left, right);
      case "[]" -> Node.text(Kind.JOINED, BRACKETED + "[" + PART + "]", left, right);
      case ">", ">>" ->
          Node.text(Kind.JOINED, "(" + BRACKETED + sign + BRACKETED + ")", left, right);
      default -> plain(left, sign, right);
    };
  }

  private static Node plain(Node left, String sign, Node right) {
    return Node.text(Kind.JOINED, BRACKETED + sign + BRACKETED, left, right);
  }

  private static Node set(String open, Node left, String close, Node right) {
    return Node.text(Kind.DESIGNATED, open + PART + close + setTo(right), left, right);
  }

  private static String setTo(Node right) {
    return right.is(Kind.DESIGNATED) ? String.valueOf(PART) : "=" + BRACKETED;
  }

  private static Node call(Node function, Node arguments) {
    boolean typed = function.is(Kind.TYPED);
    boolean whole = typed && isFunction(function.part(1)) && !function.part(1).part(0).isNone();
    return Node.text(
        Kind.JOINED,
        "" + (whole ? PART : BRACKETED) + BRACKETED,
        typed && !whole ? function.part(0) : function,
        arguments);
  }

  private Node member() throws Malformed {
    if (in.is('L')) {
      return grammar.expressions.primary();
    }
    Node name = unresolved.read();
    return in.is('I') ? Node.template(name, grammar.templateParts.arguments()) : name;
  }

  private Node three(String sign) throws Malformed {
    Node first = operand();
    Node second = operand();
    Node third = operand();
    if (sign.equals("[...]=")) {
      String text = "[" + PART + " ... " + PART + "]" + setTo(third);
      return Node.text(Kind.DESIGNATED, text, first, second, third);
    }
    String text = BRACKETED + "?" + BRACKETED + " : " + BRACKETED;
    return Node.text(Kind.JOINED, text, first, second, third);
  }

  private Node fold(String code) throws Malformed {
    Node operator = grammar.expressions.operator(true);
    Node sign = operator.is(Kind.OPERATOR) ? Node.name(operator.text()) : operator;
    Node first = operand();
    if (code.equals("fl")) {
      return Node.text(Kind.JOINED, "(..." + PART + BRACKETED + ")", sign, first);
    }
    if (code.equals("fr")) {
      return Node.text(Kind.JOINED, "(" + BRACKETED + PART + "...)", first, sign);
    }
    String text = "(" + BRACKETED + PART + "..." + PART + BRACKETED + ")";
    return Node.text(Kind.JOINED, text, first, sign, sign, operand());
  }

  private Node allocation() throws Malformed {
    Node place = grammar.expressions.list('_');
    Node type = grammar.types.type(false);
    Node initial = Node.NONE;
    if (in.take("pi")) {
      initial = grammar.expressions.list('E');
    } else if (in.is("il")) {
      initial = operand();
    } else {
      in.expect('E');
    }
    String placed = place.parts().isEmpty() ? "" + PART : BRACKETED + " ";
    String text = "new " + placed + PART + (initial.isNone() ? PART : BRACKETED);
    return Node.text(Kind.JOINED, text, place, type, initial);
  }
}
