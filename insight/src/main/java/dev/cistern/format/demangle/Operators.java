package dev.cistern.format.demangle;

/** The operators of C++ by their two letters. */
final class Operators {
  static final String LITERAL = "operator\"\" ";

  private Operators() {}

  /** How an operator is written and how many operands follow it in an expression. */
  record Operator(String text, int operands) {}

  static Operator of(String code) throws Malformed {
    return switch (code) {
      case "aN" -> two("&=");
      case "aS", "di" -> two("=");
      case "aa" -> two("&&");
      case "ad" -> one("&");
      case "an" -> two("&");
      case "at", "az" -> one("alignof ");
      case "aw" -> one("co_await ");
      case "cc" -> two("const_cast");
      case "cl", "cp" -> two("()");
      case "cm" -> two(",");
      case "co" -> one("~");
      case "dV" -> two("/=");
      case "dX" -> three("[...]=");
      case "da" -> one("delete[] ");
      case "dc" -> two("dynamic_cast");
      case "de" -> one("*");
      case "dl" -> one("delete ");
      case "ds" -> two(".*");
      case "dt" -> two(".");
      case "dv" -> two("/");
      case "dx" -> two("]=");
      case "eO" -> two("^=");
      case "eo" -> two("^");
      case "eq" -> two("==");
      case "fl", "fr" -> two("...");
      case "fL", "fR" -> three("...");
      case "ge" -> two(">=");
      case "gs" -> one("::");
      case "gt" -> two(">");
      case "ix" -> two("[]");
      case "lS" -> two("<<=");
      case "le" -> two("<=");
      case "li" -> one(LITERAL);
      case "ls" -> two("<<");
      case "lt" -> two("<");
      case "mI" -> two("-=");
      case "mL" -> two("*=");
      case "mi" -> two("-");
      case "ml" -> two("*");
      case "mm" -> one("--");
      case "na" -> three("new[]");
      case "ne" -> two("!=");
      case "ng" -> one("-");
      case "nt" -> one("!");
      case "nw" -> three("new");
      case "nx" -> one("noexcept");
      case "oR" -> two("|=");
      case "oo" -> two("||");
      case "or" -> two("|");
      case "pL" -> two("+=");
      case "pl" -> two("+");
      case "pm" -> two("->*");
      case "pp" -> one("++");
      case "ps" -> one("+");
      case "pt" -> two("->");
      case "qu" -> three("?");
      case "rM" -> two("%=");
      case "rS" -> two(">>=");
      case "rc" -> two("reinterpret_cast");
      case "rm" -> two("%");
      case "rs" -> two(">>");
      case "sP", "sZ" -> one("sizeof...");
      case "sc" -> two("static_cast");
      case "ss" -> two("<=>");
      case "st", "sz" -> one("sizeof ");
      case "te", "ti" -> one("typeid ");
      case "tr" -> new Operator("throw", 0);
      case "tw" -> one("throw ");
      default -> throw new Malformed("an operator");
    };
  }

  private static Operator one(String text) {
    return new Operator(text, 1);
  }

  private static Operator two(String text) {
    return new Operator(text, 2);
  }

  private static Operator three(String text) {
    return new Operator(text, 3);
  }
}
