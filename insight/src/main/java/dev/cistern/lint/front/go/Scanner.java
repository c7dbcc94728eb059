package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Token;
import java.nio.charset.StandardCharsets;

/**
 * Turns bytes into tokens, semicolons at line ends included; the lowest layer of the parser.
 *
 * <p>The current token lies in fields: nothing is allocated for one. A conflict marker that a merge
 * left ({@code <<<<<<<}) is told and passed over as a line, so that both sides are read.
 */
abstract class Scanner {
  private static final boolean[] NAME_PART = new boolean[256];

  static {
    for (int c = 0; c < 128; c++) {
      NAME_PART[c] = Character.isLetterOrDigit(c) || c == '_';
    }
  }

  private static final int LITERAL_KEPT_MAX = 6;
  private static final int MARKER_LENGTH = 7;

  final byte[] source;
  final Errors errors;
  private final Names names;
  private final Literals literals;
  private int at;
  private int line = 1;
  private boolean newlineEnds;
  private int newlineInComment = -1;

  /** The current token, and where it starts and ends; its line, from 1. */
  Token tok = Token.ILLEGAL;

  int pos;
  int end;
  int tokLine;

  /** An identifier's or keyword's text. */
  String name = "";

  /** Whether the current semicolon is a line's end. */
  boolean implicit;

  Scanner(byte[] source, int from, Names names, Errors errors) {
    this.source = source;
    this.names = names;
    this.errors = errors;
    this.literals = new Literals(source, errors);
    this.at = from == 0 && source.length > 2 && Encoding.isByteOrderMark(source, 0) ? 3 : from;
  }

  /** The line on which reading goes on: behind the current token. */
  final int lineBehind() {
    return line;
  }

  /** Goes back to read from {@code offset} on again. */
  final void rewind(int offset, int lineThere) {
    at = offset;
    line = lineThere;
    newlineEnds = false;
    newlineInComment = -1;
  }

  /** Makes the file's end the current token. */
  final void skipToEnd() {
    rewind(source.length, line);
    scan();
  }

  private int peek(int i) {
    return i < source.length ? source[i] : 0;
  }

  /** Reads the next token; comments are tokens. */
  final void scan() {
    if (newlineInComment >= 0) {
      take(Token.SEMICOLON, newlineInComment, at);
      implicit = true;
      newlineInComment = -1;
      return;
    }
    int i = blanksSkipped(at);
    tokLine = line;
    if (i >= source.length) {
      endOfFile();
      return;
    }
    int c = source[i];
    if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
      word(i, c);
    } else if (c >= '0' && c <= '9' || c == '.' && peek(i + 1) >= '0' && peek(i + 1) <= '9') {
      Token kind = literals.number(i);
      literal(kind, i);
    } else if (c < 0) {
      beyondAscii(i);
    } else if (!isMarker(i, c)) {
      operator(i, c);
    } else {
      errors.add(i, "conflict marker of a merge");
      at = lineEnd(i);
      scan();
    }
  }

  private int blanksSkipped(int from) {
    int i = from;
    while (i < source.length) {
      byte c = source[i];
      if (c == '\n') {
        if (newlineEnds) {
          return i;
        }
        line++;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return i;
      }
      i++;
    }
    return i;
  }

  private void endOfFile() {
    implicit = newlineEnds;
    int last = source.length;
    take(newlineEnds ? Token.SEMICOLON : Token.EOF, last, last);
    newlineEnds = false;
  }

  private void take(Token kind, int from, int to) {
    tok = kind;
    pos = from;
    end = to;
    at = to;
  }

  private void word(int from, int first) {
    int hash = first;
    int i = from + 1;
    while (i < source.length && NAME_PART[source[i] & 0xff]) {
      hash = 31 * hash + source[i];
      i++;
    }
    if (i < source.length && source[i] < 0) {
      beyondAscii(from);
      return;
    }
    int slot = names.find(source, from, i, hash);
    name = names.text(slot);
    Token kind = Names.kind(slot);
    take(kind, from, i);
    newlineEnds =
        kind == Token.IDENT
            || kind == Token.RETURN
            || kind == Token.BREAK
            || kind == Token.CONTINUE
            || kind == Token.FALLTHROUGH;
  }

  /** A name with letters beyond ASCII, or a character that Go does not know. */
  private void beyondAscii(int from) {
    int i = from;
    while (i < source.length) {
      int width = Math.max(1, Encoding.width(source, i));
      int c = source[i] < 0 && width == 1 ? -1 : Encoding.codePoint(source, i, width);
      if (!(c == '_' || Character.isLetter(c) || i > from && Character.isDigit(c))) {
        break;
      }
      i += width;
    }
    if (i == from) {
      i += Math.max(1, Encoding.width(source, i));
      illegal(from, i);
      return;
    }
    name = names.beyondAscii(source, from, i);
    take(Token.IDENT, from, i);
    newlineEnds = true;
  }

  private void illegal(int from, int to) {
    errors.add(from, "illegal character");
    take(Token.ILLEGAL, from, to);
  }

  private void literal(Token kind, int from) {
    take(kind, from, literals.end());
    newlineEnds = true;
  }

  private boolean isMarker(int i, int c) {
    if (c != '<' && c != '>' && c != '=' && c != '|' || i > 0 && source[i - 1] != '\n') {
      return false;
    }
    for (int k = 1; k < MARKER_LENGTH; k++) {
      if (peek(i + k) != c) {
        return false;
      }
    }
    int behind = peek(i + MARKER_LENGTH);
    return behind == ' ' || behind == '\n' || behind == '\r' || behind == 0;
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < source.length && source[i] != '\n') {
      i++;
    }
    return i;
  }

  private void operator(int i, int c) {
    switch (c) {
      case '\n' -> newline(i);
      case '(' -> plain(Token.LPAREN, i, false);
      case ')' -> plain(Token.RPAREN, i, true);
      case '[' -> plain(Token.LBRACK, i, false);
      case ']' -> plain(Token.RBRACK, i, true);
      case '{' -> plain(Token.LBRACE, i, false);
      case '}' -> plain(Token.RBRACE, i, true);
      case ',' -> plain(Token.COMMA, i, false);
      case ';' -> {
        plain(Token.SEMICOLON, i, false);
        implicit = false;
      }
      case '~' -> plain(Token.TILDE, i, false);
      case '.' -> {
        boolean dots = peek(i + 1) == '.' && peek(i + 2) == '.';
        operator(dots ? Token.ELLIPSIS : Token.PERIOD, i);
      }
      case '"' -> {
        literals.string(i);
        literal(Token.STRING, i);
      }
      case '\'' -> {
        literals.character(i);
        literal(Token.CHAR, i);
      }
      case '`' -> rawString(i);
      case '/' -> slash(i);
      default -> arithmetic(i, c);
    }
  }

  private void newline(int i) {
    take(Token.SEMICOLON, i, i + 1);
    implicit = true;
    newlineEnds = false;
    line++;
  }

  private void plain(Token kind, int i, boolean ends) {
    take(kind, i, i + 1);
    newlineEnds = ends;
  }

  private void operator(Token kind, int i) {
    take(kind, i, i + kind.text().length());
    newlineEnds = kind == Token.INC || kind == Token.DEC;
  }

  private void arithmetic(int i, int c) {
    int next = peek(i + 1);
    boolean eq = next == '=';
    switch (c) {
      case ':' -> operator(eq ? Token.DEFINE : Token.COLON, i);
      case '=' -> operator(eq ? Token.EQL : Token.ASSIGN, i);
      case '!' -> operator(eq ? Token.NEQ : Token.NOT, i);
      case '*' -> operator(eq ? Token.MUL_ASSIGN : Token.MUL, i);
      case '%' -> operator(eq ? Token.REM_ASSIGN : Token.REM, i);
      case '^' -> operator(eq ? Token.XOR_ASSIGN : Token.XOR, i);
      case '+' -> operator(eq ? Token.ADD_ASSIGN : next == '+' ? Token.INC : Token.ADD, i);
      case '-' -> operator(eq ? Token.SUB_ASSIGN : next == '-' ? Token.DEC : Token.SUB, i);
      case '|' -> operator(eq ? Token.OR_ASSIGN : next == '|' ? Token.LOR : Token.OR, i);
      case '&' -> operator(and(i, next), i);
      case '<' -> operator(less(i, next), i);
      case '>' -> operator(greater(i, next), i);
      default -> illegal(i, i + 1);
    }
  }

  private Token and(int i, int next) {
    return switch (next) {
      case '^' -> peek(i + 2) == '=' ? Token.AND_NOT_ASSIGN : Token.AND_NOT;
      case '&' -> Token.LAND;
      case '=' -> Token.AND_ASSIGN;
      default -> Token.AND;
    };
  }

  private Token less(int i, int next) {
    return switch (next) {
      case '-' -> Token.ARROW;
      case '<' -> peek(i + 2) == '=' ? Token.SHL_ASSIGN : Token.SHL;
      case '=' -> Token.LEQ;
      default -> Token.LSS;
    };
  }

  private Token greater(int i, int next) {
    return switch (next) {
      case '>' -> peek(i + 2) == '=' ? Token.SHR_ASSIGN : Token.SHR;
      case '=' -> Token.GEQ;
      default -> Token.GTR;
    };
  }

  private void rawString(int from) {
    int i = from + 1;
    while (i < source.length && source[i] != '`') {
      if (source[i] == '\n') {
        line++;
      }
      i++;
    }
    if (i >= source.length) {
      errors.add(from, "raw string not terminated");
    }
    take(Token.STRING, from, Math.min(i + 1, source.length));
    newlineEnds = true;
  }

  private void slash(int i) {
    int next = peek(i + 1);
    if (next == '/') {
      int to = lineEnd(i);
      take(Token.COMMENT, i, to);
      if (peek(i + 2) == 'l') {
        LineDirective.check(source, i, to, i == 0 || source[i - 1] == '\n', errors);
      }
    } else if (next == '*') {
      blockComment(i);
    } else {
      operator(next == '=' ? Token.QUO_ASSIGN : Token.QUO, i);
    }
  }

  private void blockComment(int from) {
    int newline = -1;
    int i = from + 2;
    while (i < source.length && !(source[i] == '*' && peek(i + 1) == '/')) {
      if (source[i] == '\n') {
        newline = newline < 0 ? i : newline;
        line++;
      }
      i++;
    }
    boolean whole = i < source.length;
    take(Token.COMMENT, from, whole ? i + 2 : source.length);
    if (!whole) {
      errors.add(from, "comment not terminated");
    } else if (peek(from + 2) == 'l') {
      LineDirective.check(source, from, end, false, errors);
    }
    if (newlineEnds && newline >= 0) {
      newlineInComment = newline;
      newlineEnds = false;
    }
  }

  /**
   * With the current token an opening brace: makes its partner the current one without looking at
   * what stands between them, and tells whether there is one.
   */
  final boolean skipToClosingBrace() {
    int closing = Braces.closing(source, end);
    for (int i = end; i < closing; i++) {
      line += source[i] == '\n' ? 1 : 0;
    }
    if (closing < 0) {
      skipToEnd();
      return false;
    }
    tokLine = line;
    plain(Token.RBRACE, closing, true);
    return true;
  }

  /** The current literal as it stands; a raw string loses its carriage returns. */
  final String literalText() {
    if (end - pos <= LITERAL_KEPT_MAX && isAscii()) {
      int slot = names.find(source, pos, end, Names.hash(source, pos, end));
      return source[pos] == '`' ? names.text(slot).replace("\r", "") : names.text(slot);
    }
    String text = new String(source, pos, end - pos, StandardCharsets.UTF_8);
    return source[pos] == '`' ? text.replace("\r", "") : text;
  }

  private boolean isAscii() {
    for (int i = pos; i < end; i++) {
      if (source[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
