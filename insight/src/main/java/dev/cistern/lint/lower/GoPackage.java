package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.Decl.GenDecl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Spec.TypeSpec;
import dev.cistern.lint.front.go.tree.Spec.ValueSpec;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of one package, read together, with their declarations by name. */
final class GoPackage {
  private final String path;
  private final List<GoSource> sources = new ArrayList<>();
  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, GoFunc> funcs = new LinkedHashMap<>();
  private final Map<String, Map<String, GoFunc>> methods = new HashMap<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /** Between the name and the number of a function whose name was there before. */
  static final char AGAIN = (char) 0xb7;

  private final List<GoFunc> all = new ArrayList<>();
  private final Map<String, GoFunc> byName = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  record Type(TypeSpec spec, GoSource source) {}

  /** A variable or constant of the package; {@code index} is its place among the spec's names. */
  record Variable(ValueSpec spec, int index, GoSource source, boolean constant) {}

  GoPackage(String path, List<GoFile> files) {
    this.path = path;
    for (GoFile file : files) {
      GoSource source = new GoSource(file);
      sources.add(source);
      for (Decl decl : file.decls()) {
        switch (decl) {
          case FuncDecl func -> add(func, source);
          case GenDecl gen -> gen.specs().forEach(spec -> add(spec, gen.tok(), source));
          case Decl.BadDecl _ -> {}
        }
      }
    }
    all.forEach(func -> byName.put(func.name().substring(path.length() + 1), func));
  }

  String path() {
    return path;
  }

  List<GoSource> sources() {
    return sources;
  }

  @Nullable Type type(String name) {
    return types.get(name);
  }

  Map<String, Type> types() {
    return types;
  }

  @Nullable GoFunc func(String name) {
    return funcs.get(name);
  }

  @Nullable GoFunc method(String type, String name) {
    return methods.getOrDefault(type, Map.of()).get(name);
  }

  Map<String, GoFunc> methods(String type) {
    return methods.getOrDefault(type, Map.of());
  }

  @Nullable Variable variable(String name) {
    return variables.get(name);
  }

  /** All functions and methods in the order of the files. */
  List<GoFunc> functions() {
    return all;
  }

  private void add(FuncDecl decl, GoSource source) {
    FieldList recv = decl.recv();
    if (recv == null || recv.list().isEmpty()) {
      String name = decl.name().name();
      GoFunc func = new GoFunc(this, source, decl, path + "." + once(name));
      all.add(func);
      funcs.putIfAbsent(name, func);
      return;
    }
    Expr type = recv.list().getFirst().type().unparen();
    boolean pointer = type instanceof Expr.StarExpr;
    if (type instanceof Expr.StarExpr star) {
      type = star.x().unparen();
    }
    String name = baseName(type);
    String shown = pointer ? "(*" + name + ")" : name;
    String full = path + "." + once(shown + "." + decl.name().name());
    GoFunc func = new GoFunc(this, source, decl, full);
    all.add(func);
    methods.computeIfAbsent(name, _ -> new HashMap<>()).putIfAbsent(decl.name().name(), func);
  }

  /** A name of its own for each {@code init}, and for a function that another platform has too. */
  private String once(String name) {
    int count = counts.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + AGAIN + count;
  }

  /** The function of this name behind the package's; a method's is {@code (*Type).Method}. */
  @Nullable GoFunc named(String rest) {
    return byName.get(rest);
  }

  private static String baseName(Expr type) {
    return switch (type) {
      case Ident ident -> ident.name();
      case Expr.IndexExpr index -> baseName(index.x().unparen());
      case Expr.IndexListExpr index -> baseName(index.x().unparen());
      default -> "";
    };
  }

  private void add(Spec spec, Token tok, GoSource source) {
    switch (spec) {
      case TypeSpec type -> types.putIfAbsent(type.name().name(), new Type(type, source));
      case ValueSpec value -> {
        for (int i = 0; i < value.names().size(); i++) {
          String name = value.names().get(i).name();
          boolean constant = tok == Token.CONST;
          String key = name.equals("_") ? "_" + variables.size() : name;
          Variable variable = new Variable(value, i, source, constant);
          variables.putIfAbsent(key, variable);
          if (!constant) {
            source.add(variable);
          }
        }
      }
      case Spec.ImportSpec _ -> {}
    }
  }
}
