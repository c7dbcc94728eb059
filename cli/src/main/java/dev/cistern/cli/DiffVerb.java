package dev.cistern.cli;

import dev.cistern.analysis.compare.Comparing;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Comparison;
import dev.cistern.report.JsonReport;
import dev.cistern.report.MarkdownReport;
import dev.cistern.report.TextReport;
import java.io.IOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what got better or worse between two sides. */
@Command(
    name = "diff",
    description = {
      "Tell what got better or worse, noise taken into account.",
      "Each side is a profile, recording, trace, snapshot or benchmark result, or a series of one",
      "kind: a folder, or several files after --before and --after. Single runs are judged by the",
      "sampling error of their counts, four runs or more a side by a rank test and their spread."
    },
    footer = {
      "",
      "Examples:",
      "  cistern diff before.pb.gz after.pb.gz",
      "  cistern diff before.jfr after.jfr --fail-on medium --format json",
      "  cistern diff --before monday/*.jfr --after tuesday/*.jfr",
      "  cistern diff old.txt new.txt                     go test -bench=. -count=10 > new.txt"
    })
final class DiffVerb extends Verb {
  @Parameters(
      arity = "0..2",
      paramLabel = "BEFORE AFTER",
      hideParamSyntax = true,
      description =
          "The two sides: files of any known format, snapshots, or folders of them; - for standard"
              + " input.")
  private List<String> sides = List.of();

  @Option(
      names = "--before",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The runs of the first side.")
  private List<String> before = List.of();

  @Option(
      names = "--after",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The runs of the second side.")
  private List<String> after = List.of();

  @Option(
      names = "--noise",
      paramLabel = "PERCENT",
      defaultValue = "3",
      description =
          "By how much two single runs may differ without meaning; ${DEFAULT-VALUE} by default.")
  private double noisePercent;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "none",
      description = "Exit 1 if something got this much worse: ${COMPLETION-CANDIDATES}.")
  private Diagnosing.FailOn failOn = Diagnosing.FailOn.NONE;

  @Option(names = "--format", defaultValue = "text", description = "text, json or markdown.")
  private OutputFormat format = OutputFormat.TEXT;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.MARKDOWN));
    List<List<String>> named = named();
    if (!(noisePercent >= 0 && noisePercent < 100)) {
      throw new UsageException("--noise: wanted 0 to 100, found " + noisePercent);
    }
    try (Output output = open()) {
      Comparison result = compared(named.getFirst(), named.getLast());
      Writer out = output.writer(format == OutputFormat.TEXT);
      switch (format) {
        case JSON -> new JsonReport().write(result, out);
        case MARKDOWN -> new MarkdownReport().write(result, out);
        default -> new TextReport(style()).write(result, out);
      }
      out.flush();
      output.commit();
      int code = warn(result.damage());
      return code == ExitCode.FINE ? failOn.code(result.worse()) : code;
    }
  }

  private List<List<String>> named() {
    boolean byOption = !before.isEmpty() || !after.isEmpty();
    if (byOption && sides.isEmpty() && !before.isEmpty() && !after.isEmpty()) {
      return List.of(before, after);
    }
    if (byOption || sides.size() != 2) {
      throw new UsageException(
          "wanted two sides, BEFORE AFTER or --before FILE… --after FILE…, found "
              + (byOption ? "one of both ways" : sides.size()));
    }
    return List.of(sides.subList(0, 1), sides.subList(1, 2));
  }

  private Comparison compared(List<String> first, List<String> second) throws Exception {
    Comparing comparing =
        new Comparing(Diagnosing.catalogue(), Main.Version.number(), noisePercent / 100);
    try (Progress _ = reading();
        EvidenceLoader beforeFiles = loaded(first);
        EvidenceLoader afterFiles = loaded(second)) {
      return comparing.of(beforeFiles.snapshot(), afterFiles.snapshot());
    }
  }

  private static EvidenceLoader loaded(List<String> files) throws IOException, UnreadableException {
    return EvidenceLoader.load(files, System.in);
  }
}
