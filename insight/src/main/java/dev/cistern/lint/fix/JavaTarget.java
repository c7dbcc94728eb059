package dev.cistern.lint.fix;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreeScanner;
import dev.cistern.lint.front.java.JavaFile;
import dev.cistern.model.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe for Java works on: a finding and the tree of its file. Offsets are in characters;
 * only edits are in bytes.
 *
 * @param chain the trees that the place stands in, the file's class first
 */
record JavaTarget(Finding finding, JavaFile file, List<Tree> chain) {

  /**
   * A statement among those of its block.
   *
   * @param rest those behind it
   */
  record Spot(BlockTree block, StatementTree statement, List<StatementTree> rest) {}

  /** Where the finding's line has a tree and the file has no errors. */
  static Optional<JavaTarget> of(Finding finding, int column, JavaFile file) {
    return at(finding, finding.place().line(), column, file);
  }

  private static Optional<JavaTarget> at(Finding finding, int line, int column, JavaFile file) {
    if (!file.errors().isEmpty() || line < 1 || line > file.lineCount()) {
      return Optional.empty();
    }
    int offset = start(file, line) + Math.max(0, column - 1);
    List<Tree> chain = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
        if (tree != null && file.start(tree) <= offset && offset < file.end(tree)) {
          chain.add(tree);
          super.scan(tree, none);
        }
        return null;
      }
    }.scan(file.unit().getTypeDecls(), null);
    return chain.isEmpty()
        ? Optional.empty()
        : Optional.of(new JavaTarget(finding, file, List.copyOf(chain)));
  }

  /** The same finding seen from another line: where its code begins. */
  Optional<JavaTarget> at(int line) {
    String text = file.lineText(line);
    int indent = text.length() - text.stripLeading().length();
    return at(finding, line, indent + 1, file);
  }

  /** The innermost statement at the place that stands in a block. */
  Optional<Spot> spot() {
    for (int i = chain.size() - 1; i > 0; i--) {
      if (chain.get(i) instanceof StatementTree statement
          && chain.get(i - 1) instanceof BlockTree block) {
        List<StatementTree> all = List.copyOf(block.getStatements());
        int at = all.indexOf(statement);
        return Optional.of(new Spot(block, statement, all.subList(at + 1, all.size())));
      }
    }
    return Optional.empty();
  }

  /** The type that is returned from the place, as it stands; empty in lambdas and blocks. */
  String result() {
    for (Tree tree : chain.reversed()) {
      if (tree instanceof LambdaExpressionTree || tree instanceof ClassTree) {
        return "";
      }
      if (tree instanceof MethodTree method) {
        return method.getReturnType() == null ? "void" : method.getReturnType().toString();
      }
    }
    return "";
  }

  /** Whether an exception of a class may be thrown at the place: it is caught or declared. */
  boolean mayThrow(String simple) {
    Set<String> wide = Set.of(simple, "Exception", "Throwable");
    for (int i = chain.size() - 1; i > 0; i--) {
      Tree around = chain.get(i - 1);
      if (around instanceof LambdaExpressionTree || around instanceof ClassTree) {
        return false;
      }
      if (around instanceof MethodTree method) {
        return method.getThrows().stream().anyMatch(one -> wide.contains(simple(one)));
      }
      if (around instanceof TryTree one && one.getBlock() == chain.get(i) && catches(one, wide)) {
        return true;
      }
    }
    return false;
  }

  private static boolean catches(TryTree tree, Set<String> types) {
    return tree.getCatches().stream()
        .map(one -> one.getParameter().getType())
        .anyMatch(type -> types.contains(simple(type)));
  }

  private static String simple(Tree type) {
    String whole = type.toString();
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  String text(Tree tree) {
    return file.text(tree);
  }

  int firstLine(Tree tree) {
    return file.line(file.start(tree));
  }

  int lastLine(Tree tree) {
    return file.line(Math.max(file.start(tree), file.end(tree) - 1));
  }

  /** The white space that a tree's line begins with. */
  String indent(Tree tree) {
    String line = file.lineText(firstLine(tree));
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  /** Whether a statement has its lines to itself, a comment behind it apart. */
  boolean alone(Tree tree) {
    String before = file.text(start(file, firstLine(tree)), file.start(tree));
    String behind = file.text(file.end(tree), start(file, lastLine(tree) + 1));
    return before.isBlank() && (behind.isBlank() || behind.strip().startsWith("//"));
  }

  /** Puts a text in the place of some characters. */
  Edit edit(int from, int to, String text) {
    return new Edit(bytes(from), bytes(to), text);
  }

  /** Takes whole lines out. */
  Edit without(Tree tree) {
    return edit(start(file, firstLine(tree)), start(file, lastLine(tree) + 1), "");
  }

  /** Puts text in where a line begins. */
  Edit before(int line, String text) {
    int at = start(file, line);
    return edit(at, at, text);
  }

  private int bytes(int offset) {
    return file.text(0, offset).getBytes(StandardCharsets.UTF_8).length;
  }

  private static int start(JavaFile file, int line) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      int next = file.text().indexOf('\n', at);
      if (next < 0) {
        return file.text().length();
      }
      at = next + 1;
    }
    return at;
  }
}
