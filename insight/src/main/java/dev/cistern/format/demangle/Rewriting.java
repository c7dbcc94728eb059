package dev.cistern.format.demangle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Copies of names with some of their parts replaced; what does not change is shared. */
final class Rewriting {
  /** What becomes of each part. */
  interface Rule {
    /** Whether a part stays as it is with all that it holds. */
    boolean keeps(Node node);

    /** What stands for a part whose own parts are replaced already. */
    Node replaced(Node node) throws Malformed;
  }

  private final Effort effort;

  Rewriting(Effort effort) {
    this.effort = effort;
  }

  static Set<Node> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  Node apply(Node node, Rule rule) throws Malformed {
    if (rule.keeps(node)) {
      return node;
    }
    effort.deeper();
    List<Node> parts = node.parts();
    List<Node> changed = parts;
    for (int i = 0; i < parts.size(); i++) {
      Node part = apply(parts.get(i), rule);
      if (part != parts.get(i)) {
        changed = changed == parts ? new ArrayList<>(parts) : changed;
        changed.set(i, part);
      }
    }
    effort.shallower();
    return rule.replaced(changed == parts ? node : node.with(changed));
  }

  /** Parameters replaced by their arguments, expansions by their lists, qualifiers merged. */
  Node simplified(Node node) throws Malformed {
    Set<Node> seen = identitySet();
    return apply(
        node,
        new Rule() {
          @Override
          public boolean keeps(Node part) {
            return !seen.add(part);
          }

          @Override
          public Node replaced(Node part) throws Malformed {
            return simpler(part);
          }
        });
  }

  private Node simpler(Node node) throws Malformed {
    return switch (node.kind()) {
      case PARAMETER -> node.argument().isNone() ? node : node.argument();
      case METHOD -> simplerMethod(node);
      case CV_TYPE -> simplerQualified(node);
      case REFERENCE ->
          switch (node.part(0).kind()) {
            case REFERENCE -> node.part(0);
            case RVALUE -> Node.of(Kind.REFERENCE, node.part(0).part(0));
            default -> node;
          };
      case RVALUE ->
          node.part(0).is(Kind.RVALUE) || node.part(0).is(Kind.REFERENCE) ? node.part(0) : node;
      case ARRAY -> array(node.part(0), node.part(1));
      case EXPANSION -> node.bound().isNone() ? node : expanded(node);
      default -> node;
    };
  }

  private static Node simplerMethod(Node node) {
    Node function = node.part(0);
    if (function.is(Kind.METHOD)) {
      String reference = node.text();
      if (reference.isEmpty()) {
        reference = function.text();
      } else if (!function.text().isEmpty()
          && (reference.equals("&") || function.text().equals("&"))) {
        reference = "&";
      }
      return method(function.part(0), merged(node.part(1), function.part(1)), reference);
    }
    return function.is(Kind.CV_TYPE)
        ? method(function.part(0), merged(node.part(1), function.part(1)), node.text())
        : node;
  }

  private static Node simplerQualified(Node node) {
    Node base = node.part(0);
    return switch (base.kind()) {
      case FUNCTION, ENCLOSING -> method(base, node.part(1), "");
      case CV_TYPE -> Node.of(Kind.CV_TYPE, base.part(0), merged(node.part(1), base.part(1)));
      case METHOD -> method(base.part(0), merged(node.part(1), base.part(1)), base.text());
      default -> node;
    };
  }

  static Node method(Node function, Node qualifiers, String reference) {
    return Node.text(Kind.METHOD, reference, function, qualifiers);
  }

  /** An array; qualifiers of its elements go on the whole. */
  static Node array(Node dimension, Node element) {
    return element.is(Kind.CV_TYPE)
        ? Node.of(Kind.CV_TYPE, Node.of(Kind.ARRAY, dimension, element.part(0)), element.part(1))
        : Node.of(Kind.ARRAY, dimension, element);
  }

  /** The qualifiers of both, plain words once. */
  static Node merged(Node first, Node second) {
    if (first.isNone() || second.isNone()) {
      return first.isNone() ? second : first;
    }
    List<Node> all = new ArrayList<>(first.parts());
    for (Node more : second.parts()) {
      boolean known =
          more.parts().isEmpty()
              && all.stream().anyMatch(q -> q.parts().isEmpty() && q.text().equals(more.text()));
      if (!known) {
        all.add(more);
      }
    }
    return Node.of(Kind.QUALIFIERS, all);
  }

  private Node expanded(Node node) throws Malformed {
    Node pack = node.bound();
    List<Node> all = new ArrayList<>();
    for (Node argument : pack.parts()) {
      Set<Node> seen = identitySet();
      Node one =
          apply(
              node.part(0),
              new Rule() {
                @Override
                public boolean keeps(Node part) {
                  return part.is(Kind.EXPANSION) || !seen.add(part);
                }

                @Override
                public Node replaced(Node part) {
                  return part == pack ? argument : part;
                }
              });
      all.add(simplified(one));
    }
    return Node.of(Kind.EXPRESSIONS, all);
  }

  /** The pack that an expansion of this pattern repeats it for; none if it names none. */
  Node packIn(Node pattern) throws Malformed {
    return packIn(pattern, identitySet());
  }

  private Node packIn(Node node, Set<Node> seen) throws Malformed {
    effort.step();
    switch (node.kind()) {
      case PARAMETER -> {
        return node.argument().is(Kind.PACK) ? node.argument() : Node.NONE;
      }
      case EXPANSION, CLOSURE, TAGGED, DEFAULT_ARGUMENT -> {
        return Node.NONE;
      }
      default -> {
        if (!seen.add(node)) {
          return Node.NONE;
        }
      }
    }
    effort.deeper();
    Node found = Node.NONE;
    int parts = node.is(Kind.METHOD) ? 1 : node.parts().size(); // not what qualifies it
    for (int i = 0; i < parts && found.isNone(); i++) {
      found = packIn(node.part(i), seen);
    }
    effort.shallower();
    return found;
  }
}
