package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CompositeLit;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.KeyValueExpr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.Context.Val;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers composite literals and function literals. */
final class Literals {
  private final Context c;
  private final Exprs exprs;
  private final FuncLowering owner;

  Literals(Context context, Exprs exprs, FuncLowering owner) {
    this.c = context;
    this.exprs = exprs;
    this.owner = owner;
  }

  /**
   * A composite literal.
   *
   * @param wanted its type where it gives none
   * @param key the name of the pool it becomes, if it is one
   */
  Val composite(CompositeLit lit, GoType wanted, String key) {
    GoType type = lit.type() == null ? wanted : c.read(lit.type());
    GoType under = c.world.underlying(type);
    List<String> fields = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    List<String> names = under instanceof GoType.Struct s ? names(s) : List.of();
    int index = 0;
    boolean pool = type.is("sync", "Pool");
    for (Expr elt : lit.elts()) {
      String field = "[" + index + "]";
      Expr value = elt;
      if (elt instanceof KeyValueExpr pair) {
        value = pair.value();
        if (pair.key() instanceof Ident ident && isFieldKey(under, type)) {
          field = ident.name();
        } else {
          exprs.lower(pair.key());
          field = "[]";
        }
      } else if (index < names.size()) {
        field = names.get(index);
      }
      GoType element = elementType(type, under, field);
      String inner = type instanceof GoType.Named n ? n.pkg() + "." + n.name() + "." + field : "";
      Val lowered = exprs.lowerInto(value, element, field.startsWith("[") ? key + "[]" : inner);
      fields.add(field);
      values.add(lowered.var());
      index++;
    }
    if (pool) {
      pool(lit, key);
    }
    int dst = c.temp(type);
    int id = c.build.id();
    c.build.add(new Op.Make(id, lit.pos(), dst, c.name(type), fields, values));
    return new Val(dst, type);
  }

  private static boolean isFieldKey(GoType under, GoType type) {
    return switch (under) {
      case GoType.Struct _, GoType.Opaque _ -> true;
      case GoType.Unknown _ -> type instanceof GoType.Named;
      default -> false;
    };
  }

  private GoType elementType(GoType type, GoType under, String field) {
    return switch (under) {
      case GoType.Slice slice -> slice.of();
      case GoType.Array array -> array.of();
      case GoType.Mapping map -> map.value();
      default -> {
        GoWorld.Member member = c.world.member(type, field);
        yield member == null || member.type() == null ? GoType.UNKNOWN : member.type();
      }
    };
  }

  private static List<String> names(GoType.Struct struct) {
    List<String> names = new ArrayList<>();
    for (Field field : struct.tree().fields().list()) {
      field.names().forEach(name -> names.add(name.name()));
      if (field.names().isEmpty()) {
        names.add(embedded(field.type()));
      }
    }
    return names;
  }

  /** The name an embedded field has: that of its type without package and arguments. */
  private static String embedded(Expr type) {
    return switch (type.unparen()) {
      case Ident ident -> ident.name();
      case Expr.SelectorExpr selector -> selector.sel().name();
      case Expr.StarExpr star -> embedded(star.x());
      case Expr.IndexExpr index -> embedded(index.x());
      default -> "";
    };
  }

  private void pool(CompositeLit lit, String key) {
    @Nullable Code factory = null;
    String named = "";
    for (Expr elt : lit.elts()) {
      if (elt instanceof KeyValueExpr pair
          && pair.key() instanceof Ident ident
          && ident.name().equals("New")) {
        factory = lastLiteral;
        named = factoryName(pair.value());
        if (!(pair.value().unparen() instanceof FuncLit)) {
          factory = null;
        }
      }
    }
    c.build.pool(new Build.Pending(key, lit.pos(), factory, named));
  }

  /** The full name of a function used as a factory, empty where it is none. */
  String factoryName(Expr value) {
    Expr inner = value.unparen();
    if (inner instanceof Ident ident) {
      GoFunc func = c.pkg.func(ident.name());
      return func == null ? "?" : func.name();
    }
    return "?";
  }

  private @Nullable Code lastLiteral;

  /** The body of the function literal that was lowered last. */
  @Nullable Code lastLiteral() {
    return lastLiteral;
  }

  Val function(FuncLit lit) {
    GoType type = c.read(lit.type());
    String name = "func" + (c.build.literalCount() + 1);
    Code code = owner.literal(lit, name);
    lastLiteral = code;
    int dst = c.temp(type);
    c.build.add(new Op.Closure(c.build.id(), lit.pos(), dst, code));
    return new Val(dst, type);
  }
}
