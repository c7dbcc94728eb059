package dev.cistern.lint.fix;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object is used by some statements alone: its methods are called, and nothing that may
 * hold it or a part of it leaves them.
 */
final class JavaConfined {
  private static final Set<String> PLAIN =
      Set.of(
          "void",
          "boolean",
          "byte",
          "short",
          "char",
          "int",
          "long",
          "float",
          "double",
          "String",
          "Boolean",
          "Byte",
          "Short",
          "Character",
          "Integer",
          "Long",
          "Float",
          "Double");

  private final boolean plainResult;
  private final Set<String> followed = new HashSet<>();
  private final Set<Tree> allowed;
  private boolean fine = true;

  private JavaConfined(String result, Set<Tree> allowed) {
    this.plainResult = PLAIN.contains(result);
    this.allowed = allowed;
  }

  /**
   * Whether a variable is.
   *
   * @param result the type that is returned from there
   * @param allowed statements that may do anything with it: they give it back
   */
  static boolean is(String name, List<StatementTree> within, String result, Set<Tree> allowed) {
    JavaConfined confined = new JavaConfined(result, allowed);
    confined.followed.add(name);
    int before;
    do {
      before = confined.followed.size();
      within.forEach(statement -> confined.new Walk().scan(statement, null));
    } while (confined.fine && confined.followed.size() > before);
    return confined.fine;
  }

  private final class Walk extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Deque<Tree> above = new ArrayDeque<>();

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
      if (tree == null || allowed.contains(tree)) {
        return null;
      }
      if (tree instanceof IdentifierTree id && followed.contains(id.getName().toString())) {
        fine &= used(id);
      }
      above.push(tree);
      super.scan(tree, none);
      above.pop();
      return null;
    }

    private boolean used(IdentifierTree id) {
      if (above.stream()
          .anyMatch(t -> t instanceof LambdaExpressionTree || t instanceof ClassTree)) {
        return false;
      }
      Iterator<Tree> up = above.iterator();
      Tree at = id;
      Tree parent = up.next();
      boolean called = false;
      while (parent instanceof MemberSelectTree select && select.getExpression() == at) {
        Tree call = up.hasNext() ? up.next() : null;
        if (!(call instanceof MethodInvocationTree made) || made.getMethodSelect() != select) {
          return false;
        }
        called = true;
        at = call;
        parent = up.next();
      }
      return called ? goes(at, parent, up) : isComparison(parent);
    }

    /** Whether what a method gave goes nowhere else. */
    private boolean goes(Tree value, Tree parent, Iterator<Tree> up) {
      Tree at = parent;
      while (at instanceof ParenthesizedTree || at instanceof ConditionalExpressionTree) {
        at = up.next();
      }
      return switch (at) {
        case ExpressionStatementTree _ -> true;
        case VariableTree variable -> {
          if (!PLAIN.contains(String.valueOf(variable.getType()))) {
            followed.add(variable.getName().toString());
          }
          yield true;
        }
        case ReturnTree _ -> plainResult;
        case BinaryTree _, UnaryTree _ -> true;
        case AssignmentTree _,
            CompoundAssignmentTree _,
            MethodInvocationTree _,
            EnhancedForLoopTree _,
            YieldTree _ ->
            false;
        default -> at instanceof StatementTree && value != at;
      };
    }

    private boolean isComparison(Tree parent) {
      return parent.getKind() == Tree.Kind.EQUAL_TO || parent.getKind() == Tree.Kind.NOT_EQUAL_TO;
    }
  }
}
