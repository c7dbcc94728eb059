package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Func;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Follows functions and keeps what was found of each; what a callee does is found first. */
public final class Analyzer {
  private static final int DEPTH_MAX = 24;
  private final Program program;
  private final Knowledge knowledge;
  private final Predicate<String> relevant;
  private final Map<String, Summary> summaries = new HashMap<>();
  private final Map<String, List<Event>> events = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();
  private final String own;

  /**
   * Begins with nothing followed.
   *
   * @param relevant whether a function of this full name may concern pools, by its text
   * @param path the package whose events are kept; what others do is only summed up
   */
  public Analyzer(Program program, Knowledge knowledge, Predicate<String> relevant, String path) {
    this.own = path + ".";
    this.program = program;
    this.knowledge = knowledge;
    this.relevant = relevant;
  }

  Program program() {
    return program;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  boolean isRelevant(String name) {
    return relevant.test(name);
  }

  /** What a function does; unknown where its source is not at hand or it is being followed now. */
  public Summary summary(String name) {
    Summary known = summaries.get(name);
    if (known != null) {
      return known;
    }
    if (open.size() >= DEPTH_MAX || !open.add(name)) {
      return Summary.UNKNOWN;
    }
    try {
      Func func = program.function(name);
      return func == null ? Summary.UNKNOWN : follow(func);
    } finally {
      open.remove(name);
    }
  }

  private Summary follow(Func func) {
    Set<Event> seen = new java.util.LinkedHashSet<>();
    Summary summary = new Walker(func, this, seen::add).walk();
    summaries.put(func.name(), summary);
    if (func.name().startsWith(own)) {
      events.put(func.name(), List.copyOf(seen));
    }
    return summary;
  }

  /** What was seen in a function; it is followed if it was not yet. */
  public List<Event> events(String name) {
    summary(name);
    return events.getOrDefault(name, List.of());
  }
}
