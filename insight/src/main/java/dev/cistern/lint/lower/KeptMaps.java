package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.rules.Seen.KeptMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The maps that live longer than a call: in a package's variable, or in a field of a struct that
 * has a lock. Told are those that nothing is removed from, as far as the package's text tells: what
 * is handed on, measured, emptied or set anew is left out.
 */
final class KeptMaps {
  /** Within how many bytes a file says that a program wrote it. */
  private static final int HEAD_BYTES = 600;

  private KeptMaps() {}

  /** The maps of one package. */
  static List<KeptMap> of(GoWorld world, GoPackage pkg) {
    Map<String, MapUses> byName = new LinkedHashMap<>();
    variables(world, pkg, byName);
    fields(world, pkg, byName);
    if (byName.isEmpty()) {
      return List.of();
    }
    for (GoFunc func : pkg.functions()) {
      if (isGenerated(func)) {
        continue;
      }
      GoText text = null;
      for (MapUses uses : byName.values()) {
        if (uses.isOpen() && uses.isIn(func)) {
          text = text == null ? new GoText(func) : text;
          uses.read(text);
        }
      }
    }
    List<KeptMap> maps = new ArrayList<>();
    byName.values().forEach(uses -> uses.result().ifPresent(maps::add));
    return maps;
  }

  private static boolean isGenerated(GoFunc func) {
    return func.source().file().text(0, HEAD_BYTES).contains("Code generated");
  }

  private static void variables(GoWorld world, GoPackage pkg, Map<String, MapUses> into) {
    for (GoSource source : pkg.sources()) {
      for (GoPackage.Variable variable : source.variables()) {
        String name = variable.spec().names().get(variable.index()).name();
        GoType type = Globals.type(world, pkg, variable);
        boolean filled = variable.spec().values().stream().anyMatch(KeptMaps::isFilled);
        if (isPrivate(name) && isMap(world, type) && !filled) {
          into.put(name, new MapUses(world, name, name, false, type));
        }
      }
    }
  }

  private static boolean isFilled(Expr value) {
    return value.unparen() instanceof Expr.CompositeLit lit && !lit.elts().isEmpty();
  }

  private static void fields(GoWorld world, GoPackage pkg, Map<String, MapUses> into) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Map.Entry<String, GoPackage.Type> entry : pkg.types().entrySet()) {
      GoPackage.Type type = entry.getValue();
      if (!(type.spec().type() instanceof Expr.StructType tree)) {
        continue;
      }
      TypeScope scope = new TypeScope(pkg, type.source(), Map.of());
      boolean locked =
          tree.fields().list().stream()
              .map(field -> world.reader().read(field.type(), scope))
              .anyMatch(one -> one.is("sync", "Mutex") || one.is("sync", "RWMutex"));
      for (Field field : tree.fields().list()) {
        GoType of = world.reader().read(field.type(), scope);
        field.names().forEach(name -> counts.merge(name.name(), 1, Integer::sum));
        boolean kept = isMap(world, of) && (locked || of.is("sync", "Map"));
        for (var name : kept ? field.names() : List.<Expr.Ident>of()) {
          if (isPrivate(name.name())) {
            String shown = entry.getKey() + "." + name.name();
            into.put("." + name.name(), new MapUses(world, shown, name.name(), true, of));
          }
        }
      }
    }
    // Which of two fields of one name is meant, the text does not tell.
    counts.forEach((name, count) -> {
      if (count > 1) {
        into.remove("." + name);
      }
    });
  }

  private static boolean isPrivate(String name) {
    return !name.equals("_") && !Character.isUpperCase(name.charAt(0));
  }

  private static boolean isMap(GoWorld world, GoType type) {
    return type instanceof GoType.Named named && named.is("sync", "Map")
        || world.underlying(type) instanceof GoType.Mapping;
  }
}
