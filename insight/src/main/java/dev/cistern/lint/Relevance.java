package dev.cistern.lint;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Fact;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.lint.lower.CalledNames;
import dev.cistern.model.Language;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a text must have in it to concern pools: a pool's type, the import of a catalogued pool's
 * package, or a call that opens what must be closed.
 */
final class Relevance {
  /** Methods whose names say too little: their types stand for them. */
  private static final Set<String> COMMON = Set.of(".Get(", ".Post(", ".Do(", ".Conn(");

  private Relevance() {}

  /** The words of which one must stand in a package's text. */
  static Collection<String> words(Catalogue catalogue) {
    Set<String> words = new LinkedHashSet<>();
    words.add("sync.Pool");
    words.add("ool.Put");
    for (PoolEntry pool : catalogue.pools()) {
      if (pool.language() == Language.GO && !pool.functions(Role.RELEASE).isEmpty()) {
        String type = pool.type();
        int dot = type.lastIndexOf('.');
        boolean module = type.indexOf('.') < type.indexOf('/');
        if (dot > 0 && module) {
          words.add('"' + type.substring(0, dot) + '"');
        }
      }
    }
    for (Fact fact : catalogue.facts(Fact.Kind.CLOSE)) {
      if (fact.language() == Language.GO && !fact.what().startsWith("file")) {
        fact.functions().forEach(function -> words.add(call(function)));
      }
    }
    for (Fact fact : catalogue.facts(Fact.Kind.LEND)) {
      if (fact.language() == Language.GO) {
        fact.functions().forEach(type -> words.add('"' + packageOf(type) + '"'));
      }
    }
    words.add("http.DefaultClient");
    return words;
  }

  /** A call as it is written where a function is used. */
  static String call(String function) {
    String simple = simple(function);
    if (function.contains("(*")) {
      String method = "." + simple + "(";
      String type = function.substring(function.lastIndexOf('/') + 1, function.indexOf(')'));
      return COMMON.contains(method) ? type.replace("(*", "") : method;
    }
    int end = function.length() - simple.length() - 1;
    return function.substring(function.lastIndexOf('/') + 1, end) + "." + simple + "(";
  }

  /**
   * The names whose calls make a function one to follow, by the package that has to be imported.
   */
  static Map<String, Set<String>> seeds(Catalogue catalogue) {
    Map<String, Set<String>> seeds = new HashMap<>();
    for (PoolEntry pool : catalogue.pools()) {
      if (pool.language() == Language.GO && !pool.functions(Role.RELEASE).isEmpty()) {
        pool.functions(Role.ACQUIRE).forEach(f -> add(seeds, f));
        pool.functions(Role.RELEASE).forEach(f -> add(seeds, f));
      }
    }
    for (Fact fact : catalogue.facts(Fact.Kind.CLOSE)) {
      if (fact.language() == Language.GO && !fact.what().startsWith("file")) {
        fact.functions().forEach(f -> add(seeds, f));
      }
    }
    for (Fact fact : catalogue.facts(Fact.Kind.LEND)) {
      if (fact.language() == Language.GO) {
        for (String type : fact.functions()) {
          seeds
              .computeIfAbsent(packageOf(type), _ -> new LinkedHashSet<>())
              .addAll(Set.of(CalledNames.STARTS, "Go"));
        }
      }
    }
    return seeds;
  }

  private static String packageOf(String type) {
    return type.substring(0, type.indexOf('.', type.lastIndexOf('/') + 1));
  }

  private static void add(Map<String, Set<String>> seeds, String function) {
    int dot = function.indexOf('.', function.lastIndexOf('/') + 1);
    String path = dot < 0 ? "" : function.substring(0, dot);
    seeds.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(simple(function));
  }

  static String simple(String function) {
    return function.substring(function.lastIndexOf('.') + 1);
  }
}
