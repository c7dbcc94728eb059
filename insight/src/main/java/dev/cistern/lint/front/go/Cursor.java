package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Comment;
import dev.cistern.lint.front.go.tree.CommentGroup;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves over the tokens, gathers comments, and goes on after an error.
 *
 * <p>A mistake is told and, where the rest makes no sense, {@link Stop thrown} to the nearest list
 * of statements, members or declarations, which leaves out what it cannot read and goes on behind
 * it.
 */
abstract class Cursor extends Scanner {
  /**
   * The deepest nesting read, in levels of which an operator or pointer is one, and what costs more
   * stack two or three. Two thirds of a thread's ordinary 1 MB suffice; the Go distribution nests
   * some 60 levels deep, one of its tests 257.
   */
  static final int NESTING_MAX = 280;

  /**
   * The longest chain of operators or calls read. It nests the tree and not the parser, but whoever
   * goes down the tree by recursion needs the stack; the Go distribution has chains of 941.
   */
  static final int CHAIN_MAX = 2_000;

  /** The longest chain of else-ifs read: each weighs as much as several operators. */
  static final int ELSE_IF_MAX = CHAIN_MAX / 4;

  /** Thrown to leave what cannot be read; carries nothing, so there is one of it. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Stop() {
      super(null, null, false, false);
    }
  }

  private final Stop stop = new Stop();
  private final List<CommentGroup> comments = new ArrayList<>();

  /** The comment above the current token, without an empty line between. */
  @Nullable CommentGroup leadComment;

  /** The comment that ends the line of the token before. */
  private @Nullable CommentGroup lineComment;

  private int groupEndLine;
  private int depth;

  /** Below 0 in the head of an if, for or switch, where a brace opens the body. */
  int exprLevel;

  /** What became of the declaration that is being read. */
  private enum Fate {
    FINE,
    /** Another declaration started inside it: what is open is closed without a word. */
    CUT_SHORT,
    /** Nested too deep or too many mistakes: it is left whole. */
    ABANDONED
  }

  private Fate fate = Fate.FINE;

  Cursor(byte[] source, int from, Names names, Errors errors) {
    super(source, from, names, errors);
  }

  final List<CommentGroup> comments() {
    return comments;
  }

  /** Goes to the next token that is no comment. */
  final void next() {
    int before = tokLine;
    leadComment = null;
    lineComment = null;
    scan();
    if (tok == Token.COMMENT) {
      passComments(before);
    }
  }

  private void passComments(int before) {
    CommentGroup last = null;
    if (tokLine == before) {
      last = group(0);
      if (tokLine != groupEndLine || tok == Token.SEMICOLON || tok == Token.EOF) {
        lineComment = last;
      }
    }
    groupEndLine = -1;
    while (tok == Token.COMMENT) {
      last = group(1);
    }
    if (groupEndLine + 1 == tokLine) {
      leadComment = last;
    }
  }

  /** The comments from here on of which each starts at most {@code gap} lines behind the other. */
  private CommentGroup group(int gap) {
    List<Comment> list = new ArrayList<>(4);
    groupEndLine = tokLine;
    while (tok == Token.COMMENT && tokLine <= groupEndLine + gap) {
      list.add(new Comment(pos, end));
      groupEndLine = lineBehind();
      scan();
    }
    CommentGroup group = new CommentGroup(List.copyOf(list));
    comments.add(group);
    return group;
  }

  // Mistakes

  /** Tells a mistake after which reading goes on as if nothing were wrong. */
  final void complain(int offset, String message) {
    if (fate == Fate.FINE) {
      errors.add(offset, message);
    }
  }

  /** Tells a mistake after which the current statement or declaration is left. */
  final Stop fail(int offset, String message) {
    complain(offset, message);
    if (errors.isFull()) {
      fate = Fate.ABANDONED;
    }
    return stop;
  }

  final Stop failWanted(String wanted) {
    return fail(pos, "wanted " + wanted + ", found " + found());
  }

  private String found() {
    if (tok == Token.SEMICOLON && implicit) {
      return "the line's end";
    }
    if (tok == Token.EOF) {
      return "the file's end";
    }
    if (tok == Token.IDENT || tok.isKeyword()) {
      return name;
    }
    return tok.isLiteral() ? "a literal" : tok == Token.ILLEGAL ? "no token" : tok.text();
  }

  /** Consumes {@code wanted} and tells where it stood. */
  final int expect(Token wanted) {
    if (tok != wanted) {
      throw failWanted(wanted.text());
    }
    int at = pos;
    next();
    return at;
  }

  /** As {@link #expect}, for what closes a list: quiet where the list was cut short. */
  final int close(Token wanted) {
    return isCutShort() ? pos : expect(wanted);
  }

  /**
   * Consumes the end of a statement, field or spec, and tells the comment behind it. Before a
   * closing parenthesis or brace it may be missing.
   */
  final @Nullable CommentGroup endOfLine() {
    if (tok == Token.SEMICOLON) {
      CommentGroup before = lineComment;
      boolean explicit = !implicit;
      next();
      return explicit ? lineComment : before;
    }
    if (tok != Token.RPAREN && tok != Token.RBRACE && !isCutShort()) {
      throw failWanted("';' or the line's end");
    }
    return null;
  }

  /** In a list: whether a comma stands here, as it must unless {@code closing} does. */
  final boolean atComma(Token closing) {
    if (tok != Token.COMMA && tok != closing) {
      throw failWanted("',' or " + closing.text());
    }
    return tok == Token.COMMA;
  }

  final Ident ident() {
    if (tok != Token.IDENT) {
      throw failWanted("a name");
    }
    Ident ident = new Ident(pos, end, name);
    next();
    return ident;
  }

  // Nesting

  /** Goes one level deeper; {@link #leave()} is called only on the way out without a mistake. */
  final void enter() {
    enter(1);
  }

  final void leave() {
    leave(1);
  }

  /** Goes deeper by what weighs as much as {@code levels} operators. */
  final void enter(int levels) {
    depth += levels;
    if (depth > NESTING_MAX) {
      throw abandon("nested deeper than " + NESTING_MAX + " levels");
    }
  }

  final void leave(int levels) {
    depth -= levels;
  }

  final void checkChain(int length, int max) {
    if (length > max) {
      throw abandon("chain longer than " + max);
    }
  }

  private Stop abandon(String why) {
    Stop mistake = fail(pos, why);
    fate = Fate.ABANDONED;
    return mistake;
  }

  /** Whether lists are to end where they are, since the next declaration stands here. */
  final boolean isCutShort() {
    return fate == Fate.CUT_SHORT;
  }

  // Going on after a mistake

  /** Where an entry of a list began, to come back to after a mistake in it. */
  record Mark(int pos, int line, int depth, int exprLevel, Token tok, boolean startsLine) {
    /** A function at a line's start is a declaration, wherever it is met. */
    boolean startsDeclaration() {
      return tok == Token.FUNC && startsLine;
    }

    boolean hasBody() {
      return tok == Token.IF || tok == Token.FOR;
    }
  }

  final Mark mark() {
    return new Mark(pos, tokLine, depth, exprLevel, tok, startsDeclaration());
  }

  /**
   * Leaves an unreadable entry of a list: goes behind its line's end, to the {@code closing} token
   * of the list, to a declaration that starts a line, or to the body of an if or for whose head is
   * broken.
   */
  final void recover(Mark entry, Token closing) {
    if (fate == Fate.ABANDONED) {
      throw stop;
    }
    depth = entry.depth();
    exprLevel = entry.exprLevel();
    if (entry.startsDeclaration()) {
      goBack(entry);
      fate = Fate.CUT_SHORT;
    }
    boolean inHead = entry.hasBody() && tokLine == entry.line();
    int open = 0;
    while (tok != Token.EOF && fate == Fate.FINE) {
      if (startsDeclaration() && pos > entry.pos()) {
        fate = Fate.CUT_SHORT;
      } else if (tok == Token.LBRACE && inHead && open == 0) {
        return;
      } else if (tok == Token.LBRACE || closing == Token.RPAREN && tok == Token.LPAREN) {
        open++;
      } else if (tok == Token.RBRACE || tok == closing) {
        if (open-- == 0) {
          return;
        }
      } else if (tok == Token.SEMICOLON && implicit && open == 0) {
        next();
        return;
      }
      if (fate == Fate.FINE) {
        next();
      }
    }
  }

  private void goBack(Mark entry) {
    rewind(entry.pos(), entry.line());
    while (!comments.isEmpty() && comments.getLast().pos() > entry.pos()) {
      comments.removeLast();
    }
    next();
  }

  /** Takes up reading at the level of declarations. */
  final void startDeclaration() {
    fate = Fate.FINE;
    depth = 0;
    exprLevel = 0;
  }

  /** Leaves an unreadable declaration: goes to the next one that starts a line, or to the end. */
  final void recoverDeclaration(int from) {
    startDeclaration();
    if (errors.isFull()) {
      skipToEnd();
    }
    while (tok != Token.EOF && !(startsDeclaration() && pos > from)) {
      next();
    }
  }

  private boolean startsDeclaration() {
    return switch (tok) {
      case FUNC, TYPE, VAR, CONST, IMPORT -> pos == 0 || source[pos - 1] == '\n';
      default -> false;
    };
  }
}
