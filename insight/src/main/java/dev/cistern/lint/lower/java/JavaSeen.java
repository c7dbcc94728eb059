package dev.cistern.lint.lower.java;

import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.rules.Followed;
import java.util.List;
import java.util.function.Function;

/** What was seen in Java classes, for the rules. */
public final class JavaSeen extends Followed {
  private final JavaProgram program;

  /**
   * Takes what was seen.
   *
   * @param analyzers gives the analyzer of a package
   */
  public JavaSeen(
      JavaProgram program, Function<String, Analyzer> analyzers, List<String> functions) {
    super(program, function -> analyzers.apply(program.path(function)), functions);
    this.program = program;
  }

  @Override
  public String text(String function) {
    return program.text(function);
  }
}
