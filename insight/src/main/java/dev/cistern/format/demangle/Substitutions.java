package dev.cistern.format.demangle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Parts of a symbol that were seen before ({@code S_}, {@code S0_}) or that all know (Ss). */
final class Substitutions {
  private static final Node STD = Node.name("std");
  private static final Node ALLOCATOR = std("allocator");
  private static final Node BASIC_STRING = std("basic_string");
  private static final Node STRING = std("string");
  private static final Node ISTREAM = std("istream");
  private static final Node OSTREAM = std("ostream");
  private static final Node IOSTREAM = std("iostream");

  private final Grammar grammar;
  private final List<Node> seen = new ArrayList<>();

  Substitutions(Grammar grammar) {
    this.grammar = grammar;
  }

  private static Node std(String name) {
    return Node.of(Kind.QUALIFIED, STD, Node.name(name));
  }

  void add(Node node) {
    seen.add(node);
  }

  int size() {
    return seen.size();
  }

  void forget(int from) {
    seen.subList(from, seen.size()).clear();
  }

  /** Whether a part came out of the letter that all know. */
  static boolean isKnown(Node node) {
    return node == STD
        || node == ALLOCATOR
        || node == BASIC_STRING
        || node == STRING
        || node == ISTREAM
        || node == OSTREAM
        || node == IOSTREAM;
  }

  /**
   * Reads a reference.
   *
   * @param inPrefix whether a constructor's or destructor's name may follow, for which a string is
   *     the {@code basic_string} that it is short for
   */
  Node read(boolean inPrefix) throws Malformed {
    Cursor in = grammar.in;
    in.expect('S');
    char c = in.peek();
    if (c == '_' || Cursor.isDigit(c) || Cursor.isUpper(c)) {
      int id = in.sequence(false);
      if (id >= seen.size()) {
        throw new Malformed("a reference to what was seen");
      }
      return inScope(seen.get(id));
    }
    in.next();
    boolean whole = inPrefix && (in.is('C') || in.is('D'));
    Node known = whole ? whole(c) : known(c);
    if (!in.is('B')) {
      return known;
    }
    Node tagged = grammar.names.tagged(known);
    add(tagged);
    return tagged;
  }

  private static Node known(char letter) throws Malformed {
    return switch (letter) {
      case 't' -> STD;
      case 'a' -> ALLOCATOR;
      case 'b' -> BASIC_STRING;
      case 's' -> STRING;
      case 'i' -> ISTREAM;
      case 'o' -> OSTREAM;
      case 'd' -> IOSTREAM;
      default -> throw new Malformed("a known name");
    };
  }

  private static Node whole(char letter) throws Malformed {
    return switch (letter) {
      case 's' -> Node.template(BASIC_STRING, List.of());
      case 'i' -> Node.template(std("basic_istream"), List.of());
      case 'o' -> Node.template(std("basic_ostream"), List.of());
      case 'd' -> Node.template(std("basic_iostream"), List.of());
      default -> known(letter);
    };
  }

  /** A part seen earlier: its parameters are those of the templates around it now. */
  private Node inScope(Node earlier) throws Malformed {
    return grammar.rewriting.apply(earlier, new Rescoping(earlier));
  }

  /** Gives the parameters in a part to the templates that are open where it is referred to. */
  private final class Rescoping implements Rewriting.Rule {
    private final Node whole;
    private final Deque<Node> templates = new ArrayDeque<>(grammar.templates());
    private final Deque<Integer> lambdaLevels = new ArrayDeque<>();
    private final Set<Node> met = Rewriting.identitySet();

    Rescoping(Node whole) {
      this.whole = whole;
    }

    @Override
    public boolean keeps(Node part) {
      switch (part.kind()) {
        case TYPED -> {
          if (part.part(0).is(Kind.TEMPLATE)) {
            templates.addLast(part.part(0));
            enter(0);
          }
          return false;
        }
        case CLOSURE -> {
          enter(templates.size() + 1);
          return false;
        }
        case PARAMETER, AUTO -> {
          return false;
        }
        default -> {
          return !met.add(part);
        }
      }
    }

    private void enter(int level) {
      lambdaLevels.addLast(grammar.lambdaLevel());
      grammar.lambdaLevel(level);
    }

    @Override
    public Node replaced(Node part) throws Malformed {
      switch (part.kind()) {
        case TYPED -> {
          if (part.part(0).is(Kind.TEMPLATE)) {
            templates.removeLast();
            grammar.lambdaLevel(lambdaLevels.removeLast());
          }
          return part;
        }
        case CLOSURE -> {
          grammar.lambdaLevel(lambdaLevels.removeLast());
          return part;
        }
        case PARAMETER, AUTO -> {
          return parameter(part);
        }
        default -> {
          return part;
        }
      }
    }

    private Node parameter(Node part) throws Malformed {
      int index = part.number();
      if (grammar.inConstraint()) {
        return Node.name("T" + index);
      }
      if (grammar.lambdaLevel() > 0) {
        return part.is(Kind.AUTO) ? part : Node.numbered(Kind.AUTO, index);
      }
      if (templates.isEmpty() && !whole.is(Kind.TEMPLATE)) {
        throw new Malformed("a template around its parameter");
      }
      Node template = templates.isEmpty() ? whole : templates.getLast();
      Node made = Node.bound(Kind.PARAMETER, index, template);
      if (!template.isNone() && made.argument().isNone()) {
        throw new Malformed("a template of more parameters");
      }
      return made;
    }
  }
}
