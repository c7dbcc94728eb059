package dev.cistern.cli;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.UnreadableException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The evidence that a verb is pointed at, as the command line names it. */
final class Sources {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A file of any known format, told by its content; a snapshot; a folder of them; - for"
              + " standard input.")
  private List<String> files = List.of();

  EvidenceLoader open() throws IOException, UnreadableException {
    return EvidenceLoader.load(files, System.in);
  }

  /** With each of several dumps in one file as evidence of its own. */
  EvidenceLoader openSeries() throws IOException, UnreadableException {
    return EvidenceLoader.loadSeries(files, System.in);
  }
}
