package dev.cistern.lint;

import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Knowledge;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.lower.CalledNames;
import dev.cistern.lint.lower.GoParts;
import dev.cistern.lint.lower.GoProgram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * The functions worth following: those that call something that takes or gives back, by name; then
 * those that call one of these that turned out to do so for its caller, in its package or in one
 * that imports it; and so on until no new one turns up.
 *
 * <p>Each package is followed by one thread at a time and with an analyzer of its own, so that what
 * is found in it does not hang on which package comes first.
 */
final class Candidates {
  private static final int ROUNDS_MAX = 5;
  private final GoProgram program;
  private final GoParts parts;
  private final Knowledge knowledge;
  private final Map<String, Package> packages = new TreeMap<>();
  private final Map<String, Analyzer> analyzers = new ConcurrentHashMap<>();

  /** What is known of a package: its functions with what they call, and which were chosen. */
  private static final class Package {
    final String path;
    final Map<String, CalledNames> functions = new LinkedHashMap<>();
    final Set<String> chosen = new HashSet<>();
    List<String> round = List.of();
    Set<String> wrappers = new TreeSet<>();

    Package(String path) {
      this.path = path;
    }
  }

  Candidates(GoProgram program, GoParts parts, Knowledge knowledge) {
    this.program = program;
    this.parts = parts;
    this.knowledge = knowledge;
  }

  /** Whether a function is worth following for what it does to its parameters. */
  boolean has(String function) {
    Package pkg = packages.get(program.path(function));
    return pkg != null && pkg.chosen.contains(function);
  }

  /** The analyzer of a package. */
  Analyzer analyzer(String path) {
    return analyzers.computeIfAbsent(path, p -> new Analyzer(program, knowledge, this::has, p));
  }

  /**
   * Follows them, round by round, and gives all that were followed in the order of the files.
   *
   * @param seeds the names that take or give back, by the package they are of
   * @param everything whether all functions are followed whatever they call
   */
  List<String> follow(Map<String, Set<String>> seeds, boolean everything) {
    List<GoParts.Part> hot = parts.all().stream().filter(GoParts.Part::mentioned).toList();
    List<Package> active = hot.stream().map(part -> open(part.path())).toList();
    Workers.each(
        hot,
        part -> {
          Package pkg = open(part.path());
          read(pkg, names(part, seeds));
          if (everything) {
            pkg.round = List.copyOf(pkg.functions.keySet());
            pkg.chosen.addAll(pkg.round);
          }
        });
    for (int i = 0; i < ROUNDS_MAX && !active.isEmpty(); i++) {
      Workers.each(heaviest(active, pkg -> pkg.round.size()), this::followRound);
      active = next(active);
    }
    List<Package> all = List.copyOf(packages.values());
    List<Map<String, String>> fields = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    all.forEach(pkg -> fields.add(pooled(pkg, types)));
    fields.forEach(this::owners);
    types.forEach(this::methods);
    Workers.each(
        heaviest(all, pkg -> pkg.chosen.size()),
        pkg -> pkg.chosen.forEach(analyzer(pkg.path)::events));
    List<String> functions = new ArrayList<>();
    for (Package pkg : all) {
      pkg.functions.keySet().stream().filter(pkg.chosen::contains).forEach(functions::add);
    }
    return functions;
  }

  /** Those with the most to do first: the last one should not keep everybody waiting. */
  private static List<Package> heaviest(List<Package> all, ToIntFunction<Package> work) {
    return all.stream().sorted(Comparator.comparingInt(work).reversed()).toList();
  }

  /** The names that take or give back in what a package imports, or in itself. */
  private static Set<String> names(GoParts.Part part, Map<String, Set<String>> seeds) {
    Set<String> names = new TreeSet<>(seeds.getOrDefault(part.path(), Set.of()));
    part.imports().forEach(path -> names.addAll(seeds.getOrDefault(path, Set.of())));
    return names;
  }

  private Package open(String path) {
    return packages.computeIfAbsent(path, Package::new);
  }

  private void read(Package pkg, Collection<String> names) {
    for (String function : program.functions(pkg.path)) {
      pkg.functions.put(function, program.called(function));
    }
    List<String> round = new ArrayList<>();
    pkg.functions.forEach((function, called) -> {
      if (called.hasPool() || called.hasAny(names)) {
        round.add(function);
      }
    });
    pkg.chosen.addAll(round);
    pkg.round = round;
  }

  private void followRound(Package pkg) {
    Analyzer analyzer = analyzer(pkg.path);
    pkg.wrappers = new TreeSet<>();
    for (String function : pkg.round) {
      Summary summary = analyzer.summary(function);
      if (summary.returnsFresh() || summary.releasesAny()) {
        pkg.wrappers.add(Relevance.simple(function));
      }
    }
  }

  /** Chooses who calls what turned out to take or give back for its caller. */
  private List<Package> next(List<Package> active) {
    Map<String, Set<String>> wrappers = new HashMap<>();
    active.forEach(pkg -> {
      if (!pkg.wrappers.isEmpty()) {
        wrappers.put(pkg.path, pkg.wrappers);
      }
    });
    List<Package> fresh = new ArrayList<>();
    for (GoParts.Part part : wrappers.isEmpty() ? List.<GoParts.Part>of() : parts.all()) {
      Set<String> names = new TreeSet<>(wrappers.getOrDefault(part.path(), Set.of()));
      part.imports().forEach(path -> names.addAll(exported(wrappers.getOrDefault(path, Set.of()))));
      if (!names.isEmpty()) {
        Package pkg = packages.get(part.path());
        if (pkg == null) {
          pkg = open(part.path());
          read(pkg, names);
        } else {
          again(pkg, names);
        }
        if (!pkg.round.isEmpty()) {
          fresh.add(pkg);
        }
      }
    }
    return fresh;
  }

  private static Set<String> exported(Set<String> names) {
    Set<String> exported = new TreeSet<>(names);
    exported.removeIf(name -> !Character.isUpperCase(name.charAt(0)));
    return exported;
  }

  private static void again(Package pkg, Set<String> names) {
    List<String> round = new ArrayList<>();
    pkg.functions.forEach((function, called) -> {
      if (!pkg.chosen.contains(function) && called.hasAny(names)) {
        round.add(function);
      }
    });
    pkg.chosen.addAll(round);
    pkg.round = round;
  }

  /** The fields that have held something pooled, with their types; and the types of such things. */
  private Map<String, String> pooled(Package pkg, Set<String> types) {
    Map<String, String> fields = new TreeMap<>();
    for (String function : pkg.functions.keySet()) {
      for (Event event :
          pkg.chosen.contains(function) ? analyzer(pkg.path).events(function) : List.<Event>of()) {
        if (event.kind() == Event.Kind.STORED_IN_FIELD && event.type().name().startsWith("*")) {
          fields.put(event.detail(), event.type().name().substring(1));
        }
        if (event.kind() == Event.Kind.RELEASED && event.type().shape() == Shape.POINTER) {
          types.add(event.type().name().substring(1));
        }
      }
    }
    return fields;
  }

  /** The methods that name a field which has held something pooled. */
  private void owners(Map<String, String> fields) {
    fields.forEach(
        (field, type) -> methods(type, function -> program.text(function).contains("." + field)));
  }

  /** The methods of pooled types say what becomes of their fields. */
  private void methods(String type) {
    methods(type, _ -> true);
  }

  private void methods(String type, java.util.function.Predicate<String> wanted) {
    int dot = type.lastIndexOf('.');
    Package pkg = dot < 0 ? null : packages.get(type.substring(0, dot));
    if (pkg != null) {
      String method = pkg.path + ".(*" + type.substring(dot + 1) + ").";
      pkg.functions.keySet().stream()
          .filter(function -> function.startsWith(method) && wanted.test(function))
          .forEach(pkg.chosen::add);
    }
  }
}
