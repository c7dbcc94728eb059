package dev.cistern.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a diagnosis as a page. */
@Command(
    name = "report",
    description = {
      "Write a diagnosis as one page that needs no network.",
      "Findings, pools, collections and heap over time, flame graphs, and what is not answered."
    },
    footer = {
      "",
      "Examples:",
      "  cistern report recording.jfr",
      "  cistern report allocs.pb.gz heap.pb.gz -o monday.html",
      "  cistern report http://localhost:6060             collect for 30 s first",
      "  cistern report cpu.pb.gz --source .              with the costliest lines",
      "  cistern report recording.jfr --format json -o monday.json",
      "  cistern report recording.jfr --format markdown -o comment.md   for a pull request"
    })
final class ReportVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Diagnosing diagnosing = new Diagnosing();
  @Mixin private Collecting collecting = new Collecting();

  @Option(names = "--format", defaultValue = "html", description = "html, markdown, json or text.")
  private OutputFormat format = OutputFormat.HTML;

  @Override
  int run() throws Exception {
    checked(format, Diagnosing.FORMATS);
    Path file = output().orElse(Path.of(format == OutputFormat.HTML ? "report.html" : "-"));
    try (LiveSource live = LiveSource.of(this, sources, collecting);
        Output output = Output.open(Optional.of(file))) {
      int code = live.code(diagnosing.write(this, sources, format, output));
      if (!file.toString().equals("-")) {
        say("Written to " + file);
      }
      return code;
    }
  }
}
