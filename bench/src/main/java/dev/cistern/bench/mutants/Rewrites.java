package dev.cistern.bench.mutants;

import dev.cistern.bench.mutants.PoolCode.Give;
import dev.cistern.bench.mutants.PoolCode.Place;
import dev.cistern.bench.mutants.PoolCode.Take;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.front.go.tree.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All ways of writing the code of a package otherwise that do not change what it means. */
final class Rewrites {
  private final PoolCode code;
  private final List<Mutant> all = new ArrayList<>();

  private Rewrites(PoolCode code) {
    this.code = code;
  }

  static List<Mutant> of(PoolCode code) {
    Rewrites rewrites = new Rewrites(code);
    code.takes.forEach(rewrites::take);
    code.gives.forEach(rewrites::give);
    code.places(rewrites::swap);
    return rewrites.all;
  }

  private Mutant add(String kind, Place place) {
    Mutant mutant = Mutant.of(kind, Set.of(), place);
    all.add(mutant);
    return mutant;
  }

  private void take(Take take) {
    Place place = take.place();
    AssignStmt stmt = take.stmt();
    if (stmt.tok() == Token.DEFINE) {
      rename(place, take.name());
    }
    Node value = stmt.rhs().getFirst();
    if (stmt.lhs().size() != 1 || take.type().isEmpty()) {
      return;
    }
    if (code.pool(take.pool()).isPresent()) {
      add("extract the take", place)
          .splice(place.file(), value.pos(), value.end(), "mutantTake()")
          .declare(
              place.file(),
              "func mutantTake() %s {\n\treturn %s\n}".formatted(take.type(), place.text(value)));
    }
    if (stmt.tok() == Token.DEFINE && value instanceof Expr.TypeAssertExpr assertion) {
      String taken = "mutantTaken := " + place.text(assertion.x()) + "\n\t";
      add("take and assert in two steps", place)
          .splice(place.file(), stmt.pos(), stmt.pos(), taken)
          .splice(place.file(), assertion.x().pos(), assertion.x().end(), "mutantTaken");
      add("declare, then take", place)
          .splice(
              place.file(),
              stmt.pos(),
              stmt.pos(),
              "var %s %s\n\t".formatted(take.name(), take.type()))
          .splice(place.file(), stmt.tokPos(), stmt.tokPos() + 2, "=");
    }
  }

  private void give(Give give) {
    Place place = give.place();
    Stmt stmt = place.stmt();
    String call = place.text(give.call());
    String type = code.type(give);
    if (code.pool(give.pool()).isPresent() && !type.isEmpty()) {
      String name = give.name();
      add("extract the put", place)
          .splice(place.file(), give.call().pos(), give.call().end(), "mutantGive(" + name + ")")
          .declare(place.file(), "func mutantGive(%s %s) {\n\t%s\n}".formatted(name, type, call));
    }
    if (give.deferred()) {
      boolean again =
          code.takes.stream()
                  .filter(take -> take.place().func() == place.func())
                  .filter(take -> take.name().equals(give.name()))
                  .count()
              > 1;
      if (!again && assigned(place, give.name()) <= 1) {
        add("defer a closure", place)
            .splice(
                place.file(),
                give.call().pos(),
                give.call().end(),
                "func() {\n\t\t" + call + "\n\t}()");
      }
    } else {
      add("a block around the put", place)
          .splice(place.file(), stmt.pos(), stmt.end(), "{\n\t\t" + call + "\n\t}");
    }
  }

  /** How often a variable is set. */
  private static int assigned(Place place, String name) {
    int[] count = new int[1];
    Walk.tree(
        place.body(),
        node -> {
          if (node instanceof AssignStmt assign
              && assign.lhs().stream()
                  .anyMatch(left -> left instanceof Ident one && one.name().equals(name))) {
            count[0]++;
          }
          return true;
        });
    return count[0];
  }

  /** Another name for a variable, wherever the function speaks of it. */
  private void rename(Place place, String name) {
    Mutant mutant = Mutant.of("rename the variable", Set.of(), place);
    Set<Node> other = new HashSet<>();
    boolean[] odd = {PoolCode.parameters(place.func()).containsKey(name)};
    Walk.tree(
        place.body(),
        node -> {
          switch (node) {
            case Expr.SelectorExpr one -> other.add(one.sel());
            case Expr.KeyValueExpr one -> odd[0] |= Walk.names(one.key(), name);
            case Stmt.LabeledStmt one -> odd[0] |= one.label().name().equals(name);
            case Ident one when one.name().equals(name) && !other.contains(one) ->
                mutant.splice(place.file(), one.pos(), one.end(), "mutant" + name);
            default -> {}
          }
          return true;
        });
    if (!odd[0]) {
      all.add(mutant);
    }
  }

  /** Two statements behind each other that speak of nothing in common. */
  private void swap(Place place) {
    if (place.index() == 0) {
      return;
    }
    Stmt first = place.block().get(place.index() - 1);
    Stmt second = place.stmt();
    boolean pooled =
        code.gives.stream().anyMatch(give -> give.place().func() == place.func())
            || code.takes.stream().anyMatch(take -> take.place().func() == place.func());
    if (!pooled || !isSimple(first) || !isSimple(second)) {
      return;
    }
    Set<String> names = names(first);
    boolean independent = names(second).stream().noneMatch(names::contains);
    if (independent && (calls(first) == 0 || calls(second) == 0)) {
      add("swap two independent statements", place)
          .splice(place.file(), first.pos(), first.end(), place.text(second))
          .splice(place.file(), second.pos(), second.end(), place.text(first));
    }
  }

  private static boolean isSimple(Stmt stmt) {
    return stmt instanceof AssignStmt assign
            && assign.lhs().stream().allMatch(left -> left instanceof Ident)
        || stmt instanceof ExprStmt;
  }

  private static Set<String> names(Node node) {
    Set<String> names = new HashSet<>();
    Walk.tree(
        node,
        one -> {
          if (one instanceof Ident ident && !ident.name().equals("_")) {
            names.add(ident.name());
          }
          return true;
        });
    return names;
  }

  private static int calls(Node node) {
    int[] calls = new int[1];
    Walk.tree(
        node,
        one -> {
          boolean risky =
              one instanceof Expr.CallExpr
                  || one instanceof Expr.FuncLit
                  || one instanceof Expr.UnaryExpr;
          calls[0] += risky ? 1 : 0;
          return true;
        });
    return calls[0];
  }
}
