package dev.cistern.lint.lower.java;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.lower.java.Scope.Val;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Lowers expressions. */
final class Exprs {
  private final Scope s;
  private final Invocations calls;
  private final Stores stores;
  private final Lambdas lambdas;
  private @Nullable Stmts stmts;

  Exprs(Scope scope, Exits exits) {
    this.s = scope;
    this.calls = new Invocations(scope, exits, this);
    this.stores = new Stores(scope, this);
    this.lambdas = new Lambdas(scope, this, calls);
  }

  void statements(Stmts statements) {
    this.stmts = statements;
  }

  private Stmts stmts() {
    if (stmts == null) {
      throw new IllegalStateException("statements are not set");
    }
    return stmts;
  }

  Val expr(ExpressionTree tree) {
    return expr(tree, "");
  }

  /** An expression whose value is not looked at. */
  void discard(ExpressionTree tree) {
    expr(tree);
  }

  /** A value; {@code wanted} is the type it goes to, empty where that is not known. */
  Val expr(ExpressionTree tree, String wanted) {
    return switch (tree) {
      case ParenthesizedTree p -> expr(p.getExpression(), wanted);
      case LiteralTree literal -> literal(literal);
      case IdentifierTree id -> name(id);
      case MemberSelectTree select -> select(select);
      case MethodInvocationTree call -> calls.call(call, wanted);
      case NewClassTree made -> calls.made(made);
      case AssignmentTree a -> assign(a);
      case TypeCastTree cast -> cast(cast);
      case LambdaExpressionTree lambda -> lambdas.lower(lambda, stmts());
      case ConditionalExpressionTree c -> conditional(c, wanted);
      case InstanceOfTree i -> instance(i);
      case SwitchExpressionTree sw -> {
        Val result = s.temp(wanted);
        stmts().switches(sw.getExpression(), sw.getCases(), null, result.var());
        yield result;
      }
      default -> other(tree);
    };
  }

  private Val other(ExpressionTree tree) {
    int at = s.start(tree);
    return switch (tree) {
      case BinaryTree b when isLogic(b) -> truth(b);
      case UnaryTree u when u.getKind() == Tree.Kind.LOGICAL_COMPLEMENT -> truth(u);
      case BinaryTree b -> {
        Val left = expr(b.getLeftOperand());
        Val right = expr(b.getRightOperand());
        yield pure(at, operator(b.getKind()), List.of(left.var(), right.var()), binary(b, left));
      }
      case UnaryTree u -> unary(u);
      case CompoundAssignmentTree c -> {
        expr(c.getExpression());
        Val value = pure(at, "?", List.of(expr(c.getVariable()).var()), "int");
        stores.store(c.getVariable(), value, at);
        yield value;
      }
      case ArrayAccessTree a -> {
        Val base = expr(a.getExpression());
        expr(a.getIndex());
        String type =
            base.type().endsWith("[]") ? base.type().substring(0, base.type().length() - 2) : "";
        yield load(at, base, "[]", type);
      }
      case NewArrayTree a -> array(a);
      case MemberReferenceTree m -> {
        List<Integer> bound =
            s.isType(m.getQualifierExpression())
                ? List.of()
                : List.of(expr(m.getQualifierExpression()).var());
        Val dst = s.temp("");
        Callee callee = new Callee.Method(m.getName().toString(), JavaWorld.typeName(""));
        s.build.add(new Op.FuncValue(s.build.id(), at, dst.var(), callee, bound));
        yield dst;
      }
      default -> pure(at, "?", List.of(), "");
    };
  }

  private static String binary(BinaryTree tree, Val left) {
    return switch (tree.getKind()) {
      case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, GREATER_THAN, LESS_THAN_EQUAL, GREATER_THAN_EQUAL ->
          "boolean";
      case PLUS -> left.type().equals("int") ? "int" : "java.lang.String";
      default -> left.type();
    };
  }

  private static String operator(Tree.Kind kind) {
    return switch (kind) {
      case EQUAL_TO -> "==";
      case NOT_EQUAL_TO -> "!=";
      case LESS_THAN -> "<";
      case GREATER_THAN -> ">";
      case LESS_THAN_EQUAL -> "<=";
      case GREATER_THAN_EQUAL -> ">=";
      default -> "?";
    };
  }

  private Val pure(int at, String op, List<Integer> args, String type) {
    Val dst = s.temp(type);
    s.build.add(new Op.Pure(s.build.id(), at, dst.var(), op, args));
    return dst;
  }

  Val load(int at, Val base, String field, String type) {
    Val dst = s.temp(type);
    s.build.add(new Op.Load(s.build.id(), at, dst.var(), base.var(), field));
    return dst;
  }

  private Val constant(int at, @Nullable Object value, String type) {
    Val dst = s.temp(type);
    s.build.add(new Op.Const(s.build.id(), at, dst.var(), value));
    return dst;
  }

  private Val literal(LiteralTree tree) {
    int at = s.start(tree);
    Object value = tree.getValue();
    return switch (value) {
      case null -> constant(at, null, "");
      case Boolean truth -> constant(at, truth, "boolean");
      case String text -> constant(at, '"' + text, "java.lang.String");
      case Character c -> constant(at, "'" + c, "char");
      default -> constant(at, value.toString(), "int");
    };
  }

  private Val unary(UnaryTree tree) {
    int at = s.start(tree);
    Val value = expr(tree.getExpression());
    Val result = pure(at, "?", List.of(value.var()), value.type());
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          stores.store(tree.getExpression(), result, at);
      default -> {}
    }
    return result;
  }

  private Val array(NewArrayTree tree) {
    List<String> fields = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    tree.getDimensions().forEach(this::expr);
    if (tree.getInitializers() != null) {
      for (ExpressionTree one : tree.getInitializers()) {
        fields.add("[]");
        values.add(expr(one).var());
      }
    }
    String type = s.world.type(tree.getType(), s.owner);
    Val dst = s.temp(type.isEmpty() ? "" : type + "[]");
    s.build.add(
        new Op.Make(
            s.build.id(),
            s.start(tree),
            dst.var(),
            JavaWorld.typeName(dst.type()),
            fields,
            values));
    return dst;
  }

  private Val name(IdentifierTree tree) {
    String name = tree.getName().toString();
    int at = s.start(tree);
    Val local = s.local(name.equals("super") ? "this" : name);
    if (local != null) {
      return local;
    }
    for (JavaClass in = s.owner; in != null; in = in.outer()) {
      JavaWorld.Field field = s.world.field(in.name(), name);
      if (field != null) {
        return field(at, field, name, in == s.owner ? s.local("this") : null);
      }
    }
    return s.temp("");
  }

  private Val field(int at, JavaWorld.Field field, String name, @Nullable Val base) {
    String type = s.world.type(field.tree().getType(), field.owner());
    if (isStatic(field.tree()) || field.owner().isInterface() || base == null) {
      Val dst = s.temp(type);
      s.build.add(new Op.Global(s.build.id(), at, dst.var(), field.owner().name() + "." + name));
      return dst;
    }
    // A lock is opened behind the give-back of what it guards: that is no use of it.
    boolean lock = type.startsWith("java.util.concurrent.locks.") && isFinal(field.tree());
    return lock ? s.temp(type) : load(at, base, name, type);
  }

  private static boolean isFinal(VariableTree field) {
    return field.getModifiers().getFlags().contains(Modifier.FINAL);
  }

  static boolean isStatic(VariableTree field) {
    return field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private Val select(MemberSelectTree tree) {
    int at = s.start(tree);
    String name = tree.getIdentifier().toString();
    ExpressionTree of = tree.getExpression();
    if (s.isType(of)) {
      String type = s.world.type(of, s.owner);
      if (name.equals("this")) {
        return s.temp(type);
      }
      JavaWorld.Field field = s.world.field(type, name);
      Val dst =
          s.temp(
              field != null
                  ? s.world.type(field.tree().getType(), field.owner())
                  : name.equals("DEFAULT") ? type : "");
      s.build.add(new Op.Global(s.build.id(), at, dst.var(), type + "." + name));
      return dst;
    }
    Val base = expr(of);
    JavaWorld.Field field = s.world.field(base.type(), name);
    return field == null ? load(at, base, name, "") : field(at, field, name, base);
  }

  private Val assign(AssignmentTree tree) {
    String type = tree.getVariable() instanceof IdentifierTree id ? typeOf(id) : "";
    Val value = expr(tree.getExpression(), type);
    stores.store(tree.getVariable(), value, s.start(tree));
    return value;
  }

  private String typeOf(IdentifierTree id) {
    Val local = s.local(id.getName().toString());
    return local == null ? "" : local.type();
  }

  private Val cast(TypeCastTree tree) {
    String type = s.world.type(tree.getType(), s.owner);
    Val value = expr(tree.getExpression(), type);
    ExpressionTree inner = tree.getExpression();
    boolean taken = inner instanceof MethodInvocationTree && !JavaWorld.isPrimitive(type);
    if (!taken) {
      return new Val(value.var(), type.isEmpty() ? value.type() : type);
    }
    Val dst = s.temp(type);
    s.build.add(
        new Op.Assert(
            s.build.id(),
            s.start(tree),
            dst.var(),
            Op.NONE,
            value.var(),
            new TypeName(type, Shape.INTERFACE)));
    return dst;
  }

  private Val conditional(ConditionalExpressionTree tree, String wanted) {
    int then = s.build.block();
    int otherwise = s.build.block();
    int end = s.build.block();
    branch(tree.getCondition(), then, otherwise);
    s.build.at(then);
    Val first = expr(tree.getTrueExpression(), wanted);
    Val dst = s.temp(first.type().isEmpty() ? wanted : first.type());
    s.build.add(new Op.Copy(s.build.id(), s.start(tree), dst.var(), first.var()));
    s.build.jump(end);
    s.build.at(otherwise);
    Val second = expr(tree.getFalseExpression(), wanted);
    s.build.add(new Op.Copy(s.build.id(), s.start(tree), dst.var(), second.var()));
    s.build.jump(end);
    s.build.at(end);
    return dst;
  }

  private static boolean isLogic(BinaryTree tree) {
    return tree.getKind() == Tree.Kind.CONDITIONAL_AND
        || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  private Val truth(ExpressionTree tree) {
    int yes = s.build.block();
    int no = s.build.block();
    int end = s.build.block();
    Val dst = s.temp("boolean");
    int at = s.start(tree);
    branch(tree, yes, no);
    s.build.at(yes);
    s.build.add(new Op.Const(s.build.id(), at, dst.var(), true));
    s.build.jump(end);
    s.build.at(no);
    s.build.add(new Op.Const(s.build.id(), at, dst.var(), false));
    s.build.jump(end);
    s.build.at(end);
    return dst;
  }

  /** Ends the current block by going to {@code then} or {@code otherwise}. */
  void branch(ExpressionTree condition, int then, int otherwise) {
    switch (condition) {
      case ParenthesizedTree p -> branch(p.getExpression(), then, otherwise);
      case UnaryTree u when u.getKind() == Tree.Kind.LOGICAL_COMPLEMENT ->
          branch(u.getExpression(), otherwise, then);
      case BinaryTree b when isLogic(b) -> {
        int second = s.build.block();
        boolean and = b.getKind() == Tree.Kind.CONDITIONAL_AND;
        branch(b.getLeftOperand(), and ? second : then, and ? otherwise : second);
        s.build.at(second);
        branch(b.getRightOperand(), then, otherwise);
      }
      default -> {
        Val value = expr(condition);
        s.build.exit(new Exit.Branch(s.start(condition), value.var(), then, otherwise));
      }
    }
  }

  private Val instance(InstanceOfTree tree) {
    Val value = expr(tree.getExpression());
    if (tree.getPattern() != null) {
      Patterns.bind(s, List.of(tree.getPattern()), value);
    }
    return pure(s.start(tree), "?", List.of(value.var()), "boolean");
  }

  /** Closes a resource as the end of its try does. */
  void close(Val value, int at) {
    calls.close(value, at);
  }
}
