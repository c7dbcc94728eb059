package dev.cistern.bench.mutants;

import dev.cistern.bench.mutants.PoolCode.Give;
import dev.cistern.bench.mutants.PoolCode.Place;
import dev.cistern.bench.mutants.PoolCode.Pool;
import dev.cistern.bench.mutants.PoolCode.Take;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Stmt.IfStmt;
import dev.cistern.lint.front.go.tree.Stmt.ReturnStmt;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.front.go.tree.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All faults that can be put into the code of a package, each by itself. */
final class Faults {
  private static final String KEPT = "var mutantKept []byte";
  private static final String FAILS =
      "var mutantWords []string\n\nfunc mutantFails() bool { return len(mutantWords) > 3 }";

  private final PoolCode code;
  private final List<Mutant> all = new ArrayList<>();

  private Faults(PoolCode code) {
    this.code = code;
  }

  static List<Mutant> in(PoolCode code) {
    Faults faults = new Faults(code);
    code.gives.forEach(faults::give);
    code.takes.forEach(faults::take);
    faults.resets();
    code.places(faults::sizeCheck);
    code.pools.forEach(faults::pool);
    return faults.all;
  }

  private Mutant add(String kind, Place place, String... rules) {
    Mutant mutant = Mutant.of(kind, Set.of(rules), place);
    all.add(mutant);
    return mutant;
  }

  private static void insert(Mutant mutant, Place place, boolean behind, String text) {
    Stmt stmt = place.stmt();
    int at = behind ? stmt.end() : stmt.pos();
    mutant.splice(place.file(), at, at, behind ? "\n\t" + text : text + "\n\t");
  }

  private Optional<Take> taken(Give give) {
    return code.takes.stream()
        .filter(take -> take.place().func() == give.place().func())
        .filter(take -> take.name().equals(give.name()))
        .findFirst();
  }

  private void give(Give give) {
    Place place = give.place();
    Stmt stmt = place.stmt();
    insert(add("put twice", place, "POOL-06"), place, true, place.text(stmt));
    Optional<Take> taken = taken(give);
    if (taken.isPresent()) {
      add("drop a put", place, "POOL-03")
          .splice(place.file(), stmt.pos(), stmt.end(), "_ = " + give.name());
      if (!give.deferred()) {
        zeroes(place)
            .ifPresent(results -> {
              Mutant mutant = add("return early without put", place, "POOL-03");
              Place first = taken.get().place();
              insert(mutant, first, true, "if mutantFails() {\n\t\treturn" + results + "\n\t}");
              mutant.declare(place.file(), FAILS);
            });
      }
    }
    useAfter(give);
    view(give);
    if (give.isDirect()) {
      direct(give);
    }
  }

  private void direct(Give give) {
    Place place = give.place();
    if (code.type(give).startsWith("*")) {
      String none = give.name() + " = nil";
      insert(add("put a nil pointer", place, "POOL-02"), place, false, none);
    }
    Node argument = give.call().args().getFirst();
    if (code.type(give).matches("\\*\\w+")) {
      add("put by value", place, "POOL-09", "POOL-10")
          .splice(place.file(), argument.pos(), argument.end(), "*" + give.name());
    }
    Node pool = ((SelectorExpr) give.call().fun()).x();
    for (Pool other : code.pools) {
      boolean differs =
          code.takes.stream()
              .filter(take -> take.pool().equals(other.name()))
              .anyMatch(take -> !take.type().equals(code.type(give)) && !take.type().isEmpty());
      if (differs && !other.name().equals(give.pool()) && !code.type(give).isEmpty()) {
        add("put into the wrong pool", place, "POOL-10")
            .splice(place.file(), pool.pos(), pool.end(), other.name());
        break;
      }
    }
    if (code.pool(give.pool()).isPresent()) {
      int body = place.body().pos() + 1;
      add("put into a copy of the pool", place, "POOL-13")
          .splice(place.file(), body, body, "\n\tmutantCopy := " + give.pool() + "\n")
          .splice(place.file(), pool.pos(), pool.end(), "mutantCopy");
    }
  }

  /** The results of a function that has failed, with a blank in front; empty where not known. */
  private static Optional<String> zeroes(Place place) {
    FieldList results = place.func().type().results();
    boolean literal = place.body().list().stream().noneMatch(stmt -> stmt == place.stmt());
    if (literal) {
      return Optional.empty(); // maybe in a function literal, which has results of its own
    }
    if (results == null || !results.list().getFirst().names().isEmpty()) {
      return Optional.of("");
    }
    List<String> zeroes = new ArrayList<>();
    for (Field field : results.list()) {
      String type = place.text(field.type());
      switch (type) {
        case "error", "any" -> zeroes.add("nil");
        case "string" -> zeroes.add("\"\"");
        case "bool" -> zeroes.add("false");
        case "int", "int64", "uint64", "int32", "uint32", "byte" -> zeroes.add("0");
        default -> {
          if (!type.startsWith("*") && !type.startsWith("[]") && !type.startsWith("map[")) {
            return Optional.empty();
          }
          zeroes.add("nil");
        }
      }
    }
    return Optional.of(" " + String.join(", ", zeroes));
  }

  private void useAfter(Give give) {
    Place place = give.place();
    Stmt stmt = place.stmt();
    if (give.deferred()) {
      boolean used =
          place.block().stream()
              .skip(place.index() + 1L)
              .anyMatch(later -> !(later instanceof Stmt.DeferStmt) && uses(later, give.name()));
      if (used) {
        add("put at once instead of at the end", place, "POOL-04")
            .splice(place.file(), stmt.pos(), give.call().pos(), "");
      }
      return;
    }
    for (int i = place.index() - 1; i >= 0; i--) {
      Stmt earlier = place.block().get(i);
      if (uses(earlier, give.name()) && (earlier instanceof ExprStmt || isPlain(earlier))) {
        boolean take = code.takes.stream().anyMatch(one -> one.stmt() == earlier);
        if (!take) {
          add("put before the last use", place, "POOL-04")
              .splice(place.file(), stmt.pos(), stmt.end(), "")
              .splice(place.file(), earlier.pos(), earlier.pos(), place.text(stmt) + "\n\t");
        }
        return;
      }
    }
  }

  private static boolean isPlain(Stmt stmt) {
    return stmt instanceof AssignStmt assign
        && assign.lhs().stream().noneMatch(left -> left instanceof Expr.SelectorExpr);
  }

  /** Whether a statement uses what a variable refers to, not the variable alone. */
  private static boolean uses(Node part, String name) {
    boolean[] found = new boolean[1];
    Walk.tree(
        part,
        node -> {
          Expr of =
              switch (node) {
                case SelectorExpr one -> one.x();
                case Expr.StarExpr one -> one.x();
                case Expr.IndexExpr one -> one.x();
                default -> null;
              };
          found[0] |= of instanceof Expr.Ident one && one.name().equals(name);
          return !found[0] && !(node instanceof Expr.FuncLit);
        });
    return found[0];
  }

  private void view(Give give) {
    Place place = give.place();
    code.bytes(code.type(give), give.name())
        .ifPresent(view -> {
          Mutant kept = add("keep a view", place, "POOL-05");
          insert(kept, place, give.deferred(), "mutantKept = " + view);
          kept.declare(place.file(), KEPT);
          Mutant shared = add("leave a view to a goroutine", place, "POOL-01");
          String body = "for range " + view + " {\n\t\t}";
          insert(shared, place, give.deferred(), "go func() {\n\t\t" + body + "\n\t}()");
        });
    Walk.tree(
        place.body(),
        node -> {
          if (node instanceof ReturnStmt one
              && one.results().size() == 1
              && one.results().getFirst() instanceof CallExpr call
              && Walk.names(call, give.name())) {
            String fun = place.text(call.fun());
            boolean clone = fun.equals("bytes.Clone") || fun.equals("slices.Clone");
            boolean append =
                fun.equals("append")
                    && place.text(call.args().getFirst()).startsWith("[]byte")
                    && call.args().size() == 2;
            if (clone || append) {
              add("return a view", place, "POOL-05")
                  .splice(place.file(), call.pos(), call.end(), place.text(call.args().getLast()));
            }
          }
          return true;
        });
  }

  private void take(Take take) {
    Place place = take.place();
    boolean given =
        code.gives.stream()
            .anyMatch(
                give -> give.place().func() == place.func() && give.name().equals(take.name()));
    String value = place.text(take.stmt().rhs().getFirst());
    if (given && take.stmt().lhs().size() == 1) {
      String again = take.name() + " = " + value;
      insert(add("take anew over what was taken", place, "POOL-03"), place, true, again);
      for (Give give : code.gives) {
        if (give.place().func() == place.func()
            && give.deferred()
            && give.isDirect()
            && give.name().equals(take.name())) {
          Mutant mutant = add("take anew behind the deferred put", place, "POOL-14", "POOL-03");
          insert(mutant, give.place(), true, again);
        }
      }
    }
    code.pool(take.pool())
        .ifPresent(pool -> {
          int body = place.body().pos() + 1;
          add("a pool for each call", place, "POOL-13")
              .splice(
                  place.file(),
                  body,
                  body,
                  "\n\t%s := %s\n".formatted(pool.name(), pool.file().text(pool.value())));
          if (pool.file().text(pool.value()).contains("New:")) {
            int get = value.indexOf(".Get()");
            int from = take.stmt().rhs().getFirst().pos() + get;
            if (get > 0) {
              add("call the factory instead of Get", place, "POOL-15")
                  .splice(place.file(), from, from + ".Get()".length(), ".New()");
            }
          }
        });
  }

  /** Takes out all that cleans what goes through a pool, be it at the take or at the give. */
  private void resets() {
    Map<String, Mutant> byPool = new LinkedHashMap<>();
    Set<String> filled = new HashSet<>();
    code.places(place -> {
      for (Take take : code.takes) {
        if (take.place().func() == place.func() && isFilled(place, take.name())) {
          filled.add(take.pool());
        }
      }
    });
    code.places(place -> {
      String pool = "";
      for (Take take : code.takes) {
        pool =
            take.place().func() == place.func() && isReset(place, take.name()) ? take.pool() : pool;
      }
      for (Give give : code.gives) {
        pool =
            give.place().func() == place.func() && isReset(place, give.name()) ? give.pool() : pool;
      }
      if (filled.contains(pool) && !pool.isEmpty()) {
        byPool
            .computeIfAbsent(pool, _ -> add("skip the reset", place, "POOL-07"))
            .splice(place.file(), place.stmt().pos(), place.stmt().end(), "");
      }
    });
  }

  /** Whether a statement puts something behind what a taken object has already. */
  private static boolean isFilled(Place place, String name) {
    String text = place.text(place.stmt());
    return Walk.names(place.stmt(), name)
        && (text.contains(name + ".Write") || text.matches("(?s).*append\\(\\W*" + name + "\\b.*"));
  }

  private static boolean isReset(Place place, String name) {
    return switch (place.stmt()) {
      case ExprStmt one ->
          one.x() instanceof CallExpr call
              && place
                  .text(call.fun())
                  .matches(Pattern.quote(name) + "\\.([Rr]eset|[Cc]lear)|clear")
              && Walk.names(call, name);
      case AssignStmt one ->
          one.tok() == Token.ASSIGN
              && one.lhs().size() == 1
              && uses(one.lhs().getFirst(), name)
              && place.text(one.rhs().getFirst()).matches("nil|\\w+\\{\\}|.*\\[:0\\]|false|0|\"\"");
      default -> false;
    };
  }

  /** Takes out what keeps objects from coming back larger than they should. */
  private void sizeCheck(Place place) {
    if (!(place.stmt() instanceof IfStmt one)
        || one.init() != null
        || one.orElse() != null
        || !place.text(one.cond()).matches("(?s).*([Cc]ap|len|Len)\\(.*[<>].*")) {
      return;
    }
    for (Give give : code.gives) {
      if (give.place().func() != place.func() || !Walk.names(one.cond(), give.name())) {
        continue;
      }
      boolean holds = one.body().list().contains(give.place().stmt());
      boolean leaves =
          give.place().block() == place.block()
              && give.place().index() > place.index()
              && !one.body().list().isEmpty();
      if (holds) {
        add("skip the size check", place, "POOL-08")
            .splice(place.file(), one.pos(), one.body().pos(), "");
      } else if (leaves) {
        add("skip the size check", place, "POOL-08").splice(place.file(), one.pos(), one.end(), "");
      }
    }
  }

  /** A pool whose users count on its factory has none. */
  private void pool(Pool pool) {
    boolean asserted =
        code.takes.stream()
            .anyMatch(take ->
                take.pool().equals(pool.name())
                    && take.stmt().lhs().size() == 1
                    && !take.type().isEmpty());
    if (asserted && pool.file().text(pool.value()).contains("New:")) {
      all.add(
          new Mutant(
              "a pool without a factory",
              Set.of("POOL-11"),
              pool.file().path() + " " + pool.name(),
              new LinkedHashMap<>()));
      all.getLast().splice(pool.file(), pool.value().pos(), pool.value().end(), "sync.Pool{}");
    }
  }
}
