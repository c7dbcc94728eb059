package dev.cistern.cli;

import dev.cistern.model.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
  /** A verb's name and the class that carries it out, in the order of the help. */
  private static final Map<String, Class<? extends Verb>> VERBS = verbs();

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
    return commandLine(args).execute(args);
  }

  private static Map<String, Class<? extends Verb>> verbs() {
    Map<String, Class<? extends Verb>> verbs = new LinkedHashMap<>();
    verbs.put("demo", DemoVerb.class);
    verbs.put("diagnose", DiagnoseVerb.class);
    verbs.put("collect", CollectVerb.class);
    verbs.put("lint", LintVerb.class);
    verbs.put("info", InfoVerb.class);
    verbs.put("top", TopVerb.class);
    verbs.put("tree", TreeVerb.class);
    verbs.put("flame", FlameVerb.class);
    verbs.put("heat", HeatVerb.class);
    verbs.put("diff", DiffVerb.class);
    verbs.put("report", ReportVerb.class);
    verbs.put("convert", ConvertVerb.class);
    verbs.put("pools", PoolsVerb.class);
    verbs.put("go", GoVerb.class);
    verbs.put("overlay", OverlayVerb.class);
    verbs.put("generate-completion", CompletionVerb.class);
    return Collections.unmodifiableMap(verbs);
  }

  /**
   * The parser for these arguments. Describing a verb to it takes some 10 ms of each start, so it
   * learns of the one verb that is called, of none for the version, and of all wherever it may have
   * to list or to guess.
   */
  static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Main());
    String first = args.length == 0 ? "" : args[0];
    if (VERBS.containsKey(first)) {
      line.addSubcommand(first, VERBS.get(first));
    } else if (!first.equals("--version") && !first.equals("-V")) {
      VERBS.forEach(line::addSubcommand);
      line.addSubcommand(new CommandLine.HelpCommand());
    }
    line.registerConverter(OutputFormat.class, OutputFormat::of);
    line.registerConverter(Diagnosing.FailOn.class, Words.of(Diagnosing.FailOn.values()));
    line.registerConverter(Language.class, Words.of(Language.GO, Language.JVM));
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler((e, at, _) -> Failures.failed(e, at));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    return line;
  }
}
