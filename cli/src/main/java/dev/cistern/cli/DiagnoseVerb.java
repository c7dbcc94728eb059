package dev.cistern.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with the service that the evidence comes from. */
@Command(
    name = "diagnose",
    description = {
      "Say what is wrong with object reuse in a service, from its evidence.",
      "Ranked findings with their cost and mend, the pools, and what cannot be answered and why."
    },
    footer = {
      "",
      "Examples:",
      "  cistern diagnose recording.jfr",
      "  cistern diagnose allocs.pb.gz heap.pb.gz goroutine.txt",
      "  cistern diagnose dumps/                          a series of dumps: what only grows",
      "  cistern diagnose http://localhost:6060           collect for 30 s, then say",
      "  cistern diagnose 4711 --window 60s               the same of a JVM",
      "  cistern diagnose evidence/ --format json --fail-on medium"
    })
final class DiagnoseVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Diagnosing diagnosing = new Diagnosing();
  @Mixin private Collecting collecting = new Collecting();

  @Option(
      names = "--format",
      description =
          "text, json, html or markdown; text by default, html where -o names a file.html.")
  private Optional<OutputFormat> given = Optional.empty();

  @Override
  int run() throws Exception {
    OutputFormat format = given.orElseGet(this::byName);
    checked(format, Diagnosing.FORMATS);
    try (LiveSource live = LiveSource.of(this, sources, collecting);
        Output output = open()) {
      return live.code(diagnosing.write(this, sources, format, output));
    }
  }

  private OutputFormat byName() {
    boolean page = output().filter(file -> file.toString().endsWith(".html")).isPresent();
    return page ? OutputFormat.HTML : OutputFormat.TEXT;
  }
}
