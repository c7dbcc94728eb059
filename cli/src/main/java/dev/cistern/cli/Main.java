package dev.cistern.cli;

import dev.cistern.model.Language;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code cistern}: its verbs are its subcommands. */
@Command(
    name = "cistern",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "VERB",
    description = "Finds where object reuse goes wrong in JVM and Go services.",
    subcommands = {
      DemoVerb.class,
      DiagnoseVerb.class,
      InfoVerb.class,
      TopVerb.class,
      ReportVerb.class,
      ConvertVerb.class,
      PoolsVerb.class,
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:findings at or above --fail-on",
      "2:wrong usage, or an output that cannot be written",
      "3:unreadable input",
      "4:a fault of Cistern's own",
      "130:interrupted"
    },
    footer = {
      "",
      "Start with:",
      "  cistern demo                      a sick service, recorded and diagnosed",
      "  cistern diagnose heap.pb.gz       what one file from production says",
      "  cistern help VERB                 a verb's options, with examples"
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Without a verb there is nothing to do: shows what could be. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** The version that was built, as {@code cistern 1.2.3}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"cistern " + number()};
    }

    /** The number alone; {@code dev} where the classes were not packed. */
    static String number() {
      String packed = Main.class.getPackage().getImplementationVersion();
      return packed == null ? "dev" : packed;
    }
  }

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one verb and returns its exit code. */
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  /** The parser of all verbs. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new CommandLine.HelpCommand());
    line.registerConverter(OutputFormat.class, Words.of(OutputFormat.values()));
    line.registerConverter(Diagnosing.FailOn.class, Words.of(Diagnosing.FailOn.values()));
    line.registerConverter(Language.class, Words.of(Language.GO, Language.JVM));
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler((e, at, _) -> Failures.failed(e, at));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    return line;
  }
}
