package dev.cistern.bench.mutants;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.Decl.GenDecl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Spec.TypeSpec;
import dev.cistern.lint.front.go.tree.Spec.ValueSpec;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Stmt.DeferStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Stmt.ReturnStmt;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.front.go.tree.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the code of a package takes from a {@code sync.Pool} and gives back, told by syntax and
 * names alone, functions that do so for their callers included.
 */
final class PoolCode {
  /** A statement in a list of statements of a function. */
  record Place(GoFile file, FuncDecl func, List<Stmt> block, int index) {
    Stmt stmt() {
      return block.get(index);
    }

    String text(Node node) {
      return file.text(node);
    }

    BlockStmt body() {
      if (func.body() instanceof BlockStmt body) {
        return body;
      }
      throw new IllegalStateException(func.name().name() + ": wanted a body");
    }
  }

  /**
   * {@code name := pool.Get().(type)}, or a call that gives what was taken.
   *
   * @param pool as it is written; empty for a call
   * @param type empty where it is not known
   */
  record Take(Place place, AssignStmt stmt, String name, String pool, String type) {}

  /**
   * {@code pool.Put(name)}, or a call that gives back.
   *
   * @param pool as it is written; empty for a call
   */
  record Give(Place place, CallExpr call, String name, String pool, boolean deferred) {
    boolean isDirect() {
      return !pool.isEmpty();
    }
  }

  /** A pool that is a variable of the package, with its value. */
  record Pool(GoFile file, String name, Expr value) {}

  private final List<GoFile> files;
  private final Set<String> poolNames = new HashSet<>();
  private final Map<String, TypeSpec> types = new HashMap<>();
  private final Map<String, GoFile> typeFiles = new HashMap<>();
  private final Map<String, FuncDecl> takers = new HashMap<>();
  private final Map<String, FuncDecl> givers = new HashMap<>();
  private final Set<String> ownGivers = new HashSet<>(); // methods that give back their receiver
  private final Set<String> twice = new HashSet<>();
  final List<Pool> pools = new ArrayList<>();
  final List<Take> takes = new ArrayList<>();
  final List<Give> gives = new ArrayList<>();

  PoolCode(List<GoFile> files) {
    this.files = files;
    Set<String> seen = new HashSet<>();
    each(GenDecl.class, this::declared);
    each(
        FuncDecl.class,
        (_, func) -> {
          if (!seen.add(func.name().name())) {
            twice.add(func.name().name());
          }
        });
    places(place -> {
      take(place).ifPresent(takes::add);
      give(place).ifPresent(gives::add);
    });
    wrappers();
    takes.clear();
    gives.clear();
    places(place -> {
      take(place).ifPresent(takes::add);
      give(place).ifPresent(gives::add);
    });
  }

  /** Tells each declaration of a kind with its file. */
  private <T extends Decl> void each(Class<T> kind, BiConsumer<GoFile, T> to) {
    for (GoFile file : files) {
      for (Decl decl : file.decls()) {
        if (kind.isInstance(decl)) {
          to.accept(file, kind.cast(decl));
        }
      }
    }
  }

  private void declared(GoFile file, GenDecl decl) {
    for (Spec spec : decl.specs()) {
      if (spec instanceof TypeSpec type) {
        types.put(type.name().name(), type);
        typeFiles.put(type.name().name(), file);
        Walk.tree(
            type.type(),
            node -> {
              if (node instanceof Field field && isPool(file.text(field.type()))) {
                field.names().forEach(name -> poolNames.add(name.name()));
              }
              return true;
            });
      } else if (spec instanceof ValueSpec value && decl.tok() == Token.VAR) {
        variable(file, value);
      }
    }
  }

  private void variable(GoFile file, ValueSpec spec) {
    String type = spec.type() == null ? "" : file.text(spec.type());
    for (int i = 0; i < spec.names().size(); i++) {
      String name = spec.names().get(i).name();
      Expr value = i < spec.values().size() ? spec.values().get(i) : null;
      boolean made = value != null && file.text(value).startsWith("sync.Pool{");
      if (isPool(type) || made || value != null && file.text(value).startsWith("&sync.Pool{")) {
        poolNames.add(name);
      }
      if (made && value != null) {
        pools.add(new Pool(file, name, value));
      }
    }
  }

  private static boolean isPool(String type) {
    return type.equals("sync.Pool") || type.equals("*sync.Pool");
  }

  /** Tells each statement of each function. */
  void places(Consumer<Place> to) {
    each(
        FuncDecl.class,
        (file, func) -> {
          BlockStmt body = func.body();
          if (body != null) {
            Walk.tree(
                body,
                node -> {
                  List<Stmt> block =
                      switch (node) {
                        case BlockStmt one -> one.list();
                        case Stmt.CaseClause one -> one.body();
                        case Stmt.CommClause one -> one.body();
                        default -> List.of();
                      };
                  for (int i = 0; i < block.size(); i++) {
                    to.accept(new Place(file, func, block, i));
                  }
                  return true;
                });
          }
        });
  }

  private Optional<Take> take(Place place) {
    if (!(place.stmt() instanceof AssignStmt assign)
        || assign.rhs().size() != 1
        || !(assign.lhs().getFirst() instanceof Ident name)
        || name.name().equals("_")) {
      return Optional.empty();
    }
    Expr value = assign.rhs().getFirst().unparen();
    String type = "";
    if (value instanceof Expr.TypeAssertExpr assertion && assertion.type() instanceof Expr to) {
      value = assertion.x().unparen();
      type = place.text(to);
    }
    if (!(value instanceof CallExpr call)) {
      return Optional.empty();
    }
    String pool = pool(place, call, "Get");
    FuncDecl taker = takers.get(called(call));
    if (pool.isEmpty() && taker != null) {
      type = result(taker);
    }
    return pool.isEmpty() && (taker == null || taker == place.func())
        ? Optional.empty()
        : Optional.of(new Take(place, assign, name.name(), pool, type));
  }

  private Optional<Give> give(Place place) {
    boolean deferred = place.stmt() instanceof DeferStmt;
    Expr value =
        switch (place.stmt()) {
          case DeferStmt one -> one.call();
          case ExprStmt one -> one.x().unparen();
          default -> null;
        };
    if (!(value instanceof CallExpr call)) {
      return Optional.empty();
    }
    String pool = pool(place, call, "Put");
    FuncDecl giver = givers.get(called(call));
    if (!pool.isEmpty() && call.args().size() == 1 && call.args().getFirst() instanceof Ident one) {
      return Optional.of(new Give(place, call, one.name(), pool, deferred));
    }
    if (giver == null || giver == place.func()) {
      return Optional.empty();
    }
    boolean own = ownGivers.contains(giver.name().name());
    Expr given =
        own && call.fun() instanceof SelectorExpr selector
            ? selector.x()
            : !own && call.args().size() == 1 ? call.args().getFirst() : call;
    return given instanceof Ident one
        ? Optional.of(new Give(place, call, one.name(), "", deferred))
        : Optional.empty();
  }

  /** The pool that such a method of is called; empty where it is none. */
  private String pool(Place place, CallExpr call, String method) {
    if (call.fun() instanceof SelectorExpr selector && selector.sel().name().equals(method)) {
      String last =
          switch (selector.x().unparen()) {
            case Ident ident -> ident.name();
            case SelectorExpr field -> field.sel().name();
            default -> "";
          };
      return poolNames.contains(last) ? place.text(selector.x()) : "";
    }
    return "";
  }

  private static String called(CallExpr call) {
    return switch (call.fun()) {
      case Ident ident -> ident.name();
      case SelectorExpr selector -> selector.sel().name();
      default -> "";
    };
  }

  /** Finds the functions that take or give back for their callers. */
  private void wrappers() {
    for (Give give : gives) {
      FuncDecl func = give.place().func();
      if (parameters(func).containsKey(give.name()) && !twice.contains(func.name().name())) {
        givers.put(func.name().name(), func);
        if (isReceiver(func, give.name())) {
          ownGivers.add(func.name().name());
        }
      }
    }
    for (Take take : takes) {
      FuncDecl func = take.place().func();
      boolean[] returned = new boolean[1];
      Walk.tree(
          take.place().body(),
          node -> {
            returned[0] |=
                node instanceof ReturnStmt one
                    && one.results().size() == 1
                    && one.results().getFirst() instanceof Ident name
                    && name.name().equals(take.name());
            return true;
          });
      boolean given =
          gives.stream()
              .anyMatch(give -> give.place().func() == func && give.name().equals(take.name()));
      if (returned[0] && !given && !twice.contains(func.name().name())) {
        takers.put(func.name().name(), func);
      }
    }
  }

  private static boolean isReceiver(FuncDecl func, String name) {
    return func.recv() instanceof FieldList recv
        && recv.list().stream()
            .flatMap(field -> field.names().stream())
            .anyMatch(one -> one.name().equals(name));
  }

  /** The receiver and the parameters of a function with their types. */
  static Map<String, Expr> parameters(FuncDecl func) {
    Map<String, Expr> all = new HashMap<>();
    List<Field> fields = new ArrayList<>(func.type().params().list());
    if (func.recv() instanceof FieldList recv) {
      fields.addAll(recv.list());
    }
    fields.forEach(field -> field.names().forEach(name -> all.put(name.name(), field.type())));
    return all;
  }

  private String result(FuncDecl func) {
    FieldList results = func.type().results();
    return results == null || results.list().isEmpty()
        ? ""
        : fileOf(func).text(results.list().getFirst().type());
  }

  private GoFile fileOf(FuncDecl func) {
    return files.stream().filter(file -> file.decls().contains(func)).findFirst().orElseThrow();
  }

  Optional<Pool> pool(String name) {
    return pools.stream().filter(pool -> pool.name().equals(name)).findFirst();
  }

  /** The type of what is given back, as it is written; empty where it is not known. */
  String type(Give give) {
    for (Take take : takes) {
      if (take.place().func() == give.place().func() && take.name().equals(give.name())) {
        return take.type();
      }
    }
    Expr type = parameters(give.place().func()).get(give.name());
    return type == null ? "" : give.place().text(type);
  }

  /** An expression for the bytes in what a variable holds; empty where none is known. */
  Optional<String> bytes(String type, String name) {
    return switch (type) {
      case "[]byte" -> Optional.of(name);
      case "*[]byte" -> Optional.of("*" + name);
      case "*bytes.Buffer" -> Optional.of(name + ".Bytes()");
      default -> {
        TypeSpec spec = type.startsWith("*") ? types.get(type.substring(1)) : null;
        GoFile file = spec == null ? null : typeFiles.get(type.substring(1));
        yield spec == null || file == null
            ? Optional.empty()
            : file.text(spec.type()).equals("[]byte")
                ? Optional.of("*" + name)
                : field(spec, file, name);
      }
    };
  }

  private static Optional<String> field(TypeSpec spec, GoFile file, String name) {
    if (spec.type() instanceof Expr.StructType struct) {
      for (Field field : struct.fields().list()) {
        String type = file.text(field.type());
        if (!field.names().isEmpty() && (type.equals("[]byte") || type.equals("bytes.Buffer"))) {
          String one = name + "." + field.names().getFirst().name();
          return Optional.of(type.equals("[]byte") ? one : one + ".Bytes()");
        }
      }
    }
    return Optional.empty();
  }
}
