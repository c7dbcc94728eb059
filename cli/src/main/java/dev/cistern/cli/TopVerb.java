package dev.cistern.cli;

import dev.cistern.analysis.SourceLines;
import dev.cistern.analysis.Top;
import dev.cistern.model.Profile;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.TopTable;
import dev.cistern.report.JsonReport;
import dev.cistern.report.TextReport;
import java.io.Writer;
import java.util.EnumSet;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the functions that cost most. */
@Command(
    name = "top",
    description = {
      "List the functions that cost most, to the unit as go tool pprof -top does.",
      "flat is what a function costs itself, cum with all it calls; a recording or trace is",
      "rolled up first."
    },
    footer = {
      "",
      "Examples:",
      "  cistern top heap.pb.gz --sample alloc_space",
      "  cistern top after.pb.gz --base before.pb.gz",
      "  cistern top recording.jfr --format json --limit 20",
      "  cistern top cpu.pb.gz --source .            the costliest functions line by line"
    })
final class TopVerb extends Verb {
  private static final int TEXT_ROWS = 30;
  private static final int JSON_ROWS = 100;

  @Mixin private Sources sources = new Sources();
  @Mixin private Combined combined = new Combined();
  @Mixin private SampleOption sample = new SampleOption();
  @Mixin private SourceOption source = new SourceOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N rows a sample type; 30 in text, 100 in JSON by default.")
  private Optional<Integer> limit = Optional.empty();

  @Option(names = "--format", defaultValue = "text", description = "text or json.")
  private OutputFormat format = OutputFormat.TEXT;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.TEXT, OutputFormat.JSON));
    int rows = limit.orElse(format == OutputFormat.JSON ? JSON_ROWS : TEXT_ROWS);
    if (rows < 1) {
      throw new UsageException("--limit: wanted 1 or more, found " + rows);
    }
    source.checked(format == OutputFormat.TEXT);
    Optional<SourceFiles> files = source.files();
    try (Output output = open()) {
      Combined.Result result = combined.of(this, sources);
      Profile profile = result.profile();
      TopTable top = Top.of(profile, sample.of(profile), rows);
      Writer out = output.writer(format == OutputFormat.TEXT);
      switch (format) {
        case JSON -> new JsonReport().write(top, out);
        default -> {
          TextReport text = new TextReport(style());
          text.write(result.name(), top, out);
          if (files.isPresent()) {
            text.source(
                SourceLines.of(
                    profile, sample.of(profile).or(() -> Optional.of(top.first())), files.get()),
                out);
          }
        }
      }
      out.flush();
      output.commit();
      return result.code();
    }
  }
}
