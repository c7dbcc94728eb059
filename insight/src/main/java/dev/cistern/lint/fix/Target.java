package dev.cistern.lint.fix;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Stmt.DeferStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Walk;
import dev.cistern.model.Finding;
import dev.cistern.model.SourcePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a recipe works on: a finding and the tree of its file.
 *
 * @param finding with its place in the file
 * @param file as it stands, parsed whole
 * @param chain the nodes that the finding's place stands in, the file's declaration first
 * @param pools the pools of the sources
 */
record Target(Finding finding, GoFile file, List<Node> chain, List<SourcePool> pools) {

  /** Where the finding's line has a tree without errors. */
  static Optional<Target> of(Finding finding, int column, GoFile file, List<SourcePool> pools) {
    int line = finding.place().line();
    if (!file.errors().isEmpty() || line < 1 || line > file.lineCount()) {
      return Optional.empty();
    }
    int at = start(file, line) + Math.max(0, column - 1);
    List<Node> chain = chain(file, at);
    return chain.isEmpty()
        ? Optional.empty()
        : Optional.of(new Target(finding, file, chain, pools));
  }

  private static int start(GoFile file, int line) {
    int low = 0;
    int high = file.source().length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (file.line(middle) < line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static List<Node> chain(GoFile file, int at) {
    List<Node> chain = new ArrayList<>();
    for (Decl decl : file.decls()) {
      if (decl.pos() <= at && at < decl.end()) {
        Walk.tree(
            decl,
            node -> {
              boolean holds = node.pos() <= at && at < node.end();
              if (holds) {
                chain.add(node);
              }
              return holds;
            });
      }
    }
    return chain;
  }

  /** The innermost statement at the finding's place that stands in a block. */
  Optional<Stmt> statement() {
    for (int i = chain.size() - 1; i > 0; i--) {
      if (chain.get(i) instanceof Stmt stmt && isBody(chain.get(i - 1))) {
        return Optional.of(stmt);
      }
    }
    return Optional.empty();
  }

  private static boolean isBody(Node node) {
    return node instanceof BlockStmt
        || node instanceof Stmt.CaseClause
        || node instanceof Stmt.CommClause;
  }

  /** The body of the function or function literal that the place stands in. */
  Optional<BlockStmt> body() {
    for (int i = chain.size() - 1; i > 0; i--) {
      boolean function =
          chain.get(i - 1) instanceof FuncLit || chain.get(i - 1) instanceof Decl.FuncDecl;
      if (function && chain.get(i) instanceof BlockStmt block) {
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  /** Whether a statement of that body stands in one of its loops. */
  boolean inLoop(Stmt stmt) {
    BlockStmt body = body().orElse(null);
    boolean[] found = new boolean[1];
    if (body != null) {
      Walk.tree(
          body,
          node -> {
            boolean loop = node instanceof Stmt.ForStmt || node instanceof Stmt.RangeStmt;
            found[0] |= loop && node.pos() <= stmt.pos() && stmt.end() <= node.end();
            return true;
          });
    }
    return found[0];
  }

  /** Whether something may jump back in that body: a label with goto. */
  boolean jumps() {
    return body().stream()
        .flatMap(body -> find(body, Stmt.LabeledStmt.class, _ -> true).stream())
        .findAny()
        .isPresent();
  }

  /** All nodes of a kind below a node, function literals left out unless they are the root. */
  static <T extends Node> List<T> find(Node root, Class<T> kind, Predicate<T> wanted) {
    List<T> found = new ArrayList<>();
    Walk.tree(
        root,
        node -> {
          if (kind.isInstance(node) && wanted.test(kind.cast(node))) {
            found.add(kind.cast(node));
          }
          return node == root || !(node instanceof FuncLit);
        });
    return found;
  }

  String text(Node node) {
    return file.text(node);
  }

  /** The white space that a node's line begins with. */
  String indent(Node node) {
    String line = file.lineText(file.line(node.pos()));
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  /** Whether a node has its lines to itself, a comment behind it apart. */
  boolean alone(Node node) {
    String before = file.lineText(file.line(node.pos())).substring(0, columnChars(node.pos()));
    String last = file.lineText(file.line(node.end() - 1));
    String behind = last.substring(Math.min(last.length(), columnChars(node.end())));
    return before.isBlank() && (behind.isBlank() || behind.strip().startsWith("//"));
  }

  private int columnChars(int offset) {
    int line = file.line(offset);
    return file.text(start(file, line), offset).length();
  }

  /** Takes a node's whole lines out. */
  Edit without(Node node) {
    int from = start(file, file.line(node.pos()));
    int last = file.line(node.end() - 1);
    int to = last < file.lineCount() ? start(file, last + 1) : file.source().length;
    return new Edit(from, to, "");
  }

  /** Puts a line in before a node's. */
  Edit before(Node node, String text) {
    int from = start(file, file.line(node.pos()));
    return new Edit(from, from, indent(node) + text + "\n");
  }

  /** Puts a line in behind a node's. */
  Edit behind(Node node, String text) {
    int last = file.line(node.end() - 1);
    int from = last < file.lineCount() ? start(file, last + 1) : file.source().length;
    return new Edit(from, from, indent(node) + text + "\n");
  }

  static Edit instead(Node node, String text) {
    return new Edit(node.pos(), node.end(), text);
  }

  /** The call that a statement consists of, deferred or not. */
  static Optional<CallExpr> call(Stmt stmt) {
    return switch (stmt) {
      case ExprStmt one when one.x().unparen() instanceof CallExpr call -> Optional.of(call);
      case DeferStmt one -> Optional.of(one.call());
      default -> Optional.empty();
    };
  }

  /** The name of the only argument of a call {@code pool.Put(name)}. */
  Optional<Ident> given(CallExpr call) {
    boolean put =
        call.fun().unparen() instanceof Expr.SelectorExpr selector
            && selector.sel().name().equals("Put");
    return put && call.args().size() == 1 && call.args().getFirst().unparen() instanceof Ident one
        ? Optional.of(one)
        : Optional.empty();
  }
}
