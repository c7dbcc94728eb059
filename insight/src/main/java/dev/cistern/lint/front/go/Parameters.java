package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.Ellipsis;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters, results and type parameters.
 *
 * <p>Only the whole list tells what its entries are: in {@code (a, b)} they are types, in {@code
 * (a, b int)} names. So entries are read first as far as they go, and names and types dealt out
 * then.
 */
abstract class Parameters extends Types {
  /** An entry of which it is not known yet whether a lone word is its name or its type. */
  private static final class Entry {
    private @Nullable Ident name;
    private @Nullable Expr type;

    Entry(@Nullable Ident name, @Nullable Expr type) {
      this.name = name;
      this.type = type;
    }
  }

  Parameters(byte[] source, int from, Names names, Errors errors) {
    super(source, from, names, errors);
  }

  @Override
  final List<Field> fields(@Nullable Ident name0, @Nullable Expr type0, Token closing) {
    boolean constraints = closing == Token.RBRACK;
    int start = name0 == null ? pos : name0.pos();
    List<Entry> entries = new ArrayList<>();
    Ident name = name0;
    while (name != null || tok != closing && tok != Token.EOF) {
      boolean first = entries.isEmpty();
      Entry entry =
          first && type0 != null
              ? new Entry(name, constraints ? union(type0) : type0)
              : entry(name, constraints);
      entries.add(entry);
      name = null;
      if (!atComma(closing)) {
        break;
      }
      next();
    }
    return dealt(entries, constraints, start);
  }

  private Entry entry(@Nullable Ident known, boolean constraints) {
    if (known == null && tok != Token.IDENT) {
      return new Entry(null, unnamedType(constraints));
    }
    Ident name = known == null ? ident() : known;
    Entry entry = new Entry(name, null);
    switch (tok) {
      case IDENT, MUL, ARROW, FUNC, CHAN, MAP, STRUCT, INTERFACE, LPAREN -> entry.type = type();
      case LBRACK -> {
        Sized sized = arrayOrInstance(name);
        entry.name = sized.name();
        entry.type = sized.type();
      }
      case ELLIPSIS -> {
        entry.type = dots();
        return entry;
      }
      case PERIOD -> {
        entry.type = namedType(name);
        entry.name = null;
      }
      case TILDE -> entry.type = constraints ? union(null) : null;
      case OR -> {
        if (constraints) {
          entry.type = union(name);
          entry.name = null;
        }
      }
      default -> {}
    }
    if (constraints && tok == Token.OR && entry.type != null) {
      entry.type = union(entry.type);
    }
    return entry;
  }

  private Expr unnamedType(boolean constraints) {
    if (tok == Token.ELLIPSIS) {
      return dots();
    }
    if (constraints) {
      return union(null);
    }
    return type();
  }

  private Ellipsis dots() {
    int at = expect(Token.ELLIPSIS);
    return new Ellipsis(at, type());
  }

  private List<Field> dealt(List<Entry> entries, boolean constraints, int start) {
    int named = 0;
    int typed = 0;
    for (Entry entry : entries) {
      typed += entry.type == null ? 0 : 1;
      named += entry.name == null || entry.type == null ? 0 : 1;
    }
    if (named == 0) {
      if (constraints) {
        throw fail(typed == 0 ? pos : start, "wanted type parameters with names and constraints");
      }
      return types(entries);
    }
    if (named < entries.size()) {
      dealTypes(entries, named == typed ? "a type for each name" : "a name for each type");
    }
    checkDots(entries, constraints);
    return grouped(entries);
  }

  private List<Field> types(List<Entry> entries) {
    checkDots(entries, false);
    List<Field> fields = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      Expr type = entry.type == null ? entry.name : entry.type;
      if (type != null) {
        fields.add(unnamed(type));
      }
    }
    return List.copyOf(fields);
  }

  /** Gives each lone name the type that follows it. */
  private void dealTypes(List<Entry> entries, String wanted) {
    Expr type = null;
    for (Entry entry : entries.reversed()) {
      if (entry.type == null && type == null || entry.name == null) {
        throw fail(pos, "wanted " + wanted);
      }
      type = entry.type == null ? type : entry.type;
      entry.type = type;
    }
  }

  private void checkDots(List<Entry> entries, boolean constraints) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).type instanceof Ellipsis dots && (constraints || i + 1 < entries.size())) {
        complain(dots.pos(), "only the last parameter can be variadic");
        return;
      }
    }
  }

  /** Fields of which each carries the names that share a type. */
  private static List<Field> grouped(List<Entry> entries) {
    List<Field> fields = new ArrayList<>(entries.size());
    List<Ident> names = new ArrayList<>(2);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.name != null) {
        names.add(entry.name);
      }
      Expr type = entry.type;
      boolean last = i + 1 == entries.size() || entries.get(i + 1).type != type;
      if (last && type != null) {
        fields.add(new Field(null, List.copyOf(names), type, null, null));
        names.clear();
      }
    }
    return List.copyOf(fields);
  }
}
