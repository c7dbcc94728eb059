package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Program;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.ir.Func;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was seen of functions that were followed: the same for each language. */
public abstract class Followed implements Seen {
  private final Program program;
  private final Function<String, Analyzer> analyzers;
  private final List<String> functions;

  /**
   * Takes what was seen.
   *
   * @param analyzers gives the analyzer of a function
   */
  protected Followed(
      Program program, Function<String, Analyzer> analyzers, List<String> functions) {
    this.program = program;
    this.analyzers = analyzers;
    this.functions = List.copyOf(functions);
  }

  @Override
  public final List<String> functions() {
    return functions;
  }

  @Override
  public final List<Event> events(String function) {
    return analyzers.apply(function).events(function);
  }

  @Override
  public final @Nullable Func func(String function) {
    return program.function(function);
  }

  @Override
  public final @Nullable Summary summary(String function) {
    return analyzers.apply(function).summary(function);
  }
}
