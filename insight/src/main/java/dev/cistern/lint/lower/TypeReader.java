package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.FieldList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads type expressions. */
final class TypeReader {
  private static final Set<String> BASIC =
      Set.of(
          "bool",
          "byte",
          "complex64",
          "complex128",
          "float32",
          "float64",
          "int",
          "int8",
          "int16",
          "int32",
          "int64",
          "rune",
          "string",
          "uint",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "uintptr");
  private final GoWorld world;

  TypeReader(GoWorld world) {
    this.world = world;
  }

  /** The type an expression names, unknown where it names none. */
  GoType read(@Nullable Expr expr, TypeScope scope) {
    if (expr == null) {
      return GoType.UNKNOWN;
    }
    return switch (expr.unparen()) {
      case Expr.Ident ident -> named(ident.name(), scope, List.of());
      case Expr.SelectorExpr selector -> qualified(selector, scope, List.of());
      case Expr.StarExpr star -> new GoType.Pointer(read(star.x(), scope));
      case Expr.ArrayType array ->
          array.len() == null
              ? new GoType.Slice(read(array.elt(), scope))
              : new GoType.Array(read(array.elt(), scope));
      case Expr.MapType map -> new GoType.Mapping(read(map.key(), scope), read(map.value(), scope));
      case Expr.ChanType channel -> new GoType.Channel(read(channel.value(), scope));
      case Expr.FuncType func -> signature(func, scope);
      case Expr.StructType struct -> new GoType.Struct(struct, scope);
      case Expr.InterfaceType _ -> GoType.ANY;
      case Expr.Ellipsis rest -> new GoType.Slice(read(rest.elt(), scope));
      case Expr.IndexExpr index -> generic(index.x(), List.of(index.index()), scope);
      case Expr.IndexListExpr index -> generic(index.x(), index.indices(), scope);
      default -> GoType.UNKNOWN;
    };
  }

  /** Whether an expression names a type here. */
  boolean isType(Expr expr, TypeScope scope) {
    return switch (expr.unparen()) {
      case Expr.Ident ident -> !(named(ident.name(), scope, List.of()) instanceof GoType.Unknown);
      case Expr.SelectorExpr selector ->
          !(qualified(selector, scope, List.of()) instanceof GoType.Unknown);
      case Expr.StarExpr star -> isType(star.x(), scope);
      case Expr.IndexExpr index -> isType(index.x(), scope);
      case Expr.IndexListExpr index -> isType(index.x(), scope);
      case Expr.ArrayType _,
          Expr.MapType _,
          Expr.ChanType _,
          Expr.FuncType _,
          Expr.StructType _,
          Expr.InterfaceType _ ->
          true;
      default -> false;
    };
  }

  private GoType generic(Expr base, List<Expr> indices, TypeScope scope) {
    List<GoType> args = new ArrayList<>();
    indices.forEach(one -> args.add(read(one, scope)));
    return switch (base.unparen()) {
      case Expr.Ident ident -> named(ident.name(), scope, args);
      case Expr.SelectorExpr selector -> qualified(selector, scope, args);
      default -> GoType.UNKNOWN;
    };
  }

  private GoType named(String name, TypeScope scope, List<GoType> args) {
    GoType local = scope.local().get(name);
    if (local != null) {
      return local;
    }
    GoPackage.Type decl = scope.pkg().type(name);
    if (decl != null) {
      if (decl.spec().isAlias()) {
        return read(decl.spec().type(), new TypeScope(scope.pkg(), decl.source(), scope.local()));
      }
      return new GoType.Named(scope.pkg().path(), name, args);
    }
    if (BASIC.contains(name)) {
      return new GoType.Basic(name);
    }
    return switch (name) {
      case "error" -> GoType.ERROR;
      case "any", "comparable" -> GoType.ANY;
      default -> GoType.UNKNOWN;
    };
  }

  private GoType qualified(Expr.SelectorExpr selector, TypeScope scope, List<GoType> args) {
    if (!(selector.x() instanceof Expr.Ident ident)) {
      return GoType.UNKNOWN;
    }
    String path = scope.source().importPath(ident.name());
    if (path.isEmpty()) {
      return GoType.UNKNOWN;
    }
    String name = selector.sel().name();
    if (path.equals("unsafe")) {
      return name.equals("Pointer") ? new GoType.Basic("unsafe.Pointer") : GoType.UNKNOWN;
    }
    GoPackage pkg = world.pkg(path);
    if (pkg == null) {
      return new GoType.Named(path, name, args);
    }
    GoPackage.Type decl = pkg.type(name);
    if (decl == null) {
      return GoType.UNKNOWN;
    }
    if (decl.spec().isAlias()) {
      return read(decl.spec().type(), new TypeScope(pkg, decl.source(), java.util.Map.of()));
    }
    return new GoType.Named(path, name, args);
  }

  private GoType.Signature signature(Expr.FuncType func, TypeScope scope) {
    List<GoType> params = types(func.params(), scope);
    boolean variadic = false;
    if (!func.params().list().isEmpty()) {
      variadic = func.params().list().getLast().type() instanceof Expr.Ellipsis;
    }
    List<GoType> results = func.results() == null ? List.of() : types(func.results(), scope);
    return new GoType.Signature(params, results, variadic);
  }

  private List<GoType> types(FieldList fields, TypeScope scope) {
    List<GoType> out = new ArrayList<>();
    for (Field field : fields.list()) {
      GoType type = read(field.type(), scope);
      for (int i = 0; i < Math.max(1, field.names().size()); i++) {
        out.add(type);
      }
    }
    return out;
  }
}
