package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.rules.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays types out as Go does on a 64-bit machine, as far as their sources are at hand. */
final class Layouts {
  private static final int WORD = 8;
  private static final int DEPTH_MAX = 12;
  private static final int PARTS_MAX = 4_096;
  private final GoWorld world;

  Layouts(GoWorld world) {
    this.world = world;
  }

  /** What is laid out so far; {@code align} is that of the whole. */
  private static final class Out {
    final List<Layout.Part> parts = new ArrayList<>();
    long bytes;
    int align = 1;

    /** Adds parts of a size, each of them a pointer or not. */
    boolean add(int unit, boolean... pointers) {
      align(unit);
      for (boolean pointer : pointers) {
        parts.add(new Layout.Part(bytes, unit, 1, pointer));
        bytes += unit;
      }
      return parts.size() < PARTS_MAX;
    }

    void align(int to) {
      align = Math.max(align, to);
      bytes = (bytes + to - 1) / to * to;
    }
  }

  /** The layout of a type by its full name; empty where it is not known. */
  Optional<Layout> of(String type) {
    int dot = type.lastIndexOf('.');
    GoPackage pkg = dot < 0 ? null : world.pkg(type.substring(0, dot));
    GoPackage.Type decl = pkg == null ? null : pkg.type(type.substring(dot + 1));
    Out out = new Out();
    boolean known =
        pkg == null || decl == null
            ? dot < 0 && basic(type, out)
            : decl.spec().typeParams() == null
                && add(decl.spec().type(), new TypeScope(pkg, decl.source(), Map.of()), out, 0);
    out.align(out.align);
    return known ? Optional.of(new Layout(List.copyOf(out.parts), out.bytes)) : Optional.empty();
  }

  private boolean add(Expr type, TypeScope scope, Out out, int depth) {
    if (depth > DEPTH_MAX) {
      return false;
    }
    return switch (type.unparen()) {
      case Expr.StarExpr _, Expr.MapType _, Expr.ChanType _, Expr.FuncType _ -> out.add(WORD, true);
      case Expr.InterfaceType _ -> out.add(WORD, true, true);
      case Expr.ArrayType array when array.len() == null -> out.add(WORD, true, false, false);
      case Expr.ArrayType array -> array(array, scope, out, depth);
      case Expr.StructType struct -> struct(struct, scope, out, depth);
      case Expr.Ident ident when scope.local().isEmpty() -> named(ident, scope, out, depth);
      case Expr.SelectorExpr selector -> qualified(selector, scope, out, depth);
      default -> false;
    };
  }

  private boolean struct(Expr.StructType struct, TypeScope scope, Out out, int depth) {
    Out inner = new Out();
    for (Field field : struct.fields().list()) {
      for (int i = 0; i < Math.max(1, field.names().size()); i++) {
        if (!add(field.type(), scope, inner, depth + 1)) {
          return false;
        }
      }
    }
    inner.align(inner.align);
    return append(out, inner, 1);
  }

  private boolean array(Expr.ArrayType array, TypeScope scope, Out out, int depth) {
    long length = array.len() == null ? -1 : length(array.len(), scope);
    Out inner = new Out();
    if (length < 0 || !add(array.elt(), scope, inner, depth + 1)) {
      return false;
    }
    inner.align(inner.align);
    return append(out, inner, length);
  }

  /** Puts values of a layout behind what is there; numbers in a row become one part. */
  private static boolean append(Out out, Out inner, long count) {
    out.align(inner.align);
    if (inner.parts.size() == 1 && !inner.parts.getFirst().pointer()) {
      Layout.Part one = inner.parts.getFirst();
      out.parts.add(new Layout.Part(out.bytes, one.unitBytes(), one.count() * count, false));
    } else {
      if (count * inner.parts.size() + out.parts.size() > PARTS_MAX) {
        return false;
      }
      for (long i = 0; i < count; i++) {
        for (Layout.Part part : inner.parts) {
          long offset = out.bytes + i * inner.bytes + part.offset();
          out.parts.add(new Layout.Part(offset, part.unitBytes(), part.count(), part.pointer()));
        }
      }
    }
    out.bytes += inner.bytes * count;
    return true;
  }

  private static long length(Expr length, TypeScope scope) {
    Expr at = length.unparen();
    if (at instanceof Expr.Ident ident) {
      GoPackage.Variable constant = scope.pkg().variable(ident.name());
      if (constant == null
          || !constant.constant()
          || constant.index() >= constant.spec().values().size()) {
        return -1;
      }
      at = constant.spec().values().get(constant.index()).unparen();
    }
    if (at instanceof Expr.BinaryExpr binary) {
      return product(binary, scope);
    }
    return at instanceof Expr.BasicLit lit && lit.value().matches("[0-9]{1,9}")
        ? Long.parseLong(lit.value())
        : -1;
  }

  private static long product(Expr.BinaryExpr binary, TypeScope scope) {
    long left = length(binary.x(), scope);
    long right = length(binary.y(), scope);
    if (left < 0 || right < 0 || left > 1 << 20 || right > 1 << 20) {
      return -1;
    }
    return switch (binary.op().text()) {
      case "*" -> left * right;
      case "+" -> left + right;
      case "<<" -> right < 32 ? left << right : -1;
      default -> -1;
    };
  }

  private boolean named(Expr.Ident ident, TypeScope scope, Out out, int depth) {
    GoPackage.Type decl = scope.pkg().type(ident.name());
    if (decl == null) {
      return basic(ident.name(), out);
    }
    TypeScope inner = new TypeScope(scope.pkg(), decl.source(), Map.of());
    return decl.spec().typeParams() == null && add(decl.spec().type(), inner, out, depth + 1);
  }

  private boolean qualified(Expr.SelectorExpr selector, TypeScope scope, Out out, int depth) {
    String path =
        selector.x() instanceof Expr.Ident ident ? scope.source().importPath(ident.name()) : "";
    String name = selector.sel().name();
    if (path.equals("unsafe")) {
      return out.add(WORD, true);
    }
    GoPackage pkg = path.isEmpty() ? null : world.pkg(path);
    GoPackage.Type decl = pkg == null ? null : pkg.type(name);
    if (pkg != null && decl != null) {
      TypeScope inner = new TypeScope(pkg, decl.source(), Map.of());
      return decl.spec().typeParams() == null && add(decl.spec().type(), inner, out, depth + 1);
    }
    return switch (path + "." + name) {
      case "sync.Mutex" -> out.add(4, false, false);
      case "time.Duration" -> out.add(WORD, false);
      case "time.Time" -> out.add(WORD, false, false, true);
      case "bytes.Buffer" -> out.add(WORD, true, false, false, false, false);
      default -> false;
    };
  }

  private static boolean basic(String name, Out out) {
    return switch (name) {
      case "bool", "byte", "int8", "uint8" -> out.add(1, false);
      case "int16", "uint16" -> out.add(2, false);
      case "int32", "uint32", "rune", "float32" -> out.add(4, false);
      case "int", "uint", "int64", "uint64", "uintptr", "float64", "complex64" ->
          out.add(WORD, false);
      case "complex128" -> out.add(WORD, false, false);
      case "string" -> out.add(WORD, true, false);
      case "error", "any" -> out.add(WORD, true, true);
      default -> false;
    };
  }
}
