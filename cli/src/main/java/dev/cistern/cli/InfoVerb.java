package dev.cistern.cli;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.report.JsonReport;
import dev.cistern.report.TextReport;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a file is and holds, without any analysis. */
@Command(
    name = "info",
    description = "Tell what a file is and what it holds: format, window, counts, damage.",
    footer = {
      "",
      "Examples:",
      "  cistern info recording.jfr",
      "  cistern info heap.pb.gz trace.out --format json",
      "  curl -s localhost:6060/debug/pprof/heap | cistern info -"
    })
final class InfoVerb extends Verb {
  @Mixin private Sources sources = new Sources();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json; several files give one JSON object after another.")
  private OutputFormat format = OutputFormat.TEXT;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.TEXT, OutputFormat.JSON));
    try (Output output = open();
        EvidenceLoader opened = sources.open()) {
      Writer out = output.writer(format == OutputFormat.TEXT);
      int code = warn(opened.snapshot().damage());
      for (Evidence member : opened.snapshot().members()) {
        Facts facts = member.facts().read();
        switch (format) {
          case JSON -> new JsonReport().write(facts, out);
          default -> new TextReport(style()).write(member.name(), facts, out);
        }
        code = Math.max(code, warn(beyond(facts.damage(), opened.snapshot().damage())));
      }
      out.flush();
      output.commit();
      return code;
    }
  }

  /** What counting has found beyond what opening had told already. */
  private static List<Damage> beyond(List<Damage> counted, List<Damage> told) {
    return counted.stream().filter(one -> !told.contains(one)).toList();
  }
}
