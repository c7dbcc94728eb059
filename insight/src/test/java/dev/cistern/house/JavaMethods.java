package dev.cistern.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Measures the methods of one Java source by the compiler's own syntax tree.
 *
 * <p>A method's length is its lines from signature to closing brace, without Javadoc. A flat table
 * inside it counts as one line: a switch of which no case is longer than {@value #FLAT_CASE_LINES}
 * lines, an array initialiser, or a call of {@code of} or {@code ofEntries}.
 */
final class JavaMethods {
  static final int FLAT_CASE_LINES = 5;

  private static final Set<String> TABLES = Set.of("of", "ofEntries");

  /** One method: the line it starts on, its name, and its length as said above. */
  record Method(String name, long line, long lines) {}

  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private JavaMethods(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  /** All methods, constructors and initialisers of {@code source}, which need only be parseable. */
  static List<Method> in(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var file =
        new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, _ -> {}, List.of(), null, List.of(file));
    try {
      List<Method> methods = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new JavaMethods(unit, Trees.instance(task).getSourcePositions()).collect(methods);
      }
      return methods;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void collect(List<Method> methods) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        add(method.getName().toString(), method);
        return super.visitMethod(method, null);
      }

      @Override
      public Void visitBlock(BlockTree block, Void unused) {
        if (block.isStatic()) {
          add("static initialiser", block);
        }
        return super.visitBlock(block, null);
      }

      private void add(String name, Tree tree) {
        methods.add(new Method(name, firstLine(tree), lines(tree) - flatLines(tree)));
      }
    }.scan(unit, null);
  }

  /** The lines that flat tables below {@code tree} would save if each took one line. */
  private long flatLines(Tree tree) {
    long[] saved = {0};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitSwitch(SwitchTree node, Void unused) {
        return isFlat(node.getCases()) ? saves(node) : super.visitSwitch(node, null);
      }

      @Override
      public Void visitSwitchExpression(SwitchExpressionTree node, Void unused) {
        return isFlat(node.getCases()) ? saves(node) : super.visitSwitchExpression(node, null);
      }

      @Override
      public Void visitNewArray(NewArrayTree node, Void unused) {
        return node.getInitializers() == null ? super.visitNewArray(node, null) : saves(node);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        return isTable(node) ? saves(node) : super.visitMethodInvocation(node, null);
      }

      private Void saves(Tree node) {
        saved[0] += lines(node) - 1;
        return null;
      }
    }.scan(tree, null);
    return saved[0];
  }

  private boolean isFlat(List<? extends CaseTree> cases) {
    return cases.stream().allMatch(one -> lines(one) <= FLAT_CASE_LINES);
  }

  private static boolean isTable(MethodInvocationTree call) {
    ExpressionTree method = call.getMethodSelect();
    String name = method.toString();
    return TABLES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private long firstLine(Tree tree) {
    return map().getLineNumber(positions.getStartPosition(unit, tree));
  }

  private long lines(Tree tree) {
    return map().getLineNumber(positions.getEndPosition(unit, tree)) - firstLine(tree) + 1;
  }

  private LineMap map() {
    return unit.getLineMap();
  }
}
