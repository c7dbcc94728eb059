package dev.cistern.lint.lower.java;

import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.rules.Seen;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was seen in Java classes, for the rules. */
public final class JavaSeen implements Seen {
  private final JavaProgram program;
  private final Function<String, Analyzer> analyzers;
  private final List<String> functions;

  /**
   * Takes what was seen.
   *
   * @param analyzers gives the analyzer of a package
   */
  public JavaSeen(
      JavaProgram program, Function<String, Analyzer> analyzers, List<String> functions) {
    this.program = program;
    this.analyzers = analyzers;
    this.functions = List.copyOf(functions);
  }

  @Override
  public List<String> functions() {
    return functions;
  }

  @Override
  public List<Event> events(String function) {
    return analyzers.apply(program.path(function)).events(function);
  }

  @Override
  public @Nullable Func func(String function) {
    return program.function(function);
  }

  @Override
  public @Nullable Summary summary(String function) {
    return analyzers.apply(program.path(function)).summary(function);
  }

  @Override
  public List<Mark> marks(String function) {
    return List.of();
  }

  @Override
  public List<Factory> factories() {
    return List.of();
  }

  @Override
  public List<Code> factoryCode(Factory factory) {
    return List.of();
  }

  @Override
  public List<FieldInfo> fields(String type) {
    return List.of();
  }

  @Override
  public String text(String function) {
    return program.text(function);
  }

  @Override
  public List<String> methods(String type) {
    return List.of();
  }

  @Override
  public Set<String> callers(String function) {
    return Set.of();
  }
}
