package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.ir.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The packages at hand: what their types are, which fields and methods they have. */
final class GoWorld {
  private final Function<String, @Nullable GoPackage> loader;
  private final Map<String, Optional<GoPackage>> packages = new ConcurrentHashMap<>();
  private final TypeReader reader = new TypeReader(this);
  private final KnownTypes known = new KnownTypes();

  /**
   * A field or method found in a type.
   *
   * @param through the embedded fields on the way to it
   * @param type of a field
   * @param method of a method
   * @param owner the name of the type that declares it
   */
  record Member(
      List<String> through, @Nullable GoType type, @Nullable GoFunc method, String owner) {}

  GoWorld(Function<String, @Nullable GoPackage> loader) {
    this.loader = loader;
  }

  /**
   * The package of an import path, read when it is first asked for; null where it is not at hand.
   */
  @Nullable GoPackage pkg(String path) {
    Optional<GoPackage> known = packages.get(path); // without the lock that computing takes
    if (known == null) {
      known = packages.computeIfAbsent(path, p -> Optional.ofNullable(loader.apply(p)));
    }
    return known.orElse(null);
  }

  TypeReader reader() {
    return reader;
  }

  KnownTypes known() {
    return known;
  }

  /** What a type is underneath its names. */
  GoType underlying(GoType type) {
    GoType at = type;
    for (int i = 0; i < 16 && at instanceof GoType.Named named; i++) {
      if (named.pkg().isEmpty()) {
        return GoType.ANY;
      }
      GoPackage pkg = pkg(named.pkg());
      GoPackage.Type decl = pkg == null ? null : pkg.type(named.name());
      if (pkg == null || decl == null) {
        return known.underlying(named);
      }
      TypeScope scope = new TypeScope(pkg, decl.source(), arguments(decl, named));
      at = reader.read(decl.spec().type(), scope);
    }
    return at;
  }

  private static Map<String, GoType> arguments(GoPackage.Type decl, GoType.Named named) {
    if (decl.spec().typeParams() == null) {
      return Map.of();
    }
    Map<String, GoType> args = new HashMap<>();
    int i = 0;
    for (Field field : decl.spec().typeParams().list()) {
      for (Expr.Ident name : field.names()) {
        boolean given = i < named.args().size();
        args.put(name.name(), given ? named.args().get(i) : new GoType.Parameter(name.name()));
        i++;
      }
    }
    return args;
  }

  Shape shape(GoType type) {
    return switch (underlying(type)) {
      case GoType.Pointer _ -> Shape.POINTER;
      case GoType.Slice _ -> Shape.SLICE;
      case GoType.Array _ -> Shape.ARRAY;
      case GoType.Mapping _ -> Shape.MAP;
      case GoType.Channel _ -> Shape.CHANNEL;
      case GoType.Signature _ -> Shape.FUNCTION;
      case GoType.Struct _, GoType.Opaque _ -> Shape.STRUCT;
      case GoType.Interface _ -> Shape.INTERFACE;
      case GoType.Basic basic -> basicShape(basic.name());
      case GoType.Parameter _ -> Shape.PARAMETER;
      case GoType.Named _, GoType.Tuple _, GoType.Unknown _ -> Shape.UNKNOWN;
    };
  }

  private static Shape basicShape(String name) {
    return switch (name) {
      case "string" -> Shape.STRING;
      case "unsafe.Pointer" -> Shape.POINTER;
      case "nil" -> Shape.UNKNOWN;
      default -> Shape.SCALAR;
    };
  }

  /** Finds a field or method by name, the shallowest first. */
  @Nullable Member member(GoType type, String name) {
    record Level(GoType type, List<String> through) {}
    List<Level> level = List.of(new Level(type, List.of()));
    Set<String> seen = new HashSet<>();
    for (int depth = 0; depth < 6 && !level.isEmpty(); depth++) {
      List<Level> next = new ArrayList<>();
      for (Level one : level) {
        GoType base = one.type().deref();
        if (base instanceof GoType.Named named && !seen.add(named.print())) {
          continue;
        }
        Member found = direct(base, name, one.through());
        if (found != null) {
          return found;
        }
        if (underlying(base) instanceof GoType.Struct struct) {
          for (Field field : struct.tree().fields().list()) {
            if (field.names().isEmpty()) {
              GoType embedded = reader.read(field.type(), struct.scope());
              List<String> through = new ArrayList<>(one.through());
              through.add(simpleName(embedded));
              next.add(new Level(embedded, through));
            }
          }
        }
      }
      level = next;
    }
    return null;
  }

  private @Nullable Member direct(GoType base, String name, List<String> through) {
    if (base instanceof GoType.Named named) {
      GoPackage pkg = pkg(named.pkg());
      GoFunc method = pkg == null ? null : pkg.method(named.name(), name);
      if (method != null) {
        return new Member(through, null, method, named.print());
      }
    }
    GoType under = underlying(base);
    if (under instanceof GoType.Struct struct) {
      for (Field field : struct.tree().fields().list()) {
        GoType type = null;
        for (Expr.Ident one : field.names()) {
          if (one.name().equals(name)) {
            type = reader.read(field.type(), struct.scope());
          }
        }
        if (field.names().isEmpty()) {
          GoType embedded = reader.read(field.type(), struct.scope());
          type = simpleName(embedded).equals(name) ? embedded : null;
        }
        if (type != null) {
          return new Member(through, type, null, base instanceof GoType.Named n ? plain(n) : "");
        }
      }
    }
    if (base instanceof GoType.Named named && pkg(named.pkg()) == null) {
      GoType field = known.field(named, name);
      return field == null ? null : new Member(through, field, null, plain(named));
    }
    return null;
  }

  private static String plain(GoType.Named named) {
    return named.pkg().isEmpty() ? named.name() : named.pkg() + "." + named.name();
  }

  private static String simpleName(GoType type) {
    return type.deref() instanceof GoType.Named named ? named.name() : "";
  }

  /** The types of a declared function's results, with its receiver's type arguments filled in. */
  GoType.Signature signature(GoFunc func, GoType receiver) {
    Map<String, GoType> local = new HashMap<>();
    receiverArguments(func, receiver, local);
    if (func.decl().type().typeParams() != null) {
      for (Field field : func.decl().type().typeParams().list()) {
        field.names().forEach(n -> local.put(n.name(), new GoType.Parameter(n.name())));
      }
    }
    TypeScope scope = new TypeScope(func.pkg(), func.source(), local);
    return (GoType.Signature) reader.read(func.decl().type(), scope);
  }

  static void receiverArguments(GoFunc func, GoType receiver, Map<String, GoType> into) {
    if (func.decl().recv() == null || func.decl().recv().list().isEmpty()) {
      return;
    }
    Expr type = func.decl().recv().list().getFirst().type().unparen();
    if (type instanceof Expr.StarExpr star) {
      type = star.x().unparen();
    }
    List<Expr> names =
        switch (type) {
          case Expr.IndexExpr index -> List.of(index.index());
          case Expr.IndexListExpr list -> list.indices();
          default -> List.of();
        };
    List<GoType> args = receiver.deref() instanceof GoType.Named named ? named.args() : List.of();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) instanceof Expr.Ident ident) {
        boolean given = i < args.size();
        into.put(ident.name(), given ? args.get(i) : new GoType.Parameter(ident.name()));
      }
    }
  }
}
