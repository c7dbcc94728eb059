package dev.cistern.cli;

import dev.cistern.analysis.Trees;
import dev.cistern.model.Profile;
import dev.cistern.report.TextReport;
import java.io.Writer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who calls what, and what it costs. */
@Command(
    name = "tree",
    description = {
      "Show the call tree: what each call costs with all it calls, and itself.",
      "A recording or trace is rolled up first."
    },
    footer = {
      "",
      "Examples:",
      "  cistern tree cpu.pb.gz",
      "  cistern tree recording.jfr --sample alloc_space --min 5",
      "  cistern tree after.pb.gz --base before.pb.gz --limit 200"
    })
final class TreeVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Combined combined = new Combined();
  @Mixin private SampleOption sample = new SampleOption();

  @Option(
      names = "--min",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description = "Leave out calls under this share of the whole; ${DEFAULT-VALUE} by default.")
  private double minPercent;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "60",
      description = "At most N lines a sample type; ${DEFAULT-VALUE} by default.")
  private int limit;

  @Override
  int run() throws Exception {
    if (!(minPercent >= 0 && minPercent <= 100)) {
      throw new UsageException("--min: wanted 0 to 100, found " + minPercent);
    }
    if (limit < 1) {
      throw new UsageException("--limit: wanted 1 or more, found " + limit);
    }
    try (Output output = open()) {
      Combined.Result result = combined.of(this, sources);
      Profile profile = result.profile();
      Writer out = output.writer(true);
      new TextReport(style())
          .tree(result.name(), Trees.of(profile, sample.of(profile)), minPercent / 100, limit, out);
      out.flush();
      output.commit();
      return result.code();
    }
  }
}
