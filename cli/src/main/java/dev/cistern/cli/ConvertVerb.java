package dev.cistern.cli;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Timeline;
import dev.cistern.report.PoolEventLines;
import dev.cistern.report.pprof.PprofWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes evidence in another format. */
@Command(
    name = "convert",
    description = {
      "Write evidence as pprof, which every profile viewer opens; several are merged.",
      "As csv or jsonl: each operation of each pool, where pools tell of them, a line each."
    },
    footer = {
      "",
      "Examples:",
      "  cistern convert recording.jfr -o recording.pb.gz && go tool pprof -top recording.pb.gz",
      "  cistern convert monday.pb.gz tuesday.pb.gz -o both.pb.gz",
      "  cistern convert after.pb.gz --base before.pb.gz -o delta.pb.gz",
      "  cistern convert go.trace --format jsonl -o pool-events.jsonl",
      "  cistern convert go.trace --format csv --where 'label.service == \"auth\"'"
    })
final class ConvertVerb extends Verb {
  @Mixin private Sources sources = new Sources();
  @Mixin private Combined combined = new Combined();

  @Option(names = "--format", defaultValue = "pprof", description = "pprof, csv or jsonl.")
  private OutputFormat format = OutputFormat.PPROF;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.PPROF, OutputFormat.CSV, OutputFormat.JSONL));
    try (Output output = open()) {
      if (format != OutputFormat.PPROF) {
        return poolEvents(output);
      }
      Combined.Result result = combined.of(this, sources);
      PprofWriter.write(result.profile(), output.stream());
      output.commit();
      return result.code();
    }
  }

  private int poolEvents(Output output) throws IOException, UnreadableException {
    List<Damage> damage = new ArrayList<>();
    long written = 0;
    try (Progress _ = reading();
        EvidenceLoader files = sources.open()) {
      Writer out = output.writer(false);
      damage.addAll(files.snapshot().damage());
      for (Evidence member : combined.left(files.snapshot(), this).members()) {
        if (member.timeline().isPresent()) {
          Timeline timeline = member.timeline().get();
          PoolEventLines lines = new PoolEventLines(timeline, out, format == OutputFormat.CSV);
          damage.addAll(timeline.scan(List.of(lines)));
          written += lines.written();
        }
      }
      out.flush();
    }
    output.commit();
    if (written == 0) {
      say("cistern: no pool in it tells of its operations: see 'cistern go --help'");
    }
    return warn(damage.stream().distinct().toList());
  }
}
