package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes types. They grow from the inside out ({@code int (*)[3]}), so what goes around a type
 * waits in a list, innermost last, until the type's core is written.
 */
final class TypePrinter {
  private final Printer out;
  private List<Node> around = new ArrayList<>();

  TypePrinter(Printer out) {
    this.out = out;
  }

  void wrapped(Node node, Node core) throws Malformed {
    around.add(node);
    out.write(core);
    if (!around.isEmpty()) {
      writeInner(around.removeLast());
    }
  }

  private void writeAround() throws Malformed {
    while (!around.isEmpty()) {
      writeInner(around.removeLast());
    }
  }

  /** What goes around a type's core. */
  private void writeInner(Node node) throws Malformed {
    switch (node.kind()) {
      case TYPED, VALUE_PARAMETER, CONSTRAINED_PARAMETER -> out.write(node.part(0));
      case POINTER, REFERENCE, RVALUE, COMPLEX, SUFFIXED -> out.write(node.text());
      case CV_TYPE -> {
        out.write(" ");
        out.write(node.part(1));
      }
      case METHOD -> {
        out.write(node.part(1).isNone() ? "" : " ");
        out.write(node.part(1));
        out.write(node.text().isEmpty() ? "" : " " + node.text());
      }
      case VENDOR -> {
        out.write(" ");
        out.write(node.part(0));
      }
      case VECTOR -> {
        out.write(" __vector(");
        out.write(node.part(0));
        out.write(")");
      }
      case MEMBER_POINTER -> {
        out.write(out.last() == '(' ? "" : " ");
        out.write(node.part(0));
        out.write("::*");
      }
      case ARRAY -> dimension(node);
      case FUNCTION, ENCLOSING -> parameters(node);
      case PARAMETER_PACK -> {
        out.write("...");
        Node parameter = node.part(0);
        out.write(parameter.is(Kind.VALUE_PARAMETER) ? parameter.part(0) : Node.NONE);
      }
      default -> out.write(node);
    }
  }

  void array(Node node) throws Malformed {
    around.add(node);
    out.write(node.part(1));
    if (!around.isEmpty()) {
      around.removeLast();
      dimension(node);
    }
  }

  private void dimension(Node array) throws Malformed {
    String space = " ";
    while (!around.isEmpty()) {
      Node next = around.getLast();
      boolean qualified = next.is(Kind.CV_TYPE);
      if ((qualified ? next.part(0) : next).is(Kind.ARRAY)) {
        space = qualified ? space : "";
        writeInner(around.removeLast());
      } else {
        out.write(" (");
        writeAround();
        out.write(")");
      }
    }
    out.write(space);
    out.write("[");
    out.write(array.part(0));
    out.write("]");
  }

  void function(Node node) throws Malformed {
    Node returned = node.part(0);
    if (node.is(Kind.FUNCTION) && !returned.isNone()) {
      around.add(node);
      out.write(returned);
      if (around.isEmpty()) {
        return;
      }
      around.removeLast();
      out.write(" ");
    }
    parameters(node);
  }

  private void parameters(Node function) throws Malformed {
    boolean brackets = openBrackets();
    List<Node> qualifying = new ArrayList<>(); // they go after the parameters
    while (!around.isEmpty()) {
      Node next = around.removeLast();
      if (next.is(Kind.METHOD)) {
        qualifying.add(next);
      } else {
        writeInner(next);
      }
    }
    out.write(brackets ? ")(" : "(");
    if (function.is(Kind.FUNCTION)) {
      List<Node> shown = new ArrayList<>();
      for (Node parameter : function.partsFrom(1)) {
        if (!isEmpty(parameter)) {
          shown.add(parameter);
        }
      }
      out.list(shown);
    }
    out.write(")");
    around = qualifying;
    writeAround();
  }

  /** Opens the brackets of {@code (*)} before what waits, if any of it binds less. */
  private boolean openBrackets() throws Malformed {
    for (Node node : around.reversed()) {
      boolean space =
          switch (node.kind()) {
            case CV_TYPE, COMPLEX, MEMBER_POINTER -> true;
            default -> out.last() != '(' && out.last() != '*';
          };
      switch (node.kind()) {
        case POINTER, REFERENCE, RVALUE, CV_TYPE, COMPLEX, MEMBER_POINTER -> {
          out.write(space && out.last() != ' ' ? " (" : "(");
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Whether it writes nothing: a pack without arguments. */
  private boolean isEmpty(Node node) throws Malformed {
    boolean empty =
        switch (node.kind()) {
          case PACK -> true;
          case EXPRESSIONS -> node.parts().isEmpty();
          case EXPANSION -> !node.bound().isNone();
          default -> false;
        };
    if (empty && !node.is(Kind.EXPRESSIONS)) {
      out.effort().deeper();
      for (Node part : node.parts()) {
        empty = empty && isEmpty(part);
      }
      out.effort().shallower();
    }
    return empty;
  }

  /** A name in a type, around which nothing goes. */
  void apart(Node node) throws Malformed {
    List<Node> outer = around;
    around = new ArrayList<>();
    out.write(node);
    around = outer;
  }

  void typeParameter(Node node) throws Malformed {
    out.write("typename ");
    writeAround();
    out.write(node.part(0));
  }

  void typed(Node node) throws Malformed {
    List<Node> outer = around;
    around = new ArrayList<>(List.of(node));
    out.write(node.part(1));
    if (!around.isEmpty()) {
      out.write(" ");
      out.write(node.part(0));
    }
    around = outer;
  }

  void declared(Node node) throws Malformed {
    around.add(node);
    out.write(node.part(1));
    if (!around.isEmpty()) {
      out.write(" ");
      out.write(node.part(0));
      around.removeLast();
    }
  }

  void pack(Node node) throws Malformed {
    List<Node> outer = around;
    around = new ArrayList<>(List.of(node));
    Node parameter = node.part(0);
    out.write(parameter.is(Kind.VALUE_PARAMETER) ? parameter.part(1) : parameter);
    out.write(around.isEmpty() ? "" : "...");
    around = outer;
  }
}
