package dev.cistern.cli;

import dev.cistern.model.HeatMap;
import dev.cistern.report.CsvHeat;
import dev.cistern.report.SvgHeat;
import dev.cistern.report.TextReport;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what waits or misses when. */
@Command(
    name = "heat",
    description = {
      "Show when functions wait, or pools miss, more than before: function by time.",
      "t is the p95 of the ten seconds before; a cell of t and more is yellow, of twice t red."
    },
    footer = {
      "",
      "Examples:",
      "  cistern heat x.cistern",
      "  cistern heat recording.jfr -o heat.svg",
      "  cistern heat http://localhost:6060 --window 60s -o heat.csv"
    })
final class HeatVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Diagnosing diagnosing = new Diagnosing();
  @Mixin private Collecting collecting = new Collecting();

  @Option(
      names = "--format",
      description = "text, svg or csv; by default what -o FILE ends in, else text.")
  private Optional<OutputFormat> format = Optional.empty();

  @Override
  int run() throws Exception {
    String file = output().map(Object::toString).orElse("");
    OutputFormat named =
        file.endsWith(".svg")
            ? OutputFormat.SVG
            : file.endsWith(".csv") ? OutputFormat.CSV : OutputFormat.TEXT;
    OutputFormat chosen =
        checked(
            format.orElse(named),
            EnumSet.of(OutputFormat.TEXT, OutputFormat.SVG, OutputFormat.CSV));
    try (LiveSource live = LiveSource.of(this, sources, collecting);
        Output output = open()) {
      List<HeatMap> maps = diagnosing.heatMaps(this, sources);
      Writer out = output.writer(chosen == OutputFormat.TEXT);
      switch (chosen) {
        case SVG -> new SvgHeat().write(sources.name(), maps, out);
        case CSV -> new CsvHeat().write(maps, out);
        default -> new TextReport(style()).heat(maps, out);
      }
      out.flush();
      output.commit();
      return live.code(ExitCode.FINE);
    }
  }
}
