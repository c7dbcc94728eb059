package dev.cistern.lint;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.lower.GoProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions worth following: those that call something that takes or gives back, by name; then
 * those that call one of these that turned out to do so for its caller; and so on until no new one
 * turns up.
 */
final class Candidates {
  private static final int ROUNDS_MAX = 5;
  private final GoProgram program;
  private final List<String> packages;
  private final Set<String> names;
  private final Set<String> chosen = new LinkedHashSet<>();
  private final Map<String, Set<String>> left = new HashMap<>();

  Candidates(Catalogue catalogue, GoProgram program, List<String> packages) {
    this.program = program;
    this.packages = packages;
    this.names = new HashSet<>(Relevance.seeds(catalogue));
    for (String path : packages) {
      left.put(path, new LinkedHashSet<>(program.functions(path)));
    }
    choose();
  }

  /** Whether a function is worth following for what it does to its parameters. */
  boolean has(String function) {
    return chosen.contains(function);
  }

  private List<String> choose() {
    List<String> fresh = new ArrayList<>();
    for (String path : packages) {
      Set<String> functions = left.getOrDefault(path, Set.of());
      for (String function : List.copyOf(functions)) {
        if (function.contains(".init#") || Relevance.calls(program.text(function), names)) {
          functions.remove(function);
          chosen.add(function);
          fresh.add(function);
        }
      }
    }
    return fresh;
  }

  /** Follows them, round by round, and gives all that were followed. */
  List<String> follow(Analyzer analyzer) {
    List<String> round = new ArrayList<>(chosen);
    for (int i = 0; i < ROUNDS_MAX && !round.isEmpty(); i++) {
      Set<String> wrappers = new HashSet<>();
      for (String function : round) {
        Summary summary = analyzer.summary(function);
        String simple = Relevance.simple(function);
        if (summary.returnsFresh() || summary.releasesAny()) {
          wrappers.add(simple);
        }
      }
      wrappers.removeAll(names);
      if (wrappers.isEmpty()) {
        break;
      }
      names.clear();
      names.addAll(wrappers);
      round = choose();
    }
    methods(analyzer);
    return new ArrayList<>(chosen);
  }

  /** The methods that name a field which has held something pooled. */
  private void owners(Map<String, String> fields) {
    fields.forEach((field, type) -> {
      int dot = type.lastIndexOf('.');
      String path = dot < 0 ? "" : type.substring(0, dot);
      String method = path + ".(*" + type.substring(dot + 1) + ").";
      left.getOrDefault(path, Set.of()).stream()
          .filter(f -> f.startsWith(method) && program.text(f).contains("." + field))
          .forEach(chosen::add);
    });
  }

  /** The methods of pooled types say what becomes of their fields. */
  private void methods(Analyzer analyzer) {
    Set<String> types = new HashSet<>();
    Map<String, String> fields = new HashMap<>();
    for (String function : List.copyOf(chosen)) {
      for (Event event : analyzer.events(function)) {
        if (event.kind() == Event.Kind.STORED_IN_FIELD && event.type().name().startsWith("*")) {
          fields.put(event.detail(), event.type().name().substring(1));
        }
        if (event.kind() == Event.Kind.RELEASED && event.type().shape() == Shape.POINTER) {
          types.add(event.type().name().substring(1));
        }
      }
    }
    owners(fields);
    for (String type : types) {
      int dot = type.lastIndexOf('.');
      if (dot > 0 && left.containsKey(type.substring(0, dot))) {
        String path = type.substring(0, dot);
        String method = path + ".(*" + type.substring(dot + 1) + ").";
        left.getOrDefault(path, Set.of()).stream()
            .filter(f -> f.startsWith(method))
            .forEach(chosen::add);
      }
    }
  }
}
