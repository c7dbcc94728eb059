package dev.cistern.lint.front.go.tree;

import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression or a type: before names are resolved they cannot always be told apart.
 *
 * <p>Kinds that can grow to the left without nesting in the source ({@code a + b + c}, {@code
 * a.b().c()}) carry their start, so that {@link #pos()} never walks down a chain.
 */
public sealed interface Expr extends Node {
  /** The expression without parentheses around it. */
  default Expr unparen() {
    Expr inner = this;
    while (inner instanceof ParenExpr paren) {
      inner = paren.x;
    }
    return inner;
  }

  record Ident(int pos, int end, String name) implements Expr {}

  /**
   * The {@code ...} of an array type's length, or of a parameter with its type.
   *
   * @param elt a variadic parameter's type
   */
  record Ellipsis(int pos, @Nullable Expr elt) implements Expr {
    @Override
    public int end() {
      return elt == null ? pos + 3 : elt.end();
    }
  }

  /**
   * A literal as it stands in the source, quotes included; in a raw string without carriage
   * returns.
   *
   * @param kind {@link Token#INT}, {@link Token#FLOAT}, {@link Token#IMAG}, {@link Token#CHAR} or
   *     {@link Token#STRING}
   */
  record BasicLit(int pos, int end, Token kind, String value) implements Expr {}

  /** A closure. */
  record FuncLit(FuncType type, BlockStmt body) implements Expr {
    @Override
    public int pos() {
      return type.pos();
    }

    @Override
    public int end() {
      return body.end();
    }
  }

  /**
   * A composite literal.
   *
   * @param type absent inside another literal that gives it
   * @param elts values, or {@link KeyValueExpr}
   */
  record CompositeLit(@Nullable Expr type, int lbrace, List<Expr> elts, int rbrace)
      implements Expr {
    @Override
    public int pos() {
      return type == null ? lbrace : type.pos();
    }

    @Override
    public int end() {
      return rbrace + 1;
    }
  }

  record ParenExpr(int pos, Expr x, int rparen) implements Expr {
    @Override
    public int end() {
      return rparen + 1;
    }
  }

  /** {@code x.sel}: a field, a method, a qualified name. */
  record SelectorExpr(int pos, Expr x, Ident sel) implements Expr {
    @Override
    public int end() {
      return sel.end();
    }
  }

  /** {@code x[index]}: an element, or a generic function or type with one type argument. */
  record IndexExpr(int pos, Expr x, int lbrack, Expr index, int rbrack) implements Expr {
    @Override
    public int end() {
      return rbrack + 1;
    }
  }

  /** {@code x[a, b]}: a generic function or type with several type arguments. */
  record IndexListExpr(int pos, Expr x, int lbrack, List<Expr> indices, int rbrack)
      implements Expr {
    @Override
    public int end() {
      return rbrack + 1;
    }
  }

  /** {@code x[low:high]} or {@code x[low:high:max]}. */
  record SliceExpr(
      int pos,
      Expr x,
      int lbrack,
      @Nullable Expr low,
      @Nullable Expr high,
      @Nullable Expr max,
      boolean slice3,
      int rbrack)
      implements Expr {
    @Override
    public int end() {
      return rbrack + 1;
    }
  }

  /**
   * {@code x.(type)}.
   *
   * @param type absent in a type switch, where the keyword {@code type} stands
   */
  record TypeAssertExpr(int pos, Expr x, int lparen, @Nullable Expr type, int rparen)
      implements Expr {
    @Override
    public int end() {
      return rparen + 1;
    }
  }

  /**
   * A call or a conversion.
   *
   * @param ellipsis position of the {@code ...} behind the last argument, or {@link #NO_POS}
   */
  record CallExpr(int pos, Expr fun, int lparen, List<Expr> args, int ellipsis, int rparen)
      implements Expr {
    @Override
    public int end() {
      return rparen + 1;
    }
  }

  /** {@code *x}: a dereference or a pointer type. */
  record StarExpr(int pos, Expr x) implements Expr {
    @Override
    public int end() {
      return x.end();
    }
  }

  /**
   * A unary expression.
   *
   * @param op also {@link Token#ARROW} for a receive and {@link Token#TILDE} in a constraint
   */
  record UnaryExpr(int pos, Token op, Expr x) implements Expr {
    @Override
    public int end() {
      return x.end();
    }
  }

  /** A binary expression, or the union {@code a | b} of a constraint. */
  record BinaryExpr(int pos, Expr x, int opPos, Token op, Expr y) implements Expr {
    @Override
    public int end() {
      return y.end();
    }
  }

  /** {@code key: value} in a composite literal. */
  record KeyValueExpr(Expr key, int colon, Expr value) implements Expr {
    @Override
    public int pos() {
      return key.pos();
    }

    @Override
    public int end() {
      return value.end();
    }
  }

  /**
   * An array or slice type.
   *
   * @param len absent for a slice; an {@link Ellipsis} for {@code [...]T}
   */
  record ArrayType(int pos, @Nullable Expr len, Expr elt) implements Expr {
    @Override
    public int end() {
      return elt.end();
    }
  }

  record StructType(int pos, FieldList fields) implements Expr {
    @Override
    public int end() {
      return fields.end();
    }
  }

  /**
   * A function's signature.
   *
   * @param func position of the keyword; {@link #NO_POS} for a method of an interface
   */
  record FuncType(
      int func, @Nullable FieldList typeParams, FieldList params, @Nullable FieldList results)
      implements Expr {
    @Override
    public int pos() {
      return func == NO_POS ? params.pos() : func;
    }

    @Override
    public int end() {
      return results == null ? params.end() : results.end();
    }
  }

  record InterfaceType(int pos, FieldList methods) implements Expr {
    @Override
    public int end() {
      return methods.end();
    }
  }

  record MapType(int pos, Expr key, Expr value) implements Expr {
    @Override
    public int end() {
      return value.end();
    }
  }

  /** Which way a channel type goes. */
  enum ChanDir {
    SEND,
    RECV,
    BOTH
  }

  /**
   * A channel type.
   *
   * @param pos of {@code chan} or {@code <-}, whichever comes first
   * @param arrow position of {@code <-}, or {@link #NO_POS}
   */
  record ChanType(int pos, int arrow, ChanDir dir, Expr value) implements Expr {
    @Override
    public int end() {
      return value.end();
    }
  }
}
