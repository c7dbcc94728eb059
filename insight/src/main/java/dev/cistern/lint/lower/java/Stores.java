package dev.cistern.lint.lower.java;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.java.Scope.Val;

/** Lowers what is written to variables, fields and elements. */
final class Stores {
  private final Scope s;
  private final Exprs exprs;

  Stores(Scope scope, Exprs exprs) {
    this.s = scope;
    this.exprs = exprs;
  }

  /** Puts a value where an expression says. */
  void store(ExpressionTree to, Val value, int at) {
    switch (to) {
      case ParenthesizedTree p -> store(p.getExpression(), value, at);
      case IdentifierTree id -> {
        String name = id.getName().toString();
        Val local = s.local(name);
        if (local != null) {
          s.build.add(new Op.Copy(s.build.id(), at, local.var(), value.var()));
          return;
        }
        JavaWorld.Field field = s.world.field(s.owner.name(), name);
        Val self = s.local("this");
        if (field != null && self != null && !Exprs.isStatic(field.tree())) {
          s.build.add(new Op.Store(s.build.id(), at, self.var(), name, value.var()));
        } else {
          s.build.add(new Op.SetGlobal(s.build.id(), at, s.owner.name() + "." + name, value.var()));
        }
      }
      case MemberSelectTree select when s.isType(select.getExpression()) ->
          s.build.add(new Op.SetGlobal(s.build.id(), at, select.toString(), value.var()));
      case MemberSelectTree select -> {
        Val base = exprs.expr(select.getExpression());
        String name = select.getIdentifier().toString();
        s.build.add(new Op.Store(s.build.id(), at, base.var(), name, value.var()));
      }
      case ArrayAccessTree array -> {
        Val base = exprs.expr(array.getExpression());
        exprs.expr(array.getIndex());
        s.build.add(new Op.Store(s.build.id(), at, base.var(), "[]", value.var()));
      }
      default -> {}
    }
  }
}
