package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.CommentGroup;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.ArrayType;
import dev.cistern.lint.front.go.tree.Expr.BasicLit;
import dev.cistern.lint.front.go.tree.Expr.BinaryExpr;
import dev.cistern.lint.front.go.tree.Expr.ChanDir;
import dev.cistern.lint.front.go.tree.Expr.ChanType;
import dev.cistern.lint.front.go.tree.Expr.Ellipsis;
import dev.cistern.lint.front.go.tree.Expr.FuncType;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.IndexExpr;
import dev.cistern.lint.front.go.tree.Expr.IndexListExpr;
import dev.cistern.lint.front.go.tree.Expr.InterfaceType;
import dev.cistern.lint.front.go.tree.Expr.MapType;
import dev.cistern.lint.front.go.tree.Expr.ParenExpr;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Expr.StarExpr;
import dev.cistern.lint.front.go.tree.Expr.StructType;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads types, with the fields of structs and the elements of interfaces. */
abstract class Types extends Cursor {
  Types(byte[] source, int from, Names names, Errors errors) {
    super(source, from, names, errors);
  }

  /** An expression, or a type where one may stand for it. */
  abstract Expr expr();

  /** Parameters, results or type parameters up to, not including, {@code closing}. */
  abstract List<Field> fields(@Nullable Ident name, @Nullable Expr type, Token closing);

  final Expr type() {
    Expr type = typeOrNull();
    if (type == null) {
      throw failWanted("a type");
    }
    return type;
  }

  /** A type, or nothing where none starts here. */
  final @Nullable Expr typeOrNull() {
    int levels = tok == Token.MUL || tok == Token.LBRACK ? 1 : 2;
    enter(levels);
    Expr type =
        switch (tok) {
          case IDENT -> namedType(ident());
          case LBRACK -> arrayType(expect(Token.LBRACK), null);
          case STRUCT -> structType();
          case MUL -> new StarExpr(expect(Token.MUL), type());
          case FUNC -> funcType();
          case INTERFACE -> interfaceType();
          case MAP -> mapType();
          case CHAN, ARROW -> chanType();
          case LPAREN -> {
            int lparen = expect(Token.LPAREN);
            Expr inner = type();
            yield new ParenExpr(lparen, inner, expect(Token.RPAREN));
          }
          default -> null;
        };
    leave(levels);
    return type;
  }

  /** The type that {@code name} begins: perhaps qualified, perhaps with type arguments. */
  final Expr namedType(Ident name) {
    Expr type = typeName(name);
    return tok == Token.LBRACK ? instance(type) : type;
  }

  final Expr typeName(Ident name) {
    if (tok != Token.PERIOD) {
      return name;
    }
    next();
    return new SelectorExpr(name.pos(), name, ident());
  }

  private Expr instance(Expr generic) {
    int lbrack = expect(Token.LBRACK);
    exprLevel++;
    List<Expr> arguments = new ArrayList<>(2);
    typesUpTo(Token.RBRACK, arguments);
    exprLevel--;
    if (arguments.isEmpty()) {
      throw failWanted("a type argument");
    }
    return indexed(generic, lbrack, arguments, expect(Token.RBRACK));
  }

  private void typesUpTo(Token closing, List<Expr> types) {
    while (tok != closing && tok != Token.EOF) {
      types.add(type());
      if (!atComma(closing)) {
        break;
      }
      next();
    }
  }

  static Expr indexed(Expr x, int lbrack, List<Expr> indices, int rbrack) {
    return indices.size() == 1
        ? new IndexExpr(x.pos(), x, lbrack, indices.getFirst(), rbrack)
        : new IndexListExpr(x.pos(), x, lbrack, List.copyOf(indices), rbrack);
  }

  /** An array or slice type behind its bracket; {@code length} where it was read already. */
  final ArrayType arrayType(int lbrack, @Nullable Expr length) {
    Expr len = length;
    if (len == null && tok != Token.RBRACK) {
      exprLevel++;
      len = tok == Token.ELLIPSIS ? new Ellipsis(expect(Token.ELLIPSIS), null) : expr();
      exprLevel--;
    }
    expect(Token.RBRACK);
    return new ArrayType(lbrack, len, type());
  }

  private MapType mapType() {
    int at = expect(Token.MAP);
    expect(Token.LBRACK);
    Expr key = type();
    expect(Token.RBRACK);
    return new MapType(at, key, type());
  }

  private ChanType chanType() {
    int at = pos;
    if (tok == Token.ARROW) {
      next();
      expect(Token.CHAN);
      return new ChanType(at, at, ChanDir.RECV, type());
    }
    next();
    if (tok == Token.ARROW) {
      int arrow = expect(Token.ARROW);
      return new ChanType(at, arrow, ChanDir.SEND, type());
    }
    return new ChanType(at, Node.NO_POS, ChanDir.BOTH, type());
  }

  // Functions

  final FuncType funcType() {
    int at = expect(Token.FUNC);
    if (tok == Token.LBRACK) {
      complain(pos, "a function type has no type parameters");
      typeParameters();
    }
    return signature(at, null);
  }

  final FuncType signature(int func, @Nullable FieldList typeParams) {
    enter();
    FieldList params = parameters();
    FieldList results = results();
    leave();
    return new FuncType(func, typeParams, params, results);
  }

  final FieldList parameters() {
    int lparen = expect(Token.LPAREN);
    List<Field> list = tok == Token.RPAREN ? List.of() : fields(null, null, Token.RPAREN);
    return new FieldList(lparen, list, expect(Token.RPAREN));
  }

  private @Nullable FieldList results() {
    if (tok == Token.LPAREN) {
      FieldList results = parameters();
      if (!results.list().isEmpty() && results.list().getLast().type() instanceof Ellipsis dots) {
        complain(dots.pos(), "a result cannot be variadic");
      }
      return results;
    }
    Expr type = typeOrNull();
    return type == null ? null : new FieldList(Node.NO_POS, List.of(unnamed(type)), Node.NO_POS);
  }

  /** Type parameters in brackets. */
  final FieldList typeParameters() {
    int lbrack = expect(Token.LBRACK);
    if (tok == Token.RBRACK) {
      throw failWanted("a type parameter");
    }
    List<Field> list = fields(null, null, Token.RBRACK);
    return new FieldList(lbrack, list, expect(Token.RBRACK));
  }

  static Field unnamed(Expr type) {
    return new Field(null, List.of(), type, null, null);
  }

  // Structs

  private StructType structType() {
    enter();
    int at = expect(Token.STRUCT);
    int lbrace = expect(Token.LBRACE);
    List<Field> list = new ArrayList<>();
    while (!isCutShort() && (tok == Token.IDENT || tok == Token.MUL || tok == Token.LPAREN)) {
      Mark entry = mark();
      try {
        list.add(structField());
      } catch (Stop mistake) {
        recover(entry, Token.RBRACE);
      }
    }
    StructType type =
        new StructType(at, new FieldList(lbrace, List.copyOf(list), close(Token.RBRACE)));
    leave();
    return type;
  }

  private Field structField() {
    CommentGroup doc = leadComment;
    List<Ident> names = List.of();
    Expr type;
    if (tok == Token.IDENT) {
      Ident name = ident();
      if (tok == Token.PERIOD || isEndOfEmbedded()) {
        type = tok == Token.PERIOD ? namedType(name) : name;
      } else if (tok == Token.LBRACK) {
        Sized sized = arrayOrInstance(name);
        names = sized.name() == null ? List.of() : List.of(sized.name());
        type = sized.type();
      } else {
        names = tok == Token.COMMA ? namesAfter(name) : List.of(name);
        type = type();
      }
    } else {
      type = embeddedPointer();
    }
    BasicLit tag = tok == Token.STRING ? literal() : null;
    return new Field(doc, names, type, tag, endOfLine());
  }

  private boolean isEndOfEmbedded() {
    return tok == Token.STRING || tok == Token.SEMICOLON || tok == Token.RBRACE;
  }

  final List<Ident> namesAfter(Ident first) {
    List<Ident> names = new ArrayList<>();
    names.add(first);
    while (tok == Token.COMMA) {
      next();
      names.add(ident());
    }
    return List.copyOf(names);
  }

  /** {@code *T}; parentheses are a mistake that is easily read over. */
  private Expr embeddedPointer() {
    boolean outer = passParenthesis();
    int star = tok == Token.MUL ? expect(Token.MUL) : Node.NO_POS;
    boolean inner = star != Node.NO_POS && passParenthesis();
    Expr type = namedType(ident());
    if ((outer || inner) && tok == Token.RPAREN) {
      next();
    }
    return star == Node.NO_POS ? type : new StarExpr(star, type);
  }

  private boolean passParenthesis() {
    if (tok != Token.LPAREN) {
      return false;
    }
    complain(pos, "an embedded type has no parentheses");
    next();
    return true;
  }

  final BasicLit literal() {
    BasicLit literal = new BasicLit(pos, end, tok, literalText());
    next();
    return literal;
  }

  /** A field's or parameter's name and type, or only a type. */
  record Sized(@Nullable Ident name, Expr type) {}

  /**
   * With a name read and a bracket here: {@code x []E}, {@code x [n]E} or the type {@code x[P]}.
   */
  final Sized arrayOrInstance(Ident name) {
    int lbrack = expect(Token.LBRACK);
    List<Expr> arguments = new ArrayList<>(2);
    int trailingComma = Node.NO_POS;
    exprLevel++;
    while (tok != Token.RBRACK) {
      arguments.add(expr());
      trailingComma = Node.NO_POS;
      if (tok != Token.COMMA) {
        break;
      }
      trailingComma = expect(Token.COMMA);
    }
    exprLevel--;
    int rbrack = expect(Token.RBRACK);
    if (arguments.isEmpty()) {
      return new Sized(name, new ArrayType(lbrack, null, type()));
    }
    Expr element = arguments.size() == 1 ? typeOrNull() : null;
    if (element == null) {
      return new Sized(null, indexed(name, lbrack, arguments, rbrack));
    }
    if (trailingComma != Node.NO_POS) {
      complain(trailingComma, "wanted ], found a comma");
    }
    return new Sized(name, new ArrayType(lbrack, arguments.getFirst(), element));
  }

  // Interfaces

  private InterfaceType interfaceType() {
    enter();
    int at = expect(Token.INTERFACE);
    int lbrace = expect(Token.LBRACE);
    List<Field> list = new ArrayList<>();
    while (!isCutShort() && tok != Token.RBRACE && tok != Token.EOF) {
      Mark entry = mark();
      try {
        list.add(element());
      } catch (Stop mistake) {
        recover(entry, Token.RBRACE);
      }
    }
    InterfaceType type =
        new InterfaceType(at, new FieldList(lbrace, List.copyOf(list), close(Token.RBRACE)));
    leave();
    return type;
  }

  private Field element() {
    if (tok != Token.IDENT) {
      Expr union = union(null);
      return new Field(null, List.of(), union, null, endOfLine());
    }
    CommentGroup doc = leadComment;
    Ident name = ident();
    if (tok == Token.LPAREN) {
      FuncType type = signature(Node.NO_POS, null);
      return new Field(doc, List.of(name), type, null, endOfLine());
    }
    Expr type = tok == Token.LBRACK ? embeddedInstance(name) : namedType(name);
    Expr union = union(type);
    return new Field(doc, List.of(), union, null, endOfLine());
  }

  private Expr embeddedInstance(Ident name) {
    int lbrack = expect(Token.LBRACK);
    List<Expr> arguments = new ArrayList<>(2);
    exprLevel++;
    arguments.add(expr());
    if (atComma(Token.RBRACK)) {
      next();
      typesUpTo(Token.RBRACK, arguments);
    }
    exprLevel--;
    return indexed(name, lbrack, arguments, expect(Token.RBRACK));
  }

  /** The union {@code a | ~b}; {@code first} where its first term was read already. */
  final Expr union(@Nullable Expr first) {
    Expr union = first == null ? term() : first;
    for (int length = 0; tok == Token.OR; length++) {
      checkChain(length, CHAIN_MAX);
      int at = expect(Token.OR);
      union = new BinaryExpr(union.pos(), union, at, Token.OR, term());
    }
    return union;
  }

  private Expr term() {
    if (tok == Token.TILDE) {
      int at = expect(Token.TILDE);
      return new UnaryExpr(at, Token.TILDE, type());
    }
    Expr type = typeOrNull();
    if (type == null) {
      throw failWanted("a type or ~");
    }
    return type;
  }
}
