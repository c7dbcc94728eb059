package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.CommentGroup;
import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.ChanDir;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Token;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree in the form in which {@code lab/go/gotree} prints those of {@code go/parser}: one line for
 * each node, parents first.
 */
final class CanonicalTree extends CanonicalLines {
  private final GoFile file;

  private CanonicalTree(GoFile file) {
    this.file = file;
  }

  static byte[] of(GoFile file) {
    CanonicalTree tree = new CanonicalTree(file);
    tree.file();
    return tree.bytes();
  }

  /** The first half of the SHA-256 of the tree, in hexadecimal digits. */
  static String digest(GoFile file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(of(file));
      return HexFormat.of().formatHex(hash, 0, hash.length / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void file() {
    int doc = doc(file.head().doc());
    line("File", file.head().pos(), doc, file.decls().size(), file.comments().size());
    expr(file.head().name());
    file.decls().forEach(this::decl);
    for (CommentGroup group : file.comments()) {
      line("CommentGroup", group.list().size());
      group.list().forEach(one -> text("Comment", withoutReturns(file.text(one)), one.pos()));
    }
  }

  /**
   * As go/ast has a comment: without carriage returns, but for those that part a star and slash.
   */
  private static String withoutReturns(String comment) {
    if (comment.indexOf('\r') < 0) {
      return comment;
    }
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < comment.length(); i++) {
      boolean parts =
          comment.charAt(1) == '*'
              && kept.length() > 2
              && kept.charAt(kept.length() - 1) == '*'
              && comment.startsWith("/", i + 1);
      if (comment.charAt(i) != '\r' || parts) {
        kept.append(comment.charAt(i));
      }
    }
    return kept.toString();
  }

  private static int doc(@Nullable CommentGroup group) {
    return group == null ? Node.NO_POS : group.pos();
  }

  private void decl(Decl decl) {
    switch (decl) {
      case Decl.GenDecl gen -> {
        int doc = doc(gen.doc());
        int count = gen.specs().size();
        text("GenDecl", gen.tok().text(), gen.pos(), doc, gen.lparen(), count, gen.rparen());
        gen.specs().forEach(this::spec);
      }
      case Decl.FuncDecl func -> {
        line("FuncDecl", doc(func.doc()));
        fields(func.recv());
        expr(func.name());
        expr(func.type());
        stmt(func.body());
      }
      case Decl.BadDecl _ -> line("BadDecl");
    }
  }

  private void spec(Spec spec) {
    switch (spec) {
      case Spec.ImportSpec(var doc, var name, var path, var comment) -> {
        line("ImportSpec", doc(doc), doc(comment));
        expr(name);
        expr(path);
      }
      case Spec.ValueSpec(var doc, var names, var type, var values, var comment) -> {
        line("ValueSpec", doc(doc), doc(comment), names.size(), values.size());
        exprs(names);
        expr(type);
        exprs(values);
      }
      case Spec.TypeSpec(var doc, var name, var params, int assign, var type, var comment) -> {
        line("TypeSpec", doc(doc), doc(comment), assign);
        expr(name);
        fields(params);
        expr(type);
      }
    }
  }

  private void fields(@Nullable FieldList list) {
    if (list == null) {
      line("none");
      return;
    }
    line("FieldList", list.opening(), list.list().size(), list.closing());
    for (Field field : list.list()) {
      line("Field", doc(field.doc()), doc(field.comment()), field.names().size());
      exprs(field.names());
      expr(field.type());
      expr(field.tag());
    }
  }

  private void exprs(List<? extends Expr> list) {
    list.forEach(this::expr);
  }

  private void all(@Nullable Expr... list) {
    for (Expr x : list) {
      expr(x);
    }
  }

  private void expr(@Nullable Expr expr) {
    switch (expr) {
      case null -> line("none");
      case Ident(int pos, int end, var name) -> text("Ident", name, pos, end);
      case Expr.Ellipsis(int pos, var elt) -> {
        line("Ellipsis", pos);
        expr(elt);
      }
      case Expr.BasicLit(int pos, int end, var kind, var value) ->
          text("BasicLit " + kind, value, pos, end);
      case Expr.FuncLit(var type, var body) -> {
        line("FuncLit");
        expr(type);
        stmt(body);
      }
      case Expr.CompositeLit(var type, int lbrace, var elts, int rbrace) -> {
        line("CompositeLit", lbrace, elts.size(), rbrace);
        expr(type);
        exprs(elts);
      }
      case Expr.ParenExpr(int pos, var x, int rparen) -> {
        line("ParenExpr", pos, rparen);
        expr(x);
      }
      case Expr.SelectorExpr(_, var x, var sel) -> {
        line("SelectorExpr");
        all(x, sel);
      }
      case Expr.IndexExpr(_, var x, int lbrack, var index, int rbrack) -> {
        line("IndexExpr", lbrack, rbrack);
        all(x, index);
      }
      case Expr.IndexListExpr(_, var x, int lbrack, var indices, int rbrack) -> {
        line("IndexListExpr", lbrack, indices.size(), rbrack);
        expr(x);
        exprs(indices);
      }
      case Expr.SliceExpr(
              _,
              var x,
              int lbrack,
              var low,
              var high,
              var max,
              boolean slice3,
              int rbrack) -> {
        line("SliceExpr", lbrack, slice3 ? 1 : 0, rbrack);
        all(x, low, high, max);
      }
      case Expr.TypeAssertExpr(_, var x, int lparen, var type, int rparen) -> {
        line("TypeAssertExpr", lparen, rparen);
        all(x, type);
      }
      case Expr.CallExpr(_, var fun, int lparen, var args, int ellipsis, int rparen) -> {
        line("CallExpr", lparen, args.size(), ellipsis, rparen);
        expr(fun);
        exprs(args);
      }
      case Expr.StarExpr(int pos, var x) -> {
        line("StarExpr", pos);
        expr(x);
      }
      case Expr.UnaryExpr(int pos, var op, var x) -> {
        text("UnaryExpr", op.text(), pos);
        expr(x);
      }
      case Expr.BinaryExpr(_, var x, int opPos, var op, var y) -> {
        text("BinaryExpr", op.text(), opPos);
        all(x, y);
      }
      case Expr.KeyValueExpr(var key, int colon, var value) -> {
        line("KeyValueExpr", colon);
        all(key, value);
      }
      default -> type(expr);
    }
  }

  private void type(Expr type) {
    switch (type) {
      case Expr.ArrayType(int pos, var len, var elt) -> {
        line("ArrayType", pos);
        all(len, elt);
      }
      case Expr.StructType(int pos, var fields) -> {
        line("StructType", pos);
        fields(fields);
      }
      case Expr.FuncType(int func, var typeParams, var params, var results) -> {
        line("FuncType", func);
        fields(typeParams);
        fields(params);
        fields(results);
      }
      case Expr.InterfaceType(int pos, var methods) -> {
        line("InterfaceType", pos);
        fields(methods);
      }
      case Expr.MapType(int pos, var key, var value) -> {
        line("MapType", pos);
        all(key, value);
      }
      case Expr.ChanType(int pos, int arrow, var dir, var value) -> {
        line("ChanType", pos, arrow, dir == ChanDir.SEND ? 1 : dir == ChanDir.RECV ? 2 : 3);
        expr(value);
      }
      default -> throw new IllegalArgumentException(type.toString());
    }
  }

  private void stmt(@Nullable Stmt stmt) {
    switch (stmt) {
      case null -> line("none");
      case BlockStmt(int pos, var list, int rbrace) -> {
        line("BlockStmt", pos, list.size(), rbrace);
        list.forEach(this::stmt);
      }
      case Stmt.DeclStmt(var gen) -> {
        line("DeclStmt");
        decl(gen);
      }
      case Stmt.EmptyStmt(int pos, boolean implicit) -> line("EmptyStmt", pos, implicit ? 1 : 0);
      case Stmt.LabeledStmt(var label, int colon, var inner) -> {
        line("LabeledStmt", colon);
        expr(label);
        stmt(inner);
      }
      case Stmt.ExprStmt(var x) -> {
        line("ExprStmt");
        expr(x);
      }
      case Stmt.SendStmt(var chan, int arrow, var value) -> {
        line("SendStmt", arrow);
        all(chan, value);
      }
      case Stmt.IncDecStmt(var x, int tokPos, var op) -> {
        text("IncDecStmt", op.text(), tokPos);
        expr(x);
      }
      case Stmt.AssignStmt(var lhs, int tokPos, var op, var rhs) -> {
        text("AssignStmt", op.text(), tokPos, lhs.size(), rhs.size());
        exprs(lhs);
        exprs(rhs);
      }
      case Stmt.GoStmt(int pos, var call) -> {
        line("GoStmt", pos);
        expr(call);
      }
      case Stmt.DeferStmt(int pos, var call) -> {
        line("DeferStmt", pos);
        expr(call);
      }
      case Stmt.ReturnStmt(int pos, var results) -> {
        line("ReturnStmt", pos, results.size());
        exprs(results);
      }
      case Stmt.BranchStmt(int pos, var op, var label) -> {
        text("BranchStmt", op.text(), pos);
        expr(label);
      }
      case Stmt.BadStmt _ -> line("BadStmt");
      default -> control(stmt);
    }
  }

  private void control(Stmt stmt) {
    switch (stmt) {
      case Stmt.IfStmt(int pos, var init, var cond, var body, var orElse) -> {
        line("IfStmt", pos);
        stmt(init);
        expr(cond);
        stmt(body);
        stmt(orElse);
      }
      case Stmt.SwitchStmt(int pos, var init, var tag, int lbrace, var clauses, int rbrace) -> {
        line("SwitchStmt", pos, lbrace, clauses.size(), rbrace);
        stmt(init);
        expr(tag);
        clauses.forEach(this::stmt);
      }
      case Stmt.TypeSwitchStmt(
              int pos,
              var init,
              var assign,
              int lbrace,
              var clauses,
              int rbrace) -> {
        line("TypeSwitchStmt", pos, lbrace, clauses.size(), rbrace);
        stmt(init);
        stmt(assign);
        clauses.forEach(this::stmt);
      }
      case Stmt.SelectStmt(int pos, int lbrace, var clauses, int rbrace) -> {
        line("SelectStmt", pos, lbrace, clauses.size(), rbrace);
        clauses.forEach(this::stmt);
      }
      case Stmt.CaseClause(int pos, var list, int colon, var body) -> {
        line("CaseClause", pos, list.size(), colon, body.size());
        exprs(list);
        body.forEach(this::stmt);
      }
      case Stmt.CommClause(int pos, var comm, int colon, var body) -> {
        line("CommClause", pos, colon, body.size());
        stmt(comm);
        body.forEach(this::stmt);
      }
      case Stmt.ForStmt(int pos, var init, var cond, var post, var body) -> {
        line("ForStmt", pos);
        stmt(init);
        expr(cond);
        stmt(post);
        stmt(body);
      }
      case Stmt.RangeStmt(
              int pos,
              var key,
              var value,
              int tokPos,
              Token op,
              int range,
              var x,
              var body) -> {
        text("RangeStmt", op.text(), pos, tokPos, range);
        all(key, value, x);
        stmt(body);
      }
      default -> throw new IllegalArgumentException(stmt.toString());
    }
  }
}
