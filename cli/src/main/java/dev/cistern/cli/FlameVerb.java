package dev.cistern.cli;

import dev.cistern.analysis.Trees;
import dev.cistern.model.FlameGraph;
import dev.cistern.model.Profile;
import dev.cistern.report.SvgFlame;
import dev.cistern.report.TextReport;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws where the cost lies. */
@Command(
    name = "flame",
    description = {
      "Draw flame graphs, the root at the top: on the terminal, or as a picture (SVG).",
      "A recording or trace is rolled up first."
    },
    footer = {
      "",
      "Examples:",
      "  cistern flame cpu.pb.gz",
      "  cistern flame recording.jfr --sample alloc_space -o alloc.svg",
      "  cistern flame after.pb.gz --base before.pb.gz --depth 60"
    })
final class FlameVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Combined combined = new Combined();
  @Mixin private SampleOption sample = new SampleOption();

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "40",
      description = "On a terminal at most N calls deep; ${DEFAULT-VALUE} by default.")
  private int depth;

  @Option(
      names = "--format",
      description = "text or svg; by default svg where -o names a file that ends so, else text.")
  private Optional<OutputFormat> format = Optional.empty();

  @Override
  int run() throws Exception {
    boolean named = output().filter(file -> file.toString().endsWith(".svg")).isPresent();
    OutputFormat chosen =
        checked(
            format.orElse(named ? OutputFormat.SVG : OutputFormat.TEXT),
            EnumSet.of(OutputFormat.TEXT, OutputFormat.SVG));
    if (depth < 1) {
      throw new UsageException("--depth: wanted 1 or more, found " + depth);
    }
    try (Output output = open()) {
      Combined.Result result = combined.of(this, sources);
      Profile profile = result.profile();
      List<FlameGraph> flames = Trees.of(profile, sample.of(profile));
      Writer out = output.writer(chosen == OutputFormat.TEXT);
      if (chosen == OutputFormat.SVG) {
        new SvgFlame().write(result.name(), flames, out);
      } else {
        new TextReport(style()).flame(result.name(), flames, depth, out);
      }
      out.flush();
      output.commit();
      return result.code();
    }
  }
}
