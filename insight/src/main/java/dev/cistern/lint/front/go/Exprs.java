package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.ArrayType;
import dev.cistern.lint.front.go.tree.Expr.BinaryExpr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.ChanDir;
import dev.cistern.lint.front.go.tree.Expr.ChanType;
import dev.cistern.lint.front.go.tree.Expr.CompositeLit;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.FuncType;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.IndexExpr;
import dev.cistern.lint.front.go.tree.Expr.IndexListExpr;
import dev.cistern.lint.front.go.tree.Expr.KeyValueExpr;
import dev.cistern.lint.front.go.tree.Expr.MapType;
import dev.cistern.lint.front.go.tree.Expr.ParenExpr;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Expr.SliceExpr;
import dev.cistern.lint.front.go.tree.Expr.StarExpr;
import dev.cistern.lint.front.go.tree.Expr.StructType;
import dev.cistern.lint.front.go.tree.Expr.TypeAssertExpr;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads expressions; operators by their precedence, chains without recursion. */
abstract class Exprs extends Parameters {
  Exprs(byte[] source, int from, Names names, Errors errors) {
    super(source, from, names, errors);
  }

  /** Statements in braces. */
  abstract BlockStmt block();

  @Override
  final Expr expr() {
    return binary(unary(), 1);
  }

  final List<Expr> exprs() {
    Expr first = expr();
    if (tok != Token.COMMA) {
      return List.of(first);
    }
    List<Expr> list = new ArrayList<>();
    list.add(first);
    while (tok == Token.COMMA) {
      next();
      list.add(expr());
    }
    return List.copyOf(list);
  }

  /** What operators of at least {@code precedence} make of {@code left} and what follows. */
  final Expr binary(Expr left, int precedence) {
    Expr x = left;
    for (int length = 0; tok.precedence() >= precedence; length++) {
      checkChain(length, CHAIN_MAX);
      Token op = tok;
      int at = pos;
      next();
      Expr y = unary();
      if (tok.precedence() > op.precedence()) {
        y = binary(y, op.precedence() + 1);
      }
      x = new BinaryExpr(x.pos(), x, at, op, y);
    }
    return x;
  }

  private Expr unary() {
    enter();
    int at = pos;
    Expr x =
        switch (tok) {
          case ADD, SUB, NOT, XOR, AND, TILDE -> {
            Token op = tok;
            next();
            yield new UnaryExpr(at, op, unary());
          }
          case ARROW -> {
            next();
            Expr operand = unary();
            yield operand instanceof ChanType type
                ? receiving(at, type)
                : new UnaryExpr(at, Token.ARROW, operand);
          }
          case MUL -> {
            next();
            yield new StarExpr(at, unary());
          }
          default -> primary(operand());
        };
    leave();
    return x;
  }

  /**
   * The channel type that an arrow makes of the one behind it: it belongs to the first {@code
   * chan}, whose own arrow belongs to the next one, as in {@code <-chan<- chan int}.
   */
  private ChanType receiving(int arrow, ChanType type) {
    Expr value = type.value();
    switch (type.dir()) {
      case RECV -> throw fail(type.arrow(), "wanted chan, found <-");
      case BOTH -> {}
      case SEND -> {
        if (!(value instanceof ChanType inner)) {
          throw fail(type.arrow(), "wanted a channel type behind <-");
        }
        value = receiving(type.arrow(), inner);
      }
    }
    return new ChanType(arrow, arrow, ChanDir.RECV, value);
  }

  private Expr operand() {
    switch (tok) {
      case IDENT -> {
        return ident();
      }
      case INT, FLOAT, IMAG, CHAR, STRING -> {
        return literal();
      }
      case LPAREN -> {
        int lparen = expect(Token.LPAREN);
        exprLevel++;
        Expr inner = expr();
        exprLevel--;
        return new ParenExpr(lparen, inner, expect(Token.RPAREN));
      }
      case FUNC -> {
        return funcTypeOrLiteral();
      }
      default -> {
        Expr type = typeOrNull();
        if (type == null) {
          throw failWanted("an expression");
        }
        return type;
      }
    }
  }

  private Expr funcTypeOrLiteral() {
    FuncType type = funcType();
    if (tok != Token.LBRACE) {
      return type;
    }
    enter();
    exprLevel++;
    BlockStmt body = block();
    exprLevel--;
    leave();
    return new FuncLit(type, body);
  }

  /** What selectors, calls, indices and literal braces make of an operand. */
  final Expr primary(Expr operand) {
    Expr x = operand;
    for (int length = 0; ; length++) {
      checkChain(length, CHAIN_MAX);
      switch (tok) {
        case PERIOD -> x = selected(x);
        case LBRACK -> x = indexOrSlice(x);
        case LPAREN -> x = call(x);
        case LBRACE -> {
          if (!isLiteralType(x)) {
            return x;
          }
          if (x instanceof ParenExpr) {
            complain(x.pos(), "the type of a composite literal has no parentheses");
          }
          x = literalValue(x);
        }
        default -> {
          return x;
        }
      }
    }
  }

  /** Whether a brace behind {@code x} opens a literal's value, not a statement's body. */
  private boolean isLiteralType(Expr x) {
    return switch (x.unparen()) {
      case Ident _, SelectorExpr _, IndexExpr _, IndexListExpr _ -> exprLevel >= 0;
      case ArrayType _, StructType _, MapType _ -> true;
      default -> false;
    };
  }

  private Expr selected(Expr x) {
    next();
    if (tok == Token.IDENT) {
      return new SelectorExpr(x.pos(), x, ident());
    }
    if (tok != Token.LPAREN) {
      throw failWanted("a field, a method or (type)");
    }
    int lparen = expect(Token.LPAREN);
    Expr type = null;
    if (tok == Token.TYPE) {
      next();
    } else {
      type = type();
    }
    return new TypeAssertExpr(x.pos(), x, lparen, type, expect(Token.RPAREN));
  }

  private CallExpr call(Expr fun) {
    int lparen = expect(Token.LPAREN);
    if (tok == Token.RPAREN) {
      return new CallExpr(fun.pos(), fun, lparen, List.of(), Node.NO_POS, expect(Token.RPAREN));
    }
    exprLevel++;
    List<Expr> arguments = new ArrayList<>(4);
    int ellipsis = Node.NO_POS;
    while (tok != Token.RPAREN && tok != Token.EOF && ellipsis == Node.NO_POS) {
      arguments.add(expr());
      if (tok == Token.ELLIPSIS) {
        ellipsis = expect(Token.ELLIPSIS);
      }
      if (!atComma(Token.RPAREN)) {
        break;
      }
      next();
    }
    exprLevel--;
    int rparen = expect(Token.RPAREN);
    return new CallExpr(fun.pos(), fun, lparen, List.copyOf(arguments), ellipsis, rparen);
  }

  private Expr indexOrSlice(Expr x) {
    int lbrack = expect(Token.LBRACK);
    if (tok == Token.RBRACK) {
      throw failWanted("an index");
    }
    exprLevel++;
    Expr first = tok == Token.COLON ? null : expr();
    if (tok == Token.COLON) {
      return slice(x, lbrack, first);
    }
    if (first == null) {
      throw failWanted("an index");
    }
    List<Expr> indices = List.of(first);
    if (tok == Token.COMMA) {
      indices = new ArrayList<>();
      indices.add(first);
      while (tok == Token.COMMA) {
        next();
        if (tok != Token.RBRACK && tok != Token.EOF) {
          indices.add(type());
        }
      }
    }
    exprLevel--;
    return indexed(x, lbrack, indices, expect(Token.RBRACK));
  }

  private SliceExpr slice(Expr x, int lbrack, @Nullable Expr low) {
    next();
    Expr high = boundOrNull();
    boolean slice3 = tok == Token.COLON;
    Expr max = null;
    if (slice3) {
      if (high == null) {
        complain(pos, "a slice of three indices wants its middle one");
      }
      next();
      max = boundOrNull();
      if (max == null) {
        complain(pos, "a slice of three indices wants its last one");
      }
    }
    exprLevel--;
    return new SliceExpr(x.pos(), x, lbrack, low, high, max, slice3, expect(Token.RBRACK));
  }

  private @Nullable Expr boundOrNull() {
    return tok == Token.COLON || tok == Token.RBRACK || tok == Token.EOF ? null : expr();
  }

  private CompositeLit literalValue(@Nullable Expr type) {
    enter();
    int lbrace = expect(Token.LBRACE);
    exprLevel++;
    List<Expr> elements = new ArrayList<>();
    while (tok != Token.RBRACE && tok != Token.EOF) {
      elements.add(element());
      if (!atComma(Token.RBRACE)) {
        break;
      }
      next();
    }
    exprLevel--;
    int rbrace = expect(Token.RBRACE);
    leave();
    return new CompositeLit(type, lbrace, List.copyOf(elements), rbrace);
  }

  private Expr element() {
    Expr value = value();
    if (tok != Token.COLON) {
      return value;
    }
    int colon = expect(Token.COLON);
    return new KeyValueExpr(value, colon, value());
  }

  private Expr value() {
    return tok == Token.LBRACE ? literalValue(null) : expr();
  }
}
