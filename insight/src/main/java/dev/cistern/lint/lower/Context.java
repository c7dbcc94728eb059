package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the parts of a lowering share while one function is lowered. */
final class Context {
  final GoWorld world;
  final GoPackage pkg;
  final GoSource source;
  final String function;
  final Build build = new Build();
  final Locals locals = new Locals();
  final Map<String, GoType> localTypes = new HashMap<>();
  final TypeScope types;

  /** What local variables that stand for a pool are other names of, by their variable. */
  final Map<Integer, String> poolNames = new HashMap<>();

  /** How many function literals are around the point being lowered. */
  int depth;

  /** The result variables of the body being lowered, and their types. */
  List<Integer> results = new ArrayList<>();

  List<GoType> resultTypes = new ArrayList<>();

  /** A lowered expression: the variable that holds it, and its static type. */
  record Val(int var, GoType type) {}

  Context(GoWorld world, GoPackage pkg, GoSource source, String function) {
    this.world = world;
    this.pkg = pkg;
    this.source = source;
    this.function = function;
    this.types = new TypeScope(pkg, source, localTypes);
  }

  TypeName name(GoType type) {
    return type.toName(world);
  }

  GoType read(Expr type) {
    return world.reader().read(type, types);
  }

  int temp(GoType type) {
    return build.temp(name(type));
  }

  /** Whether values of a type hold their fields themselves. */
  boolean isStruct(GoType type) {
    return switch (world.shape(type)) {
      case STRUCT, ARRAY -> true;
      default -> false;
    };
  }

  Locals.Local declare(String name, GoType type, boolean param) {
    int var = build.var(name, name(type), isStruct(type));
    Locals.Local local = new Locals.Local(var, type, depth, param);
    if (!name.equals("_")) {
      locals.declare(name, local);
    }
    return local;
  }

  Val constant(int at, @org.jspecify.annotations.Nullable Object value, GoType type) {
    int dst = temp(type);
    build.add(new Op.Const(build.id(), at, dst, value));
    return new Val(dst, type);
  }

  /** A value nothing is known of. */
  Val opaque(int at, GoType type) {
    int dst = temp(type);
    build.add(new Op.Pure(build.id(), at, dst, "?", List.of()));
    return new Val(dst, type);
  }

  Val pure(int at, String op, GoType type, Integer... args) {
    int dst = temp(type);
    build.add(new Op.Pure(build.id(), at, dst, op, List.of(args)));
    return new Val(dst, type);
  }

  void use(int at, Val value) {
    build.add(new Op.Use(build.id(), at, value.var()));
  }
}
