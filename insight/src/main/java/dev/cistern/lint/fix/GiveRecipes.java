package dev.cistern.lint.fix;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.DeferStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Walk;
import dev.cistern.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mends at the statement that gives back: {@code pool.Put(x)}, deferred or not. */
final class GiveRecipes {
  private static final String LIMIT = "64<<10";
  private static final Set<String> BUFFERS = Set.of("*bytes.Buffer", "*strings.Builder");
  private static final Pattern USERS = Pattern.compile("with its user's ([\\w, ]+)$");

  private GiveRecipes() {}

  /** The statement at the finding's place, where it gives one variable back. */
  private record Give(Stmt stmt, CallExpr call, Ident name, boolean deferred) {}

  private static Optional<Give> give(Target target) {
    Stmt stmt = target.statement().orElse(null);
    CallExpr call = stmt == null ? null : Target.call(stmt).orElse(null);
    if (stmt == null || call == null) {
      return Optional.empty();
    }
    return target.given(call).map(name -> new Give(stmt, call, name, stmt instanceof DeferStmt));
  }

  /** A give-back only under a condition, in the layout of gofmt. */
  private static List<List<Edit>> onlyIf(Target target, Give give, String condition) {
    String in = target.indent(give.stmt());
    String put = target.text(give.call());
    if (give.deferred() && isSetAgain(target, give.name().name())) {
      return List.of(); // the variable may hold another object by then
    }
    if (give.deferred() && target.alone(give.stmt())) {
      String text =
          "defer func() {\n%1$s\tif %2$s {\n%1$s\t\t%3$s\n%1$s\t}\n%1$s}()"
              .formatted(in, condition, put);
      return List.of(List.of(Target.instead(give.stmt(), text)));
    }
    if (!give.deferred() && target.alone(give.stmt())) {
      String text = "if %2$s {\n%1$s\t%3$s\n%1$s}".formatted(in, condition, put);
      return List.of(List.of(Target.instead(give.stmt(), text)));
    }
    Optional<FuncLit> literal = oneLiner(target, give.stmt());
    if (literal.isPresent()) {
      String text =
          "{\n%1$s\tif %2$s {\n%1$s\t\t%3$s\n%1$s\t}\n%1$s}".formatted(in, condition, put);
      return List.of(List.of(Target.instead(literal.get().body(), text)));
    }
    return List.of();
  }

  private static boolean isSetAgain(Target target, String name) {
    return target
            .body()
            .map(body ->
                Target.find(
                    body,
                    AssignStmt.class,
                    assign ->
                        assign.lhs().stream()
                            .anyMatch(
                                left -> left instanceof Ident one && one.name().equals(name))))
            .orElse(List.of())
            .size()
        > 1;
  }

  /** The literal whose body is this statement alone, on one line. */
  private static Optional<FuncLit> oneLiner(Target target, Stmt stmt) {
    for (Node node : target.chain()) {
      if (node instanceof FuncLit literal
          && literal.body().list().size() == 1
          && literal.body().list().getFirst() == stmt
          && target.file().line(literal.body().pos())
              == target.file().line(literal.body().rbrace())) {
        return Optional.of(literal);
      }
    }
    return Optional.empty();
  }

  /** POOL-02: nil is not given back. */
  static List<List<Edit>> notNil(Target target) {
    Give give = give(target).orElse(null);
    if (give == null) {
      return List.of();
    }
    String name = give.name().name();
    boolean nilHere =
        target.chain().stream()
            .anyMatch(node -> node instanceof Stmt.IfStmt test && Walk.names(test.cond(), name));
    return nilHere ? List.of() : onlyIf(target, give, name + " != nil");
  }

  /** POOL-08: what has grown past the usual is dropped. */
  static List<List<Edit>> bounded(Target target) {
    Give give = give(target).orElse(null);
    if (give == null) {
      return List.of();
    }
    String name = give.name().name();
    String type = type(target, name);
    if (type.equals("*bytes.Buffer") || embedsBuffer(target, type)) {
      return onlyIf(target, give, "%s.Cap() <= %s".formatted(name, LIMIT));
    }
    return type.equals("*[]byte")
        ? onlyIf(target, give, "cap(*%s) <= %s".formatted(name, LIMIT))
        : List.of();
  }

  /** POOL-07: one user's bytes or references do not lie in the pool. */
  static List<List<Edit>> reset(Target target) {
    Give give = give(target).orElse(null);
    if (give == null || !target.alone(give.stmt())) {
      return List.of();
    }
    String name = give.name().name();
    Matcher users = USERS.matcher(target.finding().title());
    if (users.find()) {
      if (give.deferred()) {
        return List.of();
      }
      String in = target.indent(give.stmt());
      StringBuilder lines = new StringBuilder();
      for (String field : users.group(1).split(", ")) {
        lines.append(lines.isEmpty() ? "" : "\n" + in);
        lines.append(name).append('.').append(field).append(" = nil");
      }
      return List.of(List.of(target.before(give.stmt(), lines.toString())));
    }
    if (!BUFFERS.contains(type(target, name))) {
      return List.of();
    }
    if (!give.deferred()) {
      return List.of(List.of(target.before(give.stmt(), name + ".Reset()")));
    }
    return target.body().stream()
        .flatMap(body -> Target.find(body, AssignStmt.class, a -> takes(a, name)).stream())
        .filter(target::alone)
        .limit(1)
        .map(taken -> List.of(target.behind(taken, name + ".Reset()")))
        .toList();
  }

  /** POOL-14: what is given back at the end is what the variable then holds. */
  static List<List<Edit>> late(Target target) {
    Stmt stmt = target.statement().orElse(null);
    if (!(stmt instanceof DeferStmt defer)
        || !target.alone(stmt)
        || target.inLoop(stmt)
        || defer.call().args().size() != 1
        || !(defer.call().args().getFirst() instanceof Ident name)
        || defer.call().fun().unparen() instanceof FuncLit
        || !onlyGrows(target, defer, name.name())) {
      return List.of();
    }
    String text = "defer func() { %s }()".formatted(target.text(defer.call()));
    return List.of(List.of(Target.instead(stmt, text)));
  }

  /** Whether a variable is only ever set to what it grows into. */
  private static boolean onlyGrows(Target target, Stmt from, String name) {
    List<AssignStmt> later =
        target
            .body()
            .map(body -> Target.find(body, AssignStmt.class, a -> a.pos() > from.pos()))
            .orElse(List.of());
    for (AssignStmt assign : later) {
      boolean sets =
          assign.lhs().stream().anyMatch(left -> left instanceof Ident o && o.name().equals(name));
      boolean grows =
          assign.lhs().size() == 1
              && assign.rhs().size() == 1
              && assign.rhs().getFirst().unparen() instanceof CallExpr call
              && !call.args().isEmpty()
              && call.args().getFirst() instanceof Ident first
              && first.name().equals(name)
              && target.text(call.fun()).matches("append|.*\\.Append\\w*");
      if (sets && !grows) {
        return false;
      }
    }
    return true;
  }

  /** POOL-04: the give-back waits until the function ends. */
  static List<List<Edit>> deferred(Target target) {
    return target.body().stream()
        .flatMap(body -> Target.find(body, ExprStmt.class, _ -> true).stream())
        .filter(stmt -> speaksOf(target, stmt))
        .filter(stmt -> Target.call(stmt).flatMap(target::given).isPresent())
        .filter(stmt -> !target.inLoop(stmt) && !target.jumps())
        .map(stmt -> List.of(Target.instead(stmt, "defer " + target.text(stmt))))
        .toList();
  }

  /** POOL-05: what leaves the function is a copy. */
  static List<List<Edit>> copied(Target target) {
    boolean bytes =
        target.file().imports().stream()
            .anyMatch(one -> one.name() == null && one.path().value().equals("\"bytes\""));
    if (!bytes) {
      return List.of();
    }
    List<List<Edit>> ways = new ArrayList<>();
    target
        .body()
        .ifPresent(body ->
            Target.find(body, CallExpr.class, call -> isView(target, call))
                .forEach(call ->
                    ways.add(
                        List.of(
                            Target.instead(
                                call, "bytes.Clone(%s)".formatted(target.text(call)))))));
    return ways;
  }

  /** Whether a call is {@code x.Bytes()} on a line of the finding. */
  private static boolean isView(Target target, CallExpr call) {
    int line = target.file().line(call.pos());
    Finding finding = target.finding();
    return call.args().isEmpty()
        && call.fun().unparen() instanceof Expr.SelectorExpr selector
        && selector.sel().name().equals("Bytes")
        && (finding.place().line() == line
            || finding.steps().stream().anyMatch(step -> step.place().line() == line)
            || target.text(target.body().orElseThrow()).contains("return"));
  }

  /** POOL-06: one of two give-backs goes; a deferred one stays. */
  static List<List<Edit>> once(Target target) {
    Stmt here = target.statement().orElse(null);
    if (here instanceof DeferStmt) {
      return target.body().stream()
          .flatMap(body -> Target.find(body, ExprStmt.class, _ -> true).stream())
          .filter(stmt -> speaksOf(target, stmt) && isPut(target, stmt) && target.alone(stmt))
          .map(stmt -> List.of(target.without(stmt)))
          .toList();
    }
    String name =
        here == null ? "" : Target.call(here).flatMap(target::given).map(Ident::name).orElse("");
    boolean other =
        target.body().stream()
            .flatMap(body -> Target.find(body, Stmt.class, one -> one != here).stream())
            .filter(stmt -> speaksOf(target, stmt))
            .flatMap(stmt -> Target.call(stmt).flatMap(target::given).stream())
            .anyMatch(given -> given.name().equals(name));
    return other && here instanceof ExprStmt && target.alone(here)
        ? List.of(List.of(target.without(here)))
        : List.of();
  }

  private static boolean isPut(Target target, Stmt stmt) {
    return Target.call(stmt).flatMap(target::given).isPresent();
  }

  /** Whether a step of the finding tells of this statement. */
  private static boolean speaksOf(Target target, Stmt stmt) {
    int line = target.file().line(stmt.pos());
    return target.finding().steps().stream()
        .anyMatch(step ->
            step.place().line() == line
                && step.place().file().equals(target.finding().place().file())
                && step.text().startsWith("given back"));
  }

  private static boolean takes(AssignStmt assign, String name) {
    return assign.lhs().size() == 1
        && assign.lhs().getFirst() instanceof Ident left
        && left.name().equals(name)
        && assign.rhs().size() == 1
        && assign.rhs().getFirst().unparen() instanceof Expr.TypeAssertExpr;
  }

  /** The type of a variable as the function writes it, empty where it does not. */
  private static String type(Target target, String name) {
    Node root = target.chain().getFirst();
    for (AssignStmt assign : Target.find(root, AssignStmt.class, a -> takes(a, name))) {
      if (assign.rhs().getFirst().unparen() instanceof Expr.TypeAssertExpr one
          && one.type() != null) {
        return target.text(one.type());
      }
    }
    if (root instanceof Decl.FuncDecl func) {
      for (Field field : func.type().params().list()) {
        if (field.names().stream().anyMatch(one -> one.name().equals(name))) {
          return target.text(field.type());
        }
      }
    }
    return "";
  }

  /** Whether a struct of the file, here as a pointer, has a buffer's methods. */
  private static boolean embedsBuffer(Target target, String type) {
    for (Decl decl : target.file().decls()) {
      if (decl instanceof Decl.GenDecl gen) {
        for (Spec spec : gen.specs()) {
          if (spec instanceof Spec.TypeSpec one
              && type.equals("*" + one.name().name())
              && one.type() instanceof Expr.StructType struct) {
            return struct.fields().list().stream()
                .anyMatch(field ->
                    field.names().isEmpty() && target.text(field.type()).endsWith("bytes.Buffer"));
          }
        }
      }
    }
    return false;
  }
}
