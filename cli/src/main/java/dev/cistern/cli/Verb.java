package dev.cistern.cli;

import dev.cistern.model.Damage;
import dev.cistern.report.TextReport;
import dev.cistern.report.TextStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all verbs share: their options, where they write, and how they warn. */
@Command(mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
abstract class Verb implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--no-color", description = "No colours; NO_COLOR does the same.")
  private boolean noColor;

  @Option(names = "--quiet", description = "No progress and no warnings on standard error.")
  private boolean quiet;

  @Option(names = "--debug", description = "Print the stack of a fault of Cistern's own.")
  private boolean debug;

  @Option(
      names = "--strict",
      description = "Exit 3 if any input is damaged, even if most of it could be read.")
  private boolean strict;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write here instead of to standard output; appears whole or not at all.")
  private Optional<Path> output = Optional.empty();

  private final Screen screen = Screen.ofProcess();

  /** Whether the stack of a fault is wanted. */
  boolean debug() {
    return debug;
  }

  /** Whether anything less than whole is to be told by the exit code. */
  boolean strict() {
    return strict;
  }

  boolean quiet() {
    return quiet;
  }

  Screen screen() {
    return screen;
  }

  Optional<Path> output() {
    return output;
  }

  /** Whether to colour what goes to {@link #output}. */
  boolean colours() {
    return toScreen() && screen.colours(noColor, System.getenv());
  }

  /** Whether the result goes to a terminal. */
  boolean toScreen() {
    return output.isEmpty() && screen.outIsTerminal();
  }

  /** Whether movement may be shown on standard error. */
  boolean progress() {
    return !quiet && screen.errIsTerminal();
  }

  /** Shows the time that reading takes, where it takes long and somebody watches. */
  Progress reading() {
    return Progress.timed(progress(), "reading");
  }

  /** The format, if this verb writes it and a terminal is spared bytes. */
  OutputFormat checked(OutputFormat format, Set<OutputFormat> written) {
    if (!written.contains(format)) {
      throw new UsageException(
          spec.name()
              + " writes "
              + String.join(", ", written.stream().map(Object::toString).sorted().toList())
              + ", not "
              + format);
    }
    if (format.isBinary() && toScreen()) {
      throw new UsageException("wanted -o FILE: " + format + " is not for a terminal");
    }
    return format;
  }

  /** How text is laid out for where it goes. */
  TextStyle style() {
    boolean unicode =
        !toScreen() || System.getProperty("stdout.encoding", "UTF-8").startsWith("UTF");
    return new TextStyle(screen.columns(), colours(), unicode);
  }

  Output open() throws Output.UnwritableException {
    return Output.open(output);
  }

  /** Says something to the user that is not the result. */
  void say(String line) {
    if (!quiet) {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
    }
  }

  /** Warns of damage and returns the exit code it asks for. */
  int warn(List<Damage> damage) {
    int shown = 0;
    for (Damage one : damage) {
      if (shown++ == 10) {
        say("cistern: warning: and %d more".formatted(damage.size() - 10));
        break;
      }
      say("cistern: warning: " + TextReport.line(one.toString()));
    }
    return strict && !damage.isEmpty() ? ExitCode.UNREADABLE : ExitCode.FINE;
  }

  @Override
  public final Integer call() throws Exception {
    return run();
  }

  /** Does the work and returns the exit code. */
  abstract int run() throws Exception;
}
