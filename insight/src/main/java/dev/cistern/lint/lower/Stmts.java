package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.TypeAssertExpr;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.lower.Context.Val;
import java.util.ArrayList;
import java.util.List;

/** Lowers statements. */
final class Stmts {
  private final Context c;
  private final Exprs exprs;
  private final Conds conds;
  private final Assigns assigns;
  private final Jumps jumps = new Jumps();

  Stmts(Context context, Exprs exprs) {
    this.c = context;
    this.exprs = exprs;
    this.conds = new Conds(context, exprs);
    this.assigns = new Assigns(context, exprs);
  }

  void block(List<Stmt> list) {
    c.locals.push();
    list.forEach(stmt -> lower(stmt, ""));
    c.locals.pop();
  }

  private void lower(Stmt stmt, String label) {
    switch (stmt) {
      case Stmt.BlockStmt block -> block(block.list());
      case Stmt.ExprStmt expr -> expression(expr.x());
      case Stmt.AssignStmt assign -> assigns.assign(assign);
      case Stmt.DeclStmt decl -> decl.decl().specs().forEach(this::declare);
      case Stmt.IncDecStmt step -> {
        Val value = exprs.lower(step.x());
        assigns.store(step.x(), c.pure(step.pos(), "+1", value.type(), value.var()), false);
      }
      case Stmt.SendStmt send -> {
        int channel = exprs.lower(send.chan()).var();
        int value = exprs.lower(send.value()).var();
        c.build.add(new Op.Send(c.build.id(), send.pos(), channel, value));
      }
      case Stmt.GoStmt go -> exprs.calls().lower(go.call(), Op.Mode.SPAWNED);
      case Stmt.DeferStmt defer -> exprs.calls().lower(defer.call(), Op.Mode.DEFERRED);
      case Stmt.ReturnStmt result -> result(result);
      case Stmt.BranchStmt branch -> branch(branch);
      case Stmt.LabeledStmt labeled -> {
        int target = jumps.label(labeled.label().name(), c.build);
        c.build.jump(target);
        c.build.at(target);
        lower(labeled.stmt(), labeled.label().name());
      }
      case Stmt.IfStmt branch -> conditional(branch);
      case Stmt.ForStmt loop -> loop(loop, label);
      case Stmt.RangeStmt range -> range(range, label);
      case Stmt.SwitchStmt choice -> choice(choice, label);
      case Stmt.TypeSwitchStmt choice -> types(choice, label);
      case Stmt.SelectStmt select -> select(select, label);
      case Stmt.EmptyStmt _, Stmt.BadStmt _, Stmt.CaseClause _, Stmt.CommClause _ -> {}
    }
  }

  private void expression(Expr expr) {
    if (expr.unparen() instanceof Expr.CallExpr call) {
      exprs.calls().lower(call, Op.Mode.NOW);
    } else {
      exprs.lower(expr);
    }
  }

  private void declare(Spec spec) {
    switch (spec) {
      case Spec.ValueSpec value -> assigns.declare(value);
      case Spec.TypeSpec type -> c.localTypes.put(type.name().name(), c.read(type.type()));
      case Spec.ImportSpec _ -> {}
    }
  }

  private void result(Stmt.ReturnStmt stmt) {
    List<Val> values = new ArrayList<>();
    if (stmt.results().size() == 1
        && c.results.size() > 1
        && stmt.results().getFirst().unparen() instanceof Expr.CallExpr call) {
      values.addAll(exprs.calls().lower(call, Op.Mode.NOW, c.results.size()));
    } else {
      for (int i = 0; i < stmt.results().size(); i++) {
        GoType wanted = i < c.resultTypes.size() ? c.resultTypes.get(i) : GoType.UNKNOWN;
        values.add(exprs.lowerInto(stmt.results().get(i), wanted, ""));
      }
    }
    List<TypeName> types = new ArrayList<>();
    values.forEach(value -> types.add(c.name(value.type())));
    c.build.returns(types);
    for (int i = 0; i < Math.min(values.size(), c.results.size()); i++) {
      c.build.add(new Op.Copy(c.build.id(), stmt.pos(), c.results.get(i), values.get(i).var()));
    }
    c.build.exitToNew(new Exit.Return(stmt.pos(), c.results));
  }

  private void branch(Stmt.BranchStmt stmt) {
    String label = stmt.label() == null ? "" : stmt.label().name();
    int to =
        switch (stmt.tok()) {
          case BREAK -> jumps.breakTo(label);
          case CONTINUE -> jumps.continueTo(label);
          case GOTO -> jumps.label(label, c.build);
          case FALLTHROUGH -> jumps.fallthroughTo();
          default -> Op.NONE;
        };
    c.build.exitToNew(to == Op.NONE ? new Exit.Halt() : new Exit.Jump(to));
  }

  private void conditional(Stmt.IfStmt stmt) {
    // A chain of else-ifs may be as long as the file: it is gone along without recursion.
    int end = c.build.block();
    int scopes = 0;
    Stmt at = stmt;
    while (at instanceof Stmt.IfStmt one) {
      c.locals.push();
      scopes++;
      if (one.init() != null) {
        lower(one.init(), "");
      }
      int then = c.build.block();
      int otherwise = one.orElse() == null ? end : c.build.block();
      conds.branch(one.cond(), then, otherwise);
      c.build.at(then);
      block(one.body().list());
      c.build.jump(end);
      if (one.orElse() == null) {
        break;
      }
      c.build.at(otherwise);
      at = one.orElse();
    }
    if (at instanceof Stmt.BlockStmt last) {
      block(last.list());
      c.build.jump(end);
    }
    for (int i = 0; i < scopes; i++) {
      c.locals.pop();
    }
    c.build.at(end);
  }

  private void loop(Stmt.ForStmt stmt, String label) {
    c.locals.push();
    if (stmt.init() != null) {
      lower(stmt.init(), "");
    }
    int head = c.build.block();
    int body = c.build.block();
    int post = c.build.block();
    int end = c.build.block();
    c.build.jump(head);
    c.build.at(head);
    if (stmt.cond() == null) {
      c.build.jump(body);
    } else {
      conds.branch(stmt.cond(), body, end);
    }
    c.build.at(body);
    jumps.enter(label, end, post);
    block(stmt.body().list());
    jumps.leave();
    c.build.jump(post);
    c.build.at(post);
    if (stmt.post() != null) {
      lower(stmt.post(), "");
    }
    c.build.jump(head);
    c.build.at(end);
    c.locals.pop();
  }

  private void range(Stmt.RangeStmt stmt, String label) {
    Val over = exprs.lower(stmt.x());
    int head = c.build.block();
    int body = c.build.block();
    int end = c.build.block();
    c.build.jump(head);
    c.build.at(head);
    c.build.exit(new Exit.Choose(stmt.pos(), List.of(body, end)));
    c.build.at(body);
    c.locals.push();
    assigns.next(stmt, over);
    jumps.enter(label, end, head);
    block(stmt.body().list());
    jumps.leave();
    c.locals.pop();
    c.build.jump(head);
    c.build.at(end);
  }

  private void choice(Stmt.SwitchStmt stmt, String label) {
    c.locals.push();
    if (stmt.init() != null) {
      lower(stmt.init(), "");
    }
    Val tag = stmt.tag() == null ? null : exprs.lower(stmt.tag());
    int end = c.build.block();
    List<Integer> bodies = new ArrayList<>();
    stmt.clauses().forEach(_ -> bodies.add(c.build.block()));
    int otherwise = end;
    for (int i = 0; i < stmt.clauses().size(); i++) {
      Stmt.CaseClause clause = stmt.clauses().get(i);
      if (clause.list().isEmpty()) {
        otherwise = bodies.get(i);
      }
      for (Expr one : clause.list()) {
        int next = c.build.block();
        if (tag == null) {
          conds.branch(one, bodies.get(i), next);
        } else {
          Val same = c.pure(one.pos(), "==", GoType.BOOL, tag.var(), exprs.lower(one).var());
          c.build.exit(new Exit.Branch(one.pos(), same.var(), bodies.get(i), next));
        }
        c.build.at(next);
      }
    }
    c.build.jump(otherwise);
    for (int i = 0; i < stmt.clauses().size(); i++) {
      int following = i + 1 < bodies.size() ? bodies.get(i + 1) : end;
      body(stmt.clauses().get(i).body(), bodies.get(i), end, following, label);
    }
    c.build.at(end);
    c.locals.pop();
  }

  private void body(List<Stmt> list, int start, int end, int following, String label) {
    c.build.at(start);
    jumps.enterChoice(label, end, following);
    block(list);
    jumps.leave();
    c.build.jump(end);
  }

  private void types(Stmt.TypeSwitchStmt stmt, String label) {
    c.locals.push();
    if (stmt.init() != null) {
      lower(stmt.init(), "");
    }
    String name = "";
    Expr subject = null;
    if (stmt.assign() instanceof Stmt.AssignStmt assign) {
      name = assign.lhs().getFirst() instanceof Ident ident ? ident.name() : "";
      subject = assign.rhs().getFirst();
    } else if (stmt.assign() instanceof Stmt.ExprStmt expr) {
      subject = expr.x();
    }
    Val value =
        subject instanceof TypeAssertExpr assertion
            ? exprs.lower(assertion.x())
            : c.opaque(stmt.pos(), GoType.UNKNOWN);
    int end = c.build.block();
    List<Integer> bodies = new ArrayList<>();
    stmt.clauses().forEach(_ -> bodies.add(c.build.block()));
    List<Integer> ways = new ArrayList<>(bodies);
    // One that looks for nil too has thought of all there is.
    if (stmt.clauses().stream().noneMatch(clause -> clause.list().isEmpty() || isNil(clause))) {
      ways.add(end);
    }
    c.build.exit(new Exit.Choose(stmt.pos(), ways));
    for (int i = 0; i < stmt.clauses().size(); i++) {
      Stmt.CaseClause clause = stmt.clauses().get(i);
      c.build.at(bodies.get(i));
      c.locals.push();
      typeCase(clause, name, value);
      if (clause.list().isEmpty()) {
        stmt.clauses().forEach(other -> notThat(other, value));
      }
      body(clause.body(), c.build.here(), end, end, label);
      c.locals.pop();
    }
    c.build.at(end);
    c.locals.pop();
  }

  /** The default is only gone to where the type is none of the others. */
  private void notThat(Stmt.CaseClause other, Val value) {
    if (other.list().size() == 1 && !isNil(other)) {
      int ok = c.temp(GoType.BOOL);
      GoType type = c.read(other.list().getFirst());
      int id = c.build.id();
      int dst = c.temp(type);
      c.build.add(new Op.Assert(id, other.pos(), dst, ok, value.var(), c.name(type)));
      onlyIf(other, c.pure(other.pos(), "!", GoType.BOOL, ok).var());
    }
  }

  /** A case is only gone to where the type is this one. */
  private void onlyIf(Stmt.CaseClause clause, int condition) {
    int fits = c.build.block();
    int never = c.build.block();
    c.build.exit(new Exit.Branch(clause.pos(), condition, fits, never));
    c.build.at(never);
    c.build.exit(new Exit.Halt());
    c.build.at(fits);
  }

  private static boolean isNil(Stmt.CaseClause clause) {
    return clause.list().size() == 1
        && clause.list().getFirst() instanceof Ident id
        && id.name().equals("nil");
  }

  private void typeCase(Stmt.CaseClause clause, String name, Val value) {
    boolean single = clause.list().size() == 1;
    boolean nil = isNil(clause);
    GoType type = single && !nil ? c.read(clause.list().getFirst()) : value.type();
    int ok = c.temp(GoType.BOOL);
    int dst = name.isEmpty() ? c.temp(type) : c.declare(name, type, false).var();
    int id = c.build.id();
    if (nil) {
      c.build.add(new Op.Const(id, clause.pos(), dst, null));
      onlyIf(clause, c.pure(clause.pos(), "==", GoType.BOOL, value.var(), dst).var());
    } else if (single) {
      c.build.add(new Op.Assert(id, clause.pos(), dst, ok, value.var(), c.name(type)));
      onlyIf(clause, ok);
    } else {
      c.build.add(new Op.Copy(id, clause.pos(), dst, value.var()));
    }
  }

  private void select(Stmt.SelectStmt stmt, String label) {
    int end = c.build.block();
    List<Integer> bodies = new ArrayList<>();
    stmt.clauses().forEach(_ -> bodies.add(c.build.block()));
    if (bodies.isEmpty()) {
      c.build.exitToNew(new Exit.Halt());
      return;
    }
    c.build.exit(new Exit.Choose(stmt.pos(), bodies));
    for (int i = 0; i < stmt.clauses().size(); i++) {
      Stmt.CommClause clause = stmt.clauses().get(i);
      c.build.at(bodies.get(i));
      c.locals.push();
      if (clause.comm() != null) {
        communicate(clause.comm());
      }
      jumps.enterChoice(label, end, end);
      block(clause.body());
      jumps.leave();
      c.locals.pop();
      c.build.jump(end);
    }
    c.build.at(end);
  }

  private void communicate(Stmt comm) {
    if (comm instanceof Stmt.ExprStmt expr
        && expr.x().unparen() instanceof UnaryExpr unary
        && unary.op() == Token.ARROW) {
      exprs.receive(unary, Op.NONE);
    } else {
      lower(comm, "");
    }
  }
}
