package dev.cistern.cli;

import dev.cistern.report.pprof.PprofWriter;
import java.util.EnumSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes evidence in another format. */
@Command(
    name = "convert",
    description = "Write evidence as pprof, which every profile viewer opens; several are merged.",
    footer = {
      "",
      "Examples:",
      "  cistern convert recording.jfr -o recording.pb.gz && go tool pprof -top recording.pb.gz",
      "  cistern convert monday.pb.gz tuesday.pb.gz -o both.pb.gz",
      "  cistern convert after.pb.gz --base before.pb.gz -o delta.pb.gz"
    })
final class ConvertVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Combined combined = new Combined();

  @Option(names = "--format", defaultValue = "pprof", description = "pprof.")
  private OutputFormat format = OutputFormat.PPROF;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.PPROF));
    try (Output output = open()) {
      Combined.Result result = combined.of(this, sources);
      PprofWriter.write(result.profile(), output.stream());
      output.commit();
      return result.code();
    }
  }
}
