package dev.cistern.lint.lower.java;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.VariableTree;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.java.Scope.Frame;
import dev.cistern.lint.lower.java.Scope.Val;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lowers lambdas: their bodies apart, and what they have of the method around them. */
final class Lambdas {
  private final Scope s;
  private final Exprs exprs;
  private final Invocations calls;

  Lambdas(Scope scope, Exprs exprs, Invocations calls) {
    this.s = scope;
    this.exprs = exprs;
    this.calls = calls;
  }

  /** The value of a lambda. */
  Val lower(LambdaExpressionTree tree, Stmts stmts) {
    Val dst = s.temp("");
    Map<String, Integer> captured = new LinkedHashMap<>();
    calls.captured(tree.getBody(), captured);
    String name = "lambda$" + (s.build.literalCount() + 1);
    List<Frame> frames = s.frames;
    String result = s.result;
    s.result = "";
    Code code =
        s.build.literal(build -> {
          s.frames = new ArrayList<>();
          s.push();
          List<Integer> params = new ArrayList<>();
          for (VariableTree param : tree.getParameters()) {
            String type = s.world.type(param.getType(), s.owner);
            params.add(s.declare(param.getName().toString(), type).var());
          }
          int end = Math.max(s.start(tree), s.owner.file().end(tree) - 1);
          switch (tree.getBody()) {
            case ExpressionTree body -> {
              Val value = exprs.expr(body);
              build.exit(new Exit.Return(s.start(body), List.of(value.var())));
            }
            case BlockTree body -> stmts.block(body);
            default -> {}
          }
          s.pop();
          return build.finish(name, params, List.of(), end);
        });
    s.frames = frames;
    s.result = result;
    s.build.add(new Op.Closure(s.build.id(), s.start(tree), s.temp("").var(), code));
    // Who has the lambda has what it captured: it is called by names of which nothing is known.
    s.build.add(
        new Op.Make(
            s.build.id(),
            s.start(tree),
            dst.var(),
            JavaWorld.typeName(""),
            List.copyOf(captured.keySet()),
            List.copyOf(captured.values())));
    return dst;
  }
}
