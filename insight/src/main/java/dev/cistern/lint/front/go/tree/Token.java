package dev.cistern.lint.front.go.tree;

/** A lexical token of Go. */
public enum Token {
  ILLEGAL("ILLEGAL", 0),
  EOF("EOF", 0),
  COMMENT("COMMENT", 0),

  IDENT("IDENT", 0),
  INT("INT", 0),
  FLOAT("FLOAT", 0),
  IMAG("IMAG", 0),
  CHAR("CHAR", 0),
  STRING("STRING", 0),

  ADD("+", 4),
  SUB("-", 4),
  MUL("*", 5),
  QUO("/", 5),
  REM("%", 5),
  AND("&", 5),
  OR("|", 4),
  XOR("^", 4),
  SHL("<<", 5),
  SHR(">>", 5),
  AND_NOT("&^", 5),

  ADD_ASSIGN("+=", 0),
  SUB_ASSIGN("-=", 0),
  MUL_ASSIGN("*=", 0),
  QUO_ASSIGN("/=", 0),
  REM_ASSIGN("%=", 0),
  AND_ASSIGN("&=", 0),
  OR_ASSIGN("|=", 0),
  XOR_ASSIGN("^=", 0),
  SHL_ASSIGN("<<=", 0),
  SHR_ASSIGN(">>=", 0),
  AND_NOT_ASSIGN("&^=", 0),
  ASSIGN("=", 0),
  DEFINE(":=", 0),

  LAND("&&", 2),
  LOR("||", 1),
  ARROW("<-", 0),
  INC("++", 0),
  DEC("--", 0),
  EQL("==", 3),
  NEQ("!=", 3),
  LSS("<", 3),
  LEQ("<=", 3),
  GTR(">", 3),
  GEQ(">=", 3),
  NOT("!", 0),
  TILDE("~", 0),

  ELLIPSIS("...", 0),
  LPAREN("(", 0),
  LBRACK("[", 0),
  LBRACE("{", 0),
  COMMA(",", 0),
  PERIOD(".", 0),
  RPAREN(")", 0),
  RBRACK("]", 0),
  RBRACE("}", 0),
  SEMICOLON(";", 0),
  COLON(":", 0),

  BREAK("break", 0),
  CASE("case", 0),
  CHAN("chan", 0),
  CONST("const", 0),
  CONTINUE("continue", 0),
  DEFAULT("default", 0),
  DEFER("defer", 0),
  ELSE("else", 0),
  FALLTHROUGH("fallthrough", 0),
  FOR("for", 0),
  FUNC("func", 0),
  GO("go", 0),
  GOTO("goto", 0),
  IF("if", 0),
  IMPORT("import", 0),
  INTERFACE("interface", 0),
  MAP("map", 0),
  PACKAGE("package", 0),
  RANGE("range", 0),
  RETURN("return", 0),
  SELECT("select", 0),
  STRUCT("struct", 0),
  SWITCH("switch", 0),
  TYPE("type", 0),
  VAR("var", 0);

  private final String text;
  private final int precedence;

  Token(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  /** How it is written; the name of the kind for identifiers, literals and what is not a token. */
  public String text() {
    return text;
  }

  /** How strongly a binary operator binds, 1 to 5; 0 for every other token. */
  public int precedence() {
    return precedence;
  }

  public boolean isLiteral() {
    return compareTo(IDENT) >= 0 && compareTo(STRING) <= 0;
  }

  public boolean isKeyword() {
    return compareTo(BREAK) >= 0;
  }

  /** Whether it assigns: {@code =}, {@code :=} and the operators with {@code =}. */
  public boolean isAssignment() {
    return compareTo(ADD_ASSIGN) >= 0 && compareTo(DEFINE) <= 0;
  }
}
