package dev.cistern.lint.fix;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Stmt.IfStmt;
import dev.cistern.lint.front.go.tree.Stmt.ReturnStmt;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.front.go.tree.Walk;
import dev.cistern.model.Finding;
import dev.cistern.model.SourcePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mends behind the statement that takes or opens. */
final class TakeRecipes {
  private static final Set<String> ANSWERS = Set.of("Do", "Get", "Head", "Post", "PostForm");

  private TakeRecipes() {}

  /** The statement at the finding's place, where it sets variables from one call. */
  private static Optional<AssignStmt> taken(Target target) {
    return target
        .statement()
        .filter(stmt ->
            stmt instanceof AssignStmt assign
                && assign.rhs().size() == 1
                && assign.lhs().getFirst() instanceof Ident first
                && !first.name().equals("_")
                && target.alone(stmt))
        .map(AssignStmt.class::cast);
  }

  /** POOL-03: given back when the function ends, or before the return that forgets it. */
  static List<List<Edit>> givenBack(Target target) {
    AssignStmt taken = taken(target).orElse(null);
    String put = taken == null ? "" : put(target, taken);
    if (taken == null || put.isEmpty()) {
      return List.of();
    }
    String name = target.text(taken.lhs().getFirst());
    List<List<Edit>> ways = new ArrayList<>();
    BlockStmt body = target.body().orElseThrow();
    boolean plain =
        body.list().contains(taken)
            && !target.jumps()
            && Target.find(body, AssignStmt.class, a -> sets(a, name)).size() == 1;
    if (plain && confined(target, taken, put, body.end())) {
      deferred(target, taken, body, put).ifPresent(ways::add);
    }
    for (Stmt leave : Target.find(body, Stmt.class, TakeRecipes::isLeaving)) {
      boolean uses = Walk.names(leave, name);
      if (isExit(target, leave)
          && !uses
          && target.alone(leave)
          && confined(target, taken, put, leave.pos())) {
        ways.add(List.of(target.before(leave, put)));
      }
    }
    return ways;
  }

  /** Whether nobody else can hold what was taken, up to an offset. */
  private static boolean confined(Target target, AssignStmt taken, String put, int to) {
    String name = target.text(taken.lhs().getFirst());
    return new Confined(target, name, put, taken.end(), to).in(target.body().orElseThrow());
  }

  private static boolean isLeaving(Stmt stmt) {
    return stmt instanceof ReturnStmt
        || stmt instanceof Stmt.BranchStmt branch && branch.tok() == Token.CONTINUE;
  }

  private static boolean sets(AssignStmt assign, String name) {
    return assign.lhs().stream()
        .anyMatch(left -> left instanceof Ident ident && ident.name().equals(name));
  }

  private static boolean isExit(Target target, Stmt leave) {
    int line = target.file().line(leave.pos());
    return target.finding().steps().stream()
        .map(Finding.Step::place)
        .anyMatch(
            place -> place.line() == line && place.file().equals(target.finding().place().file()));
  }

  /** A deferred give-back in the place of all others; none where one of them has a condition. */
  private static Optional<List<Edit>> deferred(
      Target target, AssignStmt taken, BlockStmt body, String put) {
    List<Edit> edits = new ArrayList<>();
    edits.add(target.behind(taken, "defer " + put));
    for (ExprStmt stmt : Target.find(body, ExprStmt.class, one -> target.text(one).equals(put))) {
      if (!body.list().contains(stmt) || !target.alone(stmt)) {
        return Optional.empty();
      }
      edits.add(target.without(stmt));
    }
    return Optional.of(edits);
  }

  /** The call that gives back what was taken there, empty where it is not plain. */
  private static String put(Target target, AssignStmt taken) {
    Expr value = taken.rhs().getFirst().unparen();
    String name = target.text(taken.lhs().getFirst());
    CallExpr call = value instanceof CallExpr direct ? direct : null;
    if (value instanceof Expr.TypeAssertExpr one
        && one.x().unparen() instanceof CallExpr asserted) {
      call = asserted;
    }
    if (call == null || taken.lhs().size() > 2) {
      return "";
    }
    if (call.fun().unparen() instanceof Expr.SelectorExpr selector
        && selector.sel().name().equals("Get")
        && call.args().isEmpty()) {
      return "%s.Put(%s)".formatted(target.text(selector.x()), name);
    }
    String given = given(target, name);
    return given.isEmpty() && call.fun().unparen() instanceof Ident
        ? wrapped(target, taken, name)
        : given;
  }

  /** How the function gives it back elsewhere. */
  private static String given(Target target, String name) {
    return target.body().stream()
        .flatMap(body -> Target.find(body, ExprStmt.class, _ -> true).stream())
        .filter(stmt ->
            Target.call(stmt)
                .flatMap(target::given)
                .filter(one -> one.name().equals(name))
                .isPresent())
        .map(target::text)
        .findFirst()
        .orElse("");
  }

  /** The only function of the package that gives back to the pool. */
  private static String wrapped(Target target, AssignStmt taken, String name) {
    int line = target.file().line(taken.pos());
    String function = target.finding().place().function();
    for (SourcePool pool : target.pools()) {
      boolean here =
          pool.takes().stream()
              .anyMatch(take ->
                  take.line() == line && take.file().equals(target.finding().place().file()));
      List<String> givers =
          pool.givers().stream()
              .filter(giver -> packageOf(giver).equals(packageOf(function)))
              .toList();
      if (here && givers.size() == 1 && !givers.getFirst().contains("(")) {
        String giver = givers.getFirst();
        return "%s(%s)".formatted(giver.substring(giver.lastIndexOf('.') + 1), name);
      }
    }
    return "";
  }

  private static String packageOf(String function) {
    int dot = function.indexOf('.', function.lastIndexOf('/') + 1);
    return dot < 0 ? "" : function.substring(0, dot);
  }

  /** POOL-16: closed when the function ends, behind the look at the error. */
  static List<List<Edit>> closed(Target target) {
    AssignStmt opened = taken(target).orElse(null);
    if (opened == null
        || target.inLoop(opened)
        || !(opened.rhs().getFirst().unparen() instanceof CallExpr call)) {
      return List.of();
    }
    String name = target.text(opened.lhs().getFirst());
    Node last = opened;
    if (opened.lhs().size() == 2) {
      Optional<IfStmt> test = next(target, opened);
      if (test.isEmpty() || !leavesOnError(target, test.get(), opened.lhs().get(1))) {
        return List.of();
      }
      last = test.get();
    }
    BlockStmt body = target.body().orElseThrow();
    if (!target.alone(last) || !new Confined(target, name, "", last.end(), body.end()).in(body)) {
      return List.of(); // it may leave the function open on another way
    }
    boolean answer =
        call.fun().unparen() instanceof Expr.SelectorExpr selector
            && ANSWERS.contains(selector.sel().name());
    String close = name + (answer ? ".Body.Close()" : ".Close()");
    return List.of(List.of(target.behind(last, "defer " + close)));
  }

  private static Optional<IfStmt> next(Target target, Stmt stmt) {
    for (Node node : target.chain()) {
      if (node instanceof BlockStmt block && block.list().contains(stmt)) {
        int at = block.list().indexOf(stmt) + 1;
        return at < block.list().size() && block.list().get(at) instanceof IfStmt test
            ? Optional.of(test)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean leavesOnError(Target target, IfStmt test, Expr error) {
    return test.init() == null
        && test.orElse() == null
        && target.text(test.cond()).equals(target.text(error) + " != nil")
        && !test.body().list().isEmpty()
        && leaves(target, test.body().list().getLast());
  }

  private static boolean leaves(Target target, Stmt last) {
    return last instanceof ReturnStmt
        || Target.call(last)
            .map(call -> target.text(call.fun()))
            .filter(name -> name.equals("panic") || name.contains("Fatal"))
            .isPresent();
  }
}
