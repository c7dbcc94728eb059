package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads arguments and parameters of templates, and lambdas, which have such. */
final class TemplateParts {
  private final Grammar grammar;
  private final Cursor in;

  TemplateParts(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Arguments between {@code I} or {@code J} and {@code E}. */
  List<Node> arguments() throws Malformed {
    in.next();
    return rest();
  }

  /** Arguments up to {@code E}. */
  List<Node> rest() throws Malformed {
    List<Node> arguments = new ArrayList<>();
    while (!in.take('E')) {
      arguments.add(argument(arguments));
      if (in.is('Q')) {
        constraint(); // not shown
        if (!in.is('E')) {
          throw new Malformed("the end of template arguments");
        }
      }
    }
    return arguments;
  }

  Node argument() throws Malformed {
    return argument(List.of());
  }

  private Node argument(List<Node> before) throws Malformed {
    grammar.effort.deeper();
    Node argument =
        switch (in.peek()) {
          case 'X' -> {
            in.next();
            Node expression = grammar.expressions.read();
            in.expect('E');
            yield expression;
          }
          case 'L' -> grammar.expressions.primary();
          case 'I', 'J' -> Node.of(Kind.PACK, arguments());
          case 'T' -> declared(before);
          default -> grammar.types.type(false);
        };
    grammar.effort.shallower();
    return argument;
  }

  /** A type, or an argument with the declaration of its parameter in front: not shown. */
  private Node declared(List<Node> before) throws Malformed {
    if ("yntpk".indexOf(in.peek(1)) < 0) {
      return grammar.types.type(false);
    }
    grammar.enterTemplate(Node.template(Node.NONE, before));
    if (declaration().isEmpty()) {
      throw new Malformed("a template's parameter");
    }
    grammar.leaveTemplate();
    return argument();
  }

  /** An expression that a template demands; parameters in it keep their numbers. */
  Node constraint() throws Malformed {
    in.expect('Q');
    boolean outer = grammar.inConstraint();
    grammar.inConstraint(true);
    Node expression = grammar.expressions.read();
    grammar.inConstraint(outer);
    return expression;
  }

  /** A reference to a parameter of a template around. */
  Node parameter() throws Malformed {
    int from = in.at();
    in.expect('T');
    int level = in.take('L') ? in.compactNumber() : 0;
    int number = in.compactNumber();
    if (grammar.inConstraint()) {
      return Node.name(in.since(from).substring(0, in.at() - from - 1));
    }
    boolean mayBeAuto = grammar.lambdaLevel() > 0 && level == grammar.lambdaLevel() - 1;
    List<Node> templates = grammar.templates();
    if (level < templates.size()) {
      Node template = templates.get(level);
      Node parameter = Node.bound(Kind.PARAMETER, number, template);
      if (template.isNone() || number < template.parts().size() - 1) {
        return parameter;
      }
    }
    if (!mayBeAuto) {
      throw new Malformed("a parameter of a template");
    }
    return Node.numbered(Kind.AUTO, number);
  }

  /**
   * A template parameter of a conversion operator's type that arguments follow: its own if more
   * follow those, else the operator's, which are read again later.
   */
  Node convertedTemplate(Node parameter, boolean candidate) {
    Grammar.Mark mark = grammar.mark();
    try {
      List<Node> arguments = arguments();
      if (in.is('I')) {
        if (candidate) {
          grammar.substitutions.add(parameter);
        }
        return Node.template(parameter, arguments);
      }
    } catch (Malformed _) {
      // so they are not arguments of this
    }
    grammar.reset(mark);
    return parameter;
  }

  /** Gives parameters that came before their template to it. */
  void bindCast(Node cast, Node template) throws Malformed {
    bind(cast, template, Rewriting.identitySet());
  }

  /** Refuses arguments with parameters that no template was found for. */
  void refuseUnbound(Node cast, List<Node> arguments) throws Malformed {
    if (!cast.isNone()) {
      for (Node argument : arguments) {
        bind(argument, Node.NONE, Rewriting.identitySet());
      }
    }
  }

  private void bind(Node node, Node template, Set<Node> seen) throws Malformed {
    grammar.effort.step();
    if (node.is(Kind.PARAMETER)) {
      bindParameter(node, template);
      return;
    }
    if (node.is(Kind.CLOSURE) || !seen.add(node)) {
      return;
    }
    grammar.effort.deeper();
    List<Node> parts = node.is(Kind.METHOD) ? node.parts().subList(0, 1) : node.parts();
    for (Node part : parts) {
      bind(part, template, seen);
    }
    grammar.effort.shallower();
  }

  private static void bindParameter(Node node, Node template) throws Malformed {
    boolean bound = !node.bound().isNone();
    if (bound && template.isNone()) {
      return;
    }
    if (bound || node.number() >= template.parts().size() - 1) {
      throw new Malformed("one template with such a parameter");
    }
    node.bind(template);
  }

  /** {@code Ul}: a lambda. */
  Node closure() throws Malformed {
    in.next(2);
    int outerLevel = grammar.lambdaLevel();
    grammar.lambdaLevel(grammar.templates().size() + 1);
    List<Node> declared = new ArrayList<>();
    boolean entered = false;
    while (in.is('T')) {
      List<Node> declaration = declaration();
      if (declaration.isEmpty()) {
        break;
      }
      declared.add(declaration.get(0));
      if (!entered) {
        grammar.enterTemplate(Node.template(Node.name("lambda"), List.of()));
        entered = true;
      }
      grammar.templates().getLast().parts().add(declaration.get(1));
    }
    Node constraint = in.is('Q') ? constraint() : Node.NONE;
    List<Node> types = grammar.types.list(false);
    grammar.lambdaLevel(outerLevel);
    if (entered) {
      grammar.leaveTemplate();
    }
    Node callConstraint = in.is('Q') ? constraint() : Node.NONE;
    in.expect('E');
    return Node.numbered(
        Kind.CLOSURE,
        in.compactNumber(),
        Node.of(Kind.LIST, declared),
        constraint,
        Node.of(Kind.LIST, types),
        callConstraint);
  }

  /** A parameter's declaration and its name; empty if none stands here. */
  private List<Node> declaration() throws Malformed {
    if (!in.is('T')) {
      return List.of();
    }
    return switch (in.peek(1)) {
      case 'y' -> {
        in.next(2);
        Node name = grammar.parameterName("$T", 0);
        yield List.of(Node.of(Kind.TYPE_PARAMETER, name), name);
      }
      case 'k' -> {
        in.next(2);
        boolean outer = grammar.inConstraint();
        grammar.inConstraint(true);
        Node concept = grammar.names.name();
        grammar.inConstraint(outer);
        Node name = grammar.parameterName("$T", 0);
        yield List.of(Node.of(Kind.CONSTRAINED_PARAMETER, name, concept), name);
      }
      case 'n' -> {
        in.next(2);
        Node name = grammar.parameterName("$N", 1);
        yield List.of(Node.of(Kind.VALUE_PARAMETER, name, grammar.types.type(false)), name);
      }
      case 't' -> templateDeclaration();
      case 'p' -> {
        in.next(2);
        List<Node> one = nestedDeclaration();
        yield List.of(Node.of(Kind.PARAMETER_PACK, one.get(0)), one.get(1));
      }
      default -> List.of();
    };
  }

  private List<Node> nestedDeclaration() throws Malformed {
    grammar.effort.deeper();
    List<Node> one = declaration();
    grammar.effort.shallower();
    if (one.isEmpty()) {
      throw new Malformed("a template's parameter");
    }
    return one;
  }

  private List<Node> templateDeclaration() throws Malformed {
    in.next(2);
    Node name = grammar.parameterName("$TT", 2);
    List<Node> parameters = new ArrayList<>();
    Node constraint = Node.NONE;
    while (!in.take('E')) {
      List<Node> one = nestedDeclaration();
      if (parameters.isEmpty()) {
        grammar.enterTemplate(Node.template(Node.name("template_template"), List.of()));
      }
      parameters.add(one.get(0));
      grammar.templates().getLast().parts().add(one.get(1));
      if (in.is('Q')) {
        constraint = constraint();
      }
    }
    if (!parameters.isEmpty()) {
      grammar.leaveTemplate();
    }
    String text = "template<" + Node.PART + "> typename " + Node.PART;
    Node list = Node.of(Kind.EXPRESSIONS, parameters);
    return List.of(
        constraint.isNone()
            ? Node.text(Kind.JOINED, text, list, name)
            : Node.text(Kind.JOINED, text + " requires " + Node.PART, list, name, constraint),
        name);
  }
}
