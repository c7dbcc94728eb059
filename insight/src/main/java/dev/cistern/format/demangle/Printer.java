package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a C++ name: without arguments of templates, and without parameters of functions that a
 * shown name lies in.
 */
final class Printer {
  private static final int LENGTH_MAX = 1 << 17;

  private final Effort effort;
  private final StringBuilder out = new StringBuilder();
  private final List<Node> open = new ArrayList<>(); // parts being written
  private final TypePrinter types = new TypePrinter(this);
  private char last; // written, but for asides

  Printer(Effort effort) {
    this.effort = effort;
  }

  String print(Node name) throws Malformed {
    write(name);
    return out.toString();
  }

  void write(String text) throws Malformed {
    if (!text.isEmpty()) {
      last = text.charAt(text.length() - 1);
      aside(text);
    }
  }

  /** The letter written last. */
  char last() {
    return last;
  }

  Effort effort() {
    return effort;
  }

  private void aside(String text) throws Malformed {
    if (out.length() + text.length() > LENGTH_MAX) {
      throw new Malformed("a shorter name");
    }
    out.append(text);
  }

  /** A part that names itself is written twice, not forever. */
  void write(Node node) throws Malformed {
    int times = 0;
    for (Node outer : open) {
      times += outer == node ? 1 : 0;
    }
    if (times > 1) {
      return;
    }
    effort.deeper();
    open.add(node);
    dispatch(node);
    open.removeLast();
    effort.shallower();
  }

  private void dispatch(Node node) throws Malformed {
    switch (node.kind()) {
      case NONE -> {}
      case NAME, BUILTIN -> write(node.text());
      case ASIDE, FUNCTION_PARAMETER -> aside(node.text());
      case AUTO -> aside("auto:" + (node.number() + 1));
      case JOINED, DESIGNATED -> joined(node);
      case LIST, EXPRESSIONS, PACK -> list(node.parts());
      case INITIALIZER -> pair(node, "{", "}");
      case QUALIFIED, LOCAL -> pair(node, "::", "");
      case TAGGED -> pair(node, "[abi:", "]");
      case MODULE -> pair(node, node.text(), "");
      case TYPED -> types.typed(node);
      case TEMPLATE -> types.apart(node.part(0));
      case PARAMETER -> parameter(node);
      case EXPANSION -> expansion(node);
      case PACK_SIZE -> write(Integer.toString(node.bound().parts().size()));
      case SIZE -> write(Integer.toString(size(node)));
      case QUALIFIER -> qualifier(node);
      case QUALIFIERS -> qualifiers(node);
      case CV_TYPE, METHOD, POINTER, REFERENCE, RVALUE, COMPLEX, SUFFIXED, MEMBER_POINTER ->
          types.wrapped(node, node.is(Kind.MEMBER_POINTER) ? node.part(1) : node.part(0));
      case VENDOR, VECTOR -> types.wrapped(node, node.part(1));
      case ARRAY -> types.array(node);
      case FUNCTION, ENCLOSING -> types.function(node);
      case OPERATOR -> operator(node.text());
      case CAST -> behind("operator ", node);
      case CONSTRUCTOR -> write(node.part(0));
      case DESTRUCTOR -> behind("~", node);
      case DEFAULT_ARGUMENT -> {
        aside("{default arg#" + (node.number() + 1) + "}::");
        write(node.part(0));
      }
      case CLOSURE -> closure(node);
      case LAMBDA -> lambda(node);
      case LITERAL -> literal(node);
      case TYPE_PARAMETER -> types.typeParameter(node);
      case VALUE_PARAMETER, CONSTRAINED_PARAMETER -> types.declared(node);
      case PARAMETER_PACK -> types.pack(node);
    }
  }

  private void behind(String sign, Node node) throws Malformed {
    write(sign);
    write(node.part(0));
  }

  private void pair(Node node, String between, String after) throws Malformed {
    write(node.part(0));
    write(between);
    write(node.part(1));
    write(after);
  }

  private void joined(Node node) throws Malformed {
    String text = node.text();
    int part = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == Node.PART || c == Node.BRACKETED) && part < node.parts().size()) {
        write(text.substring(from, i));
        from = i + 1;
        Node next = node.part(part++);
        boolean brackets = c == Node.BRACKETED && !isSimple(next);
        write(brackets ? "(" : "");
        write(next);
        write(brackets ? ")" : "");
      }
    }
    write(text.substring(from));
  }

  private static boolean isSimple(Node node) {
    return switch (node.kind()) {
      case NAME, INITIALIZER, FUNCTION_PARAMETER, QUALIFIED -> true;
      default -> false;
    };
  }

  void list(List<Node> parts) throws Malformed {
    for (int i = 0; i < parts.size(); i++) {
      write(i > 0 ? ", " : "");
      write(parts.get(i));
    }
  }

  private void parameter(Node node) throws Malformed {
    if (node.argument().isNone()) {
      throw new Malformed("a template's argument");
    }
    write(node.argument());
  }

  private void expansion(Node node) throws Malformed {
    if (!node.bound().isNone()) {
      write(node.part(0));
      return;
    }
    boolean simple = isSimple(node.part(0));
    write(simple ? "" : "(");
    write(node.part(0));
    write(simple ? "..." : ")...");
  }

  private static int size(Node node) {
    int size = 0;
    for (Node part : node.parts()) {
      size += part.is(Kind.PACK) || part.is(Kind.EXPRESSIONS) ? part.parts().size() : 1;
    }
    return size;
  }

  private void operator(String sign) throws Malformed {
    write("operator");
    write(Cursor.isLower(sign.charAt(0)) ? " " : "");
    write(sign.endsWith(" ") ? sign.substring(0, sign.length() - 1) : sign);
  }

  private void closure(Node node) throws Malformed {
    write("{lambda");
    lambda(node);
    write("#" + (node.number() + 1) + "}");
  }

  private void lambda(Node node) throws Malformed {
    if (!node.part(0).parts().isEmpty()) {
      write("<");
      list(node.part(0).parts());
      write(">");
    }
    if (!node.part(1).isNone()) {
      write(" requires ");
      write(node.part(1));
      write(" ");
    }
    write("(");
    list(node.part(2).parts());
    write(")");
    if (!node.part(3).isNone()) {
      write(" requires ");
      write(node.part(3));
    }
  }

  private void literal(Node node) throws Malformed {
    Node type = node.part(0);
    String value = (node.number() < 0 ? "-" : "") + node.text();
    String builtin = type.is(Kind.BUILTIN) ? type.text() : "";
    switch (builtin) {
      case "int" -> write(value);
      case "unsigned int" -> write(value + "u");
      case "long" -> write(value + "l");
      case "unsigned long" -> write(value + "ul");
      case "long long" -> write(value + "ll");
      case "unsigned long long" -> write(value + "ull");
      default -> {
        if (builtin.equals("bool") && (value.equals("0") || value.equals("1"))) {
          write(value.equals("0") ? "false" : "true");
        } else if (builtin.equals("decltype(nullptr)")
            && (node.text().isEmpty() || node.text().equals("0"))) {
          write(builtin);
        } else {
          write("(");
          write(type);
          write(isFloat(builtin) ? ")[" + value + "]" : ")" + value);
        }
      }
    }
  }

  private static boolean isFloat(String builtin) {
    return switch (builtin) {
      case "double", "long double", "float", "__float128", "half" -> true;
      default -> false;
    };
  }

  private void qualifiers(Node node) throws Malformed {
    for (int i = 0; i < node.parts().size(); i++) {
      write(i > 0 ? " " : "");
      qualifier(node.part(i));
    }
  }

  private void qualifier(Node node) throws Malformed {
    write(node.text());
    if (!node.parts().isEmpty()) {
      write("(");
      boolean first = true;
      for (Node part : node.parts()) {
        if (!(part.is(Kind.EXPRESSIONS) && part.parts().isEmpty())) {
          write(first ? "" : ", ");
          write(part);
          first = false;
        }
      }
      write(")");
    }
  }
}
