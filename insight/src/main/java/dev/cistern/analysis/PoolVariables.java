package dev.cistern.analysis;

import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.Stacks;
import dev.cistern.model.Variables;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names Go's pools as their program does: by the package's variable that has the pool's address,
 * else as the source of the call writes it, such as {@code s.buffers}.
 */
final class PoolVariables {
  private static final Pattern GET = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.]*)\\.Get\\(\\)");
  private static final String POOL = "sync.(*Pool).";

  private final Frames frames;
  private final Variables variables;
  private final Optional<SourceFiles> source;

  PoolVariables(Frames frames, Variables variables, Optional<SourceFiles> source) {
    this.frames = frames;
    this.variables = variables;
    this.source = source;
  }

  /**
   * The name, if the program or its source has one.
   *
   * @param stack one that takes from the pool
   * @param user the place that tells the pool from others that the same line takes from
   */
  Optional<String> of(long pool, int stack, Place user) {
    Optional<String> written = written(stack);
    Optional<Variables.Variable> variable = variables.at(pool);
    if (variable.isPresent()) {
      return Optional.of(named(variable.get(), written));
    }
    return written.map(expression -> expression + " of " + user.function());
  }

  /** A field of a package's variable bears the name that the source gives it. */
  private static String named(Variables.Variable variable, Optional<String> written) {
    if (variable.offsetBytes() == 0
        && written.filter(expression -> !isOf(expression, variable.name())).isEmpty()) {
      return variable.name();
    }
    String field =
        written
            .filter(expression -> expression.contains("."))
            .map(expression -> expression.substring(expression.lastIndexOf('.')))
            .orElse("");
    if (!field.isEmpty()) {
      return variable.name() + field;
    }
    return variable.offsetBytes() == 0
        ? variable.name()
        : "%s+%d".formatted(variable.name(), variable.offsetBytes());
  }

  /** Whether source that says {@code pools.small} or {@code small} means the variable itself. */
  private static boolean isOf(String expression, String variable) {
    String last = expression.substring(expression.lastIndexOf('.') + 1);
    return variable.endsWith("." + last);
  }

  /** What the line of the call takes from; nothing where it takes from several. */
  private Optional<String> written(int stack) {
    Stacks stacks = frames.stacks();
    int caller = 0;
    while (caller < stacks.depth(stack)
        && stacks.function(stacks.frameAt(stack, caller)).startsWith(POOL)) {
      caller++;
    }
    if (source.isEmpty() || caller == 0 || caller >= stacks.depth(stack)) {
      return Optional.empty();
    }
    Place place = frames.place(stacks.frameAt(stack, caller));
    return source
        .get()
        .find(place.file(), place.function(), Language.GO)
        .flatMap(text -> only(GET.matcher(text.line(place.line()))));
  }

  private static Optional<String> only(Matcher calls) {
    if (!calls.find()) {
      return Optional.empty();
    }
    String first = calls.group(1);
    return calls.find() ? Optional.empty() : Optional.of(first);
  }
}
