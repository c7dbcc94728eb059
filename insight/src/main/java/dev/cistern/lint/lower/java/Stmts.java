package dev.cistern.lint.lower.java;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.java.Scope.Frame;
import dev.cistern.lint.lower.java.Scope.Val;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Lowers statements. */
final class Stmts {
  private static final int OPS_MAX = 20_000;
  private final Scope s;
  private final Exits exits;
  private final Exprs exprs;
  private @Nullable String label;

  Stmts(Scope scope, Exits exits, Exprs exprs) {
    this.s = scope;
    this.exits = exits;
    this.exprs = exprs;
  }

  /** A method's form would be too large to go through. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("too large", null, false, false);
    }
  }

  void block(BlockTree block) {
    s.push();
    block.getStatements().forEach(this::stmt);
    s.pop();
  }

  void stmt(@Nullable StatementTree tree) {
    if (s.build.id() > OPS_MAX) {
      throw new TooLarge();
    }
    String named = label;
    label = null;
    switch (tree) {
      case null -> {}
      case BlockTree block -> block(block);
      case ExpressionStatementTree e -> exprs.discard(e.getExpression());
      case VariableTree v -> variable(v);
      case IfTree i -> ifElse(i);
      case ReturnTree r -> returns(r);
      case ThrowTree t -> throwing(t);
      case TryTree t -> tries(t);
      case LabeledStatementTree l -> {
        label = l.getLabel().toString();
        labelled(l);
      }
      case WhileLoopTree w -> loop(named, null, w.getCondition(), w.getStatement(), List.of());
      case ForLoopTree f -> forLoop(named, f);
      case DoWhileLoopTree d -> doLoop(named, d);
      case EnhancedForLoopTree e -> each(named, e);
      case BreakTree b -> breaks(b.getLabel());
      case ContinueTree c -> continues(c.getLabel());
      case SynchronizedTree sync -> {
        exprs.expr(sync.getExpression());
        block(sync.getBlock());
      }
      case SwitchTree sw -> switches(sw.getExpression(), sw.getCases(), named, Op.NONE);
      case YieldTree y -> yields(y.getValue());
      default -> {}
    }
  }

  private void variable(VariableTree tree) {
    String name = tree.getName().toString();
    String type = s.world.type(tree.getType(), s.owner);
    if (tree.getInitializer() == null) {
      s.declare(name, type);
      return;
    }
    Val value = exprs.expr(tree.getInitializer(), type);
    Val local = s.declare(name, type.isEmpty() ? value.type() : type);
    s.build.add(new Op.Copy(s.build.id(), s.start(tree), local.var(), value.var()));
  }

  private void ifElse(IfTree tree) {
    int then = s.build.block();
    int otherwise = s.build.block();
    int end = s.build.block();
    exprs.branch(tree.getCondition(), then, otherwise);
    s.build.at(then);
    stmt(tree.getThenStatement());
    s.build.jump(end);
    s.build.at(otherwise);
    stmt(tree.getElseStatement());
    s.build.jump(end);
    s.build.at(end);
  }

  private void returns(ReturnTree tree) {
    List<Integer> results =
        tree.getExpression() == null
            ? List.of()
            : List.of(exprs.expr(tree.getExpression(), s.result).var());
    exits.unwind(_ -> false);
    s.build.exitToNew(new Exit.Return(s.start(tree), results));
  }

  private void throwing(ThrowTree tree) {
    ExpressionTree what = tree.getExpression();
    Val value = exprs.expr(what);
    s.build.add(new Op.Use(s.build.id(), s.start(tree), value.var()));
    String type = what instanceof NewClassTree made ? simple(made.getIdentifier()) : "";
    exits.thrown(s.start(tree), type);
  }

  private static String simple(Tree type) {
    String whole = type.toString();
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  private void tries(TryTree tree) {
    s.push();
    BlockTree last = tree.getFinallyBlock();
    if (last == null) {
      caught(tree);
    } else {
      exits.guarded(() -> caught(tree), () -> block(last), s.close(last));
    }
    s.pop();
  }

  private void caught(TryTree tree) {
    if (tree.getCatches().isEmpty()) {
      resources(tree, 0);
      return;
    }
    Frame frame = new Frame(null);
    frame.caught = s.build.block();
    List<String> types = new ArrayList<>();
    tree.getCatches().forEach(one -> types.addAll(types(one)));
    frame.types = types;
    frame.broad = Exits.isBroad(types);
    s.frames.add(frame);
    resources(tree, 0);
    s.frames.removeLast();
    int end = s.build.block();
    s.build.jump(end);
    s.build.at(frame.caught);
    List<Integer> ways = tree.getCatches().stream().map(_ -> s.build.block()).toList();
    s.build.exit(new Exit.Choose(s.start(tree), ways));
    for (int i = 0; i < ways.size(); i++) {
      CatchTree one = tree.getCatches().get(i);
      s.build.at(ways.get(i));
      s.push();
      s.declare(one.getParameter().getName().toString(), "java.lang.Throwable");
      block(one.getBlock());
      s.pop();
      s.build.jump(end);
    }
    s.build.at(end);
  }

  private static List<String> types(CatchTree tree) {
    Tree type = tree.getParameter().getType();
    return type instanceof UnionTypeTree union
        ? union.getTypeAlternatives().stream().map(Stmts::simple).toList()
        : List.of(simple(type));
  }

  /** The resources of a try from one on, each closed behind all that follows. */
  private void resources(TryTree tree, int index) {
    if (index == tree.getResources().size()) {
      block(tree.getBlock());
      return;
    }
    Tree resource = tree.getResources().get(index);
    Val value;
    if (resource instanceof VariableTree variable) {
      variable(variable);
      Val local = s.local(variable.getName().toString());
      value = local == null ? s.temp("") : local;
    } else {
      value = exprs.expr((ExpressionTree) resource);
    }
    int at = s.close(tree.getBlock());
    exits.guarded(() -> resources(tree, index + 1), () -> exprs.close(value, at), at);
  }

  private void labelled(LabeledStatementTree tree) {
    StatementTree body = tree.getStatement();
    boolean loop =
        body instanceof WhileLoopTree
            || body instanceof ForLoopTree
            || body instanceof DoWhileLoopTree
            || body instanceof EnhancedForLoopTree
            || body instanceof SwitchTree;
    if (loop) {
      stmt(body);
      return;
    }
    int end = s.build.block();
    Frame frame = new Frame(null);
    frame.label = tree.getLabel().toString();
    frame.breaks = end;
    s.frames.add(frame);
    label = null;
    stmt(body);
    s.frames.removeLast();
    s.build.jump(end);
    s.build.at(end);
  }

  private Frame open(@Nullable String named, int breaks, int continues) {
    Frame frame = new Frame(null);
    frame.label = named;
    frame.breaks = breaks;
    frame.continues = continues;
    s.frames.add(frame);
    return frame;
  }

  private void loop(
      @Nullable String named,
      @Nullable Runnable head,
      @Nullable ExpressionTree condition,
      StatementTree body,
      List<? extends StatementTree> step) {
    int top = s.build.block();
    int inside = s.build.block();
    int next = s.build.block();
    int end = s.build.block();
    s.build.jump(top);
    s.build.at(top);
    if (head != null) {
      head.run();
      s.build.exit(new Exit.Choose(s.start(body), List.of(inside, end)));
    } else if (condition == null) {
      s.build.jump(inside);
    } else {
      exprs.branch(condition, inside, end);
    }
    s.build.at(inside);
    open(named, end, next);
    stmt(body);
    s.frames.removeLast();
    s.build.jump(next);
    s.build.at(next);
    step.forEach(this::stmt);
    s.build.jump(top);
    s.build.at(end);
  }

  private void forLoop(@Nullable String named, ForLoopTree tree) {
    s.push();
    tree.getInitializer().forEach(this::stmt);
    loop(named, null, tree.getCondition(), tree.getStatement(), tree.getUpdate());
    s.pop();
  }

  private void doLoop(@Nullable String named, DoWhileLoopTree tree) {
    int top = s.build.block();
    int next = s.build.block();
    int end = s.build.block();
    s.build.jump(top);
    s.build.at(top);
    open(named, end, next);
    stmt(tree.getStatement());
    s.frames.removeLast();
    s.build.jump(next);
    s.build.at(next);
    exprs.branch(tree.getCondition(), top, end);
    s.build.at(end);
  }

  private void each(@Nullable String named, EnhancedForLoopTree tree) {
    s.push();
    Val over = exprs.expr(tree.getExpression());
    VariableTree variable = tree.getVariable();
    Val one = s.declare(variable.getName().toString(), s.world.type(variable.getType(), s.owner));
    int at = s.start(tree);
    Runnable head =
        () -> s.build.add(new Op.Next(s.build.id(), at, Op.NONE, one.var(), over.var()));
    loop(named, head, null, tree.getStatement(), List.of());
    s.pop();
  }

  private void breaks(@Nullable Name to) {
    Frame found =
        exits.unwind(f -> f.breaks >= 0 && (to == null ? isPlain(f) : to.contentEquals(name(f))));
    s.build.exitToNew(found == null ? new Exit.Halt() : new Exit.Jump(found.breaks));
  }

  private void continues(@Nullable Name to) {
    Frame found = exits.unwind(f -> f.continues >= 0 && (to == null || to.contentEquals(name(f))));
    s.build.exitToNew(found == null ? new Exit.Halt() : new Exit.Jump(found.continues));
  }

  /** Whether a break without a label ends it: a labelled block needs its label. */
  private static boolean isPlain(Frame frame) {
    return frame.label == null || frame.continues >= 0 || frame.yields >= 0;
  }

  private static String name(Frame frame) {
    return frame.label == null ? "" : frame.label;
  }

  private void yields(ExpressionTree value) {
    Val val = exprs.expr(value);
    Frame found = exits.unwind(f -> f.yields >= 0);
    if (found != null) {
      s.build.add(new Op.Copy(s.build.id(), s.start(value), found.yields, val.var()));
      s.build.exitToNew(new Exit.Jump(found.breaks));
    }
  }

  /** A switch; {@code result} is where an expression's value goes, −1 for a statement. */
  void switches(
      ExpressionTree selector, List<? extends CaseTree> cases, @Nullable String named, int result) {
    Val value = exprs.expr(selector);
    s.build.add(new Op.Use(s.build.id(), s.start(selector), value.var()));
    int end = s.build.block();
    List<Integer> ways = new ArrayList<>();
    boolean whole = result != Op.NONE;
    for (CaseTree one : cases) {
      ways.add(s.build.block());
      whole |= one.getLabels().stream().anyMatch(l -> l.getKind() == Tree.Kind.DEFAULT_CASE_LABEL);
    }
    List<Integer> targets = new ArrayList<>(ways);
    if (!whole || targets.isEmpty()) {
      targets.add(end);
    }
    s.build.exit(new Exit.Choose(s.start(selector), targets));
    Frame frame = open(named, end, -1);
    frame.yields = result;
    s.push();
    for (int i = 0; i < cases.size(); i++) {
      s.build.at(ways.get(i));
      one(cases.get(i), value, end, result);
      s.build.jump(i + 1 < ways.size() ? ways.get(i + 1) : end);
    }
    s.pop();
    s.frames.removeLast();
    s.build.at(end);
  }

  private void one(CaseTree tree, Val value, int end, int result) {
    Patterns.bind(s, tree.getLabels(), value);
    if (tree.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
      tree.getStatements().forEach(this::stmt);
      return;
    }
    switch (tree.getBody()) {
      case ExpressionStatementTree e when result == Op.NONE -> exprs.discard(e.getExpression());
      case ExpressionStatementTree e -> yields(e.getExpression());
      case ExpressionTree e when result == Op.NONE -> exprs.discard(e);
      case ExpressionTree e -> yields(e);
      case StatementTree statement -> stmt(statement);
      case null, default -> {}
    }
    s.build.jump(end);
  }
}
