package dev.cistern.lint.lower.java;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.java.Scope.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers patterns. */
final class Patterns {
  private Patterns() {}

  /** Declares what patterns bind: the value itself, or something of it. */
  static void bind(Scope s, List<? extends Tree> patterns, Val value) {
    for (Tree pattern : patterns) {
      new TreeScanner<@Nullable Void, Boolean>() {
        @Override
        public @Nullable Void visitBindingPattern(BindingPatternTree tree, Boolean part) {
          VariableTree variable = tree.getVariable();
          String type = s.world.type(variable.getType(), s.owner);
          Val bound = s.declare(variable.getName().toString(), type);
          int at = s.start(tree);
          s.build.add(
              part
                  ? new Op.Load(s.build.id(), at, bound.var(), value.var(), "[pattern]")
                  : new Op.Copy(s.build.id(), at, bound.var(), value.var()));
          return null;
        }

        @Override
        public @Nullable Void visitDeconstructionPattern(
            DeconstructionPatternTree tree, Boolean part) {
          scan(tree.getNestedPatterns(), true);
          return null;
        }
      }.scan(pattern, false);
    }
  }
}
