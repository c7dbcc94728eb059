package dev.cistern.format.demangle;

/**
 * Reads Rust's symbols of version 0 (RFC 2603), {@code _R…}, and writes them without generic
 * arguments. It writes while it reads, so what is referred to again is read again.
 */
final class RustSymbol {
  private final String symbol; // without _R
  private final Effort effort;
  private final RustOut out = new RustOut();
  private final RustConstants constants;
  private Cursor in;
  private long lifetimes; // bound around what is read

  private RustSymbol(String symbol) {
    this.symbol = symbol;
    effort = new Effort(symbol.length());
    in = new Cursor(symbol);
    constants = new RustConstants(out);
  }

  static String read(String symbol) throws Malformed {
    int dot = symbol.indexOf('.');
    RustSymbol reader = new RustSymbol(symbol.substring(2, dot < 0 ? symbol.length() : dot));
    reader.symbol();
    return reader.out.toString();
  }

  private void symbol() throws Malformed {
    if (in.isDigit()) {
      throw new Malformed("version 0");
    }
    path(true);
    if (in.more()) {
      boolean outer = out.silence(true); // the crate that instantiated it
      path(false);
      out.silence(outer);
    }
    if (in.more()) {
      throw new Malformed("the end");
    }
  }

  /**
   * A path.
   *
   * @param value whether it names a value, whose arguments a {@code ::} sets off, and not a type
   */
  private void path(boolean value) throws Malformed {
    effort.deeper();
    char kind = in.next();
    switch (kind) {
      case 'C' -> {
        disambiguator();
        out.write(identifier(true));
      }
      case 'M', 'X', 'Y' -> {
        if (kind != 'Y') {
          implementation();
        }
        out.write("<");
        type();
        if (kind != 'M') {
          out.write(" as ");
          path(false);
        }
        out.write(">");
      }
      case 'N' -> nested(value);
      case 'I' -> {
        path(value);
        out.write(value ? "::<" : "<");
        arguments();
        out.write(">");
        in.expect('E');
      }
      case 'B' -> {
        Cursor back = reference();
        if (!out.silent()) {
          path(value);
        }
        in = back;
      }
      default -> throw new Malformed("a path");
    }
    effort.shallower();
  }

  private void nested(boolean value) throws Malformed {
    char space = in.next();
    if (!Cursor.isLower(space) && !Cursor.isUpper(space)) {
      throw new Malformed("a namespace");
    }
    path(value);
    long number = disambiguator();
    String name = identifier(true);
    if (Cursor.isLower(space)) {
      out.write("::" + name);
      return;
    }
    String kind = space == 'C' ? "closure" : space == 'S' ? "shim" : String.valueOf(space);
    out.write("::{" + kind + (name.isEmpty() ? "" : ":" + name) + "#" + number + "}");
  }

  private void implementation() throws Malformed {
    boolean outer = out.silence(true);
    disambiguator();
    path(false);
    out.silence(outer);
  }

  private long disambiguator() throws Malformed {
    return in.take('s') ? RustConstants.base62(in) + 1 : 0;
  }

  private String identifier(boolean unicode) throws Malformed {
    boolean punycode = in.take('u');
    if (punycode && !unicode) {
      throw new Malformed("a name in ASCII");
    }
    if (!in.more()) {
      throw new Malformed("a name");
    }
    int length = in.isDigit() ? in.number() : 0;
    in.take('_');
    String name = in.next(length);
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (!Cursor.isDigit(c) && !Cursor.isLower(c) && !Cursor.isUpper(c) && c != '_') {
        throw new Malformed("a letter of a name");
      }
    }
    return punycode ? Punycode.decode(name, effort) : name;
  }

  /** Reads on where a reference points, if anything is written; gives the place to return to. */
  private Cursor reference() throws Malformed {
    int limit = in.at() - 1;
    long target = RustConstants.base62(in);
    Cursor back = in;
    if (!out.silent()) {
      if (target < 0 || target >= limit) {
        throw new Malformed("a reference to what was read");
      }
      in = new Cursor(symbol, (int) target, limit);
    }
    return back;
  }

  private void arguments() throws Malformed {
    boolean outer = out.silence(true);
    while (in.more() && !in.is('E')) {
      if (in.take('L')) {
        lifetime(RustConstants.base62(in));
      } else if (in.take('K')) {
        constant();
      } else {
        type();
      }
    }
    out.silence(outer);
  }

  private void constant() throws Malformed {
    effort.deeper();
    if (in.take('B')) {
      Cursor back = reference();
      if (!out.silent()) {
        constant();
      }
      in = back;
    } else {
      constants.read(in);
    }
    effort.shallower();
  }

  private void lifetime(long index) throws Malformed {
    out.write("'");
    if (index == 0) {
      out.write("_");
      return;
    }
    long depth = lifetimes - index;
    if (depth < 0) {
      throw new Malformed("a bound lifetime");
    }
    out.write(depth < 26 ? String.valueOf((char) ('a' + depth)) : "z" + (depth - 25));
  }

  private void type() throws Malformed {
    effort.deeper();
    char kind = in.peek();
    switch (kind) {
      case 'C', 'M', 'X', 'Y', 'N', 'I' -> path(false);
      default -> {
        in.next();
        type(kind);
      }
    }
    effort.shallower();
  }

  private void type(char kind) throws Malformed {
    switch (kind) {
      case 'A', 'S' -> {
        out.write("[");
        type();
        if (kind == 'A') {
          out.write("; ");
          constant();
        }
        out.write("]");
      }
      case 'T' -> {
        out.write("(");
        out.write(types() == 1 ? ",)" : ")");
      }
      case 'R', 'Q' -> reference(kind == 'Q');
      case 'P', 'O' -> {
        out.write(kind == 'P' ? "*const " : "*mut ");
        type();
      }
      case 'F' -> {
        long outer = lifetimes;
        function();
        lifetimes = outer;
      }
      case 'D' -> dynamic();
      case 'B' -> {
        Cursor back = reference();
        if (!out.silent()) {
          type();
        }
        in = back;
      }
      default -> out.write(RustConstants.basicType(kind));
    }
  }

  /** Types up to {@code E}; how many. */
  private int types() throws Malformed {
    int count = 0;
    while (in.more() && !in.is('E')) {
      out.write(count++ > 0 ? ", " : "");
      type();
    }
    in.expect('E');
    return count;
  }

  private void reference(boolean mutable) throws Malformed {
    out.write("&");
    if (in.take('L')) {
      long index = RustConstants.base62(in);
      if (index > 0) {
        lifetime(index);
        out.write(" ");
      }
    }
    out.write(mutable ? "mut " : "");
    type();
  }

  private void function() throws Malformed {
    binder();
    out.write(in.take('U') ? "unsafe " : "");
    if (in.take('K')) {
      String convention = in.take('C') ? "C" : identifier(false).replace('_', '-');
      out.write("extern \"" + convention + "\" ");
    }
    out.write("fn(");
    types();
    out.write(")");
    if (!in.take('u')) {
      out.write(" -> ");
      type();
    }
  }

  private void binder() throws Malformed {
    if (!in.take('G')) {
      return;
    }
    long bound = RustConstants.base62(in) + 1;
    if (bound >= symbol.length() - in.at() - lifetimes) {
      throw new Malformed("lifetimes that are used");
    }
    out.write("for<");
    for (long i = 0; i < bound; i++) {
      effort.step();
      out.write(i > 0 ? ", " : "");
      lifetimes++;
      lifetime(1);
    }
    out.write("> ");
  }

  private void dynamic() throws Malformed {
    long outer = lifetimes;
    out.write("dyn ");
    binder();
    boolean first = true;
    while (in.more() && !in.is('E')) {
      out.write(first ? "" : " + ");
      first = false;
      trait();
    }
    in.expect('E');
    lifetimes = outer;
    in.expect('L');
    long index = RustConstants.base62(in);
    if (index > 0) {
      out.write(out.last() == ' ' ? "+ " : " + ");
      lifetime(index);
    }
  }

  private void trait() throws Malformed {
    boolean open = openPath();
    while (in.take('p')) {
      out.write(open ? ", " : "<");
      open = true;
      out.write(identifier(true) + " = ");
      type();
    }
    out.write(open ? ">" : "");
  }

  /** A path whose arguments, if it has such, stay open for more; whether it has. */
  private boolean openPath() throws Malformed {
    effort.deeper();
    boolean open = false;
    if (in.take('I')) {
      path(false);
      out.write("<");
      arguments();
      in.expect('E');
      open = true;
    } else if (in.take('B')) {
      Cursor back = reference();
      open = !out.silent() && openPath();
      in = back;
    } else {
      path(false);
    }
    effort.shallower();
    return open;
  }
}
