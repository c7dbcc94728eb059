package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.CommentGroup;
import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Decl.BadDecl;
import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.Decl.GenDecl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.ArrayType;
import dev.cistern.lint.front.go.tree.Expr.BasicLit;
import dev.cistern.lint.front.go.tree.Expr.BinaryExpr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.ChanType;
import dev.cistern.lint.front.go.tree.Expr.FuncType;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.InterfaceType;
import dev.cistern.lint.front.go.tree.Expr.MapType;
import dev.cistern.lint.front.go.tree.Expr.ParenExpr;
import dev.cistern.lint.front.go.tree.Expr.StarExpr;
import dev.cistern.lint.front.go.tree.Expr.StructType;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Spec.ImportSpec;
import dev.cistern.lint.front.go.tree.Spec.TypeSpec;
import dev.cistern.lint.front.go.tree.Spec.ValueSpec;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads declarations and files: the top of the parser. */
final class Decls extends Controls {
  private final boolean skipBodies;

  Decls(byte[] source, int from, Names names, Errors errors, boolean skipBodies) {
    super(source, from, names, errors);
    this.skipBodies = skipBodies;
  }

  /** The package clause; what of it is missing is told. */
  GoFile.Head head() {
    next();
    CommentGroup doc = leadComment;
    int at = tok == Token.PACKAGE ? pos : Node.NO_POS;
    try {
      expect(Token.PACKAGE);
      Ident name = ident();
      endOfLine();
      return new GoFile.Head(doc, at, name);
    } catch (Stop mistake) {
      recoverDeclaration(pos - 1);
      return new GoFile.Head(doc, at, null);
    }
  }

  /** All declarations of the file. */
  List<Decl> decls() {
    List<Decl> decls = new ArrayList<>();
    boolean importsOver = false;
    while (tok != Token.EOF) {
      int from = pos;
      startDeclaration();
      if (tok == Token.IMPORT && importsOver) {
        complain(from, "imports stand before other declarations");
      }
      importsOver |= tok != Token.IMPORT;
      try {
        decls.add(decl());
      } catch (Stop mistake) {
        recoverDeclaration(from);
        decls.add(new BadDecl(from, pos));
      }
    }
    return decls;
  }

  private Decl decl() {
    return switch (tok) {
      case FUNC -> funcDecl();
      case IMPORT, CONST, VAR, TYPE -> genDecl();
      default -> throw failWanted("a declaration");
    };
  }

  // Functions

  private FuncDecl funcDecl() {
    CommentGroup doc = leadComment;
    int at = expect(Token.FUNC);
    FieldList recv = tok == Token.LPAREN ? parameters() : null;
    Ident name = ident();
    FieldList typeParams = null;
    if (tok == Token.LBRACK) {
      int lbrack = pos;
      typeParams = typeParameters();
      if (recv != null) {
        complain(lbrack, "a method has no type parameters");
        typeParams = null;
      }
    }
    FuncType type = signature(at, typeParams);
    BlockStmt body = null;
    if (tok == Token.LBRACE) {
      body = body();
      endOfLine();
    } else {
      endOfLine();
      if (tok == Token.LBRACE) {
        complain(pos, "wanted { on the line of the signature");
        body = body();
        endOfLine();
      }
    }
    return new FuncDecl(doc, recv, name, type, body);
  }

  /** A function's body, read or skipped. */
  private BlockStmt body() {
    if (!skipBodies) {
      return block();
    }
    int lbrace = pos;
    if (!skipToClosingBrace()) {
      complain(lbrace, "wanted a closing brace, found the file's end");
      return new BlockStmt(lbrace, List.of(), pos);
    }
    return new BlockStmt(lbrace, List.of(), expect(Token.RBRACE));
  }

  /** A body on its own, with the cursor on its brace; empty where it is nested too deep. */
  BlockStmt bodyAlone() {
    int lbrace = pos;
    try {
      return block();
    } catch (Stop mistake) {
      return new BlockStmt(lbrace, List.of(), pos);
    }
  }

  // Imports, constants, variables, types

  @Override
  GenDecl genDecl() {
    CommentGroup doc = leadComment;
    Token keyword = tok;
    int at = expect(keyword);
    if (tok != Token.LPAREN) {
      Spec spec = spec(null, keyword);
      return new GenDecl(doc, at, keyword, Node.NO_POS, List.of(spec), Node.NO_POS);
    }
    int lparen = expect(Token.LPAREN);
    List<Spec> specs = new ArrayList<>();
    while (tok != Token.RPAREN && tok != Token.EOF && !isCutShort()) {
      Mark entry = mark();
      try {
        specs.add(spec(leadComment, keyword));
      } catch (Stop mistake) {
        recover(entry, Token.RPAREN);
        if (tok == Token.RBRACE) {
          throw mistake;
        }
      }
    }
    int rparen = close(Token.RPAREN);
    endOfLine();
    return new GenDecl(doc, at, keyword, lparen, List.copyOf(specs), rparen);
  }

  private Spec spec(@Nullable CommentGroup doc, Token keyword) {
    return switch (keyword) {
      case IMPORT -> importSpec(doc);
      case TYPE -> typeSpec(doc);
      default -> valueSpec(doc, keyword);
    };
  }

  private ImportSpec importSpec(@Nullable CommentGroup doc) {
    Ident name = null;
    if (tok == Token.IDENT) {
      name = ident();
    } else if (tok == Token.PERIOD) {
      name = new Ident(pos, end, ".");
      next();
    }
    if (tok != Token.STRING) {
      throw failWanted("an import path");
    }
    BasicLit path = literal();
    return new ImportSpec(doc, name, path, endOfLine());
  }

  private ValueSpec valueSpec(@Nullable CommentGroup doc, Token keyword) {
    Ident first = ident();
    List<Ident> names = tok == Token.COMMA ? namesAfter(first) : List.of(first);
    Expr type = null;
    if (tok != Token.ASSIGN) {
      type = keyword == Token.VAR ? type() : typeOrNull();
    }
    List<Expr> values = List.of();
    if (tok == Token.ASSIGN) {
      next();
      values = exprs();
    }
    return new ValueSpec(doc, names, type, values, endOfLine());
  }

  private TypeSpec typeSpec(@Nullable CommentGroup doc) {
    Ident name = ident();
    FieldList typeParams = null;
    Expr type = null;
    if (tok == Token.LBRACK) {
      int lbrack = expect(Token.LBRACK);
      Bracket bracket = tok == Token.IDENT ? bracket() : new Bracket(null, null, null);
      if (bracket.name() != null) {
        var list = fields(bracket.name(), bracket.constraint(), Token.RBRACK);
        typeParams = new FieldList(lbrack, list, expect(Token.RBRACK));
      } else {
        type = arrayType(lbrack, bracket.length());
      }
    }
    int assign = Node.NO_POS;
    if (type == null) {
      assign = tok == Token.ASSIGN ? expect(Token.ASSIGN) : Node.NO_POS;
      type = type();
    }
    return new TypeSpec(doc, name, typeParams, assign, type, endOfLine());
  }

  /**
   * What begins in brackets behind a type's name: an array's length, or the first type parameter
   * with as much of its constraint as reads like an expression, as in {@code [P *T,]}.
   */
  private record Bracket(@Nullable Ident name, @Nullable Expr constraint, @Nullable Expr length) {}

  private Bracket bracket() {
    Ident first = ident();
    if (tok == Token.LBRACK) {
      return new Bracket(first, null, null);
    }
    exprLevel++;
    Expr x = binary(primary(first), 1);
    exprLevel--;
    Bracket split = split(x, tok == Token.COMMA);
    boolean lone = split.constraint() == null && tok == Token.RBRACK;
    return split.name() == null || lone ? new Bracket(null, null, x) : split;
  }

  /** Divides {@code name constraint} that was read as a product, a union or a call. */
  private static Bracket split(Expr x, boolean force) {
    Bracket whole = new Bracket(null, null, x);
    return switch (x) {
      case Ident name -> new Bracket(name, null, null);
      case BinaryExpr(_, Ident name, int at, Token op, Expr y)
          when op == Token.MUL && (force || isTypeElement(y)) ->
          new Bracket(name, new StarExpr(at, y), null);
      case BinaryExpr(_, Expr left, int at, Token op, Expr y) when op == Token.OR -> {
        Bracket inner = split(left, force || isTypeElement(y));
        Expr first = inner.constraint();
        yield first == null || inner.name() == null
            ? whole
            : new Bracket(inner.name(), new BinaryExpr(first.pos(), first, at, op, y), null);
      }
      case CallExpr(_, Ident name, int lparen, var arguments, int ellipsis, int rparen)
          when arguments.size() == 1
              && ellipsis == Node.NO_POS
              && (force || isTypeElement(arguments.getFirst())) ->
          new Bracket(name, new ParenExpr(lparen, arguments.getFirst(), rparen), null);
      default -> whole;
    };
  }

  /** Whether {@code x} can only be part of a constraint. */
  private static boolean isTypeElement(Expr x) {
    return switch (x) {
      case ArrayType _, StructType _, FuncType _, InterfaceType _, MapType _, ChanType _ -> true;
      case BinaryExpr binary -> isTypeElement(binary.x()) || isTypeElement(binary.y());
      case UnaryExpr unary -> unary.op() == Token.TILDE;
      case ParenExpr paren -> isTypeElement(paren.x());
      default -> false;
    };
  }
}
