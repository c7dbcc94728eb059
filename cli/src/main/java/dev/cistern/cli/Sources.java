package dev.cistern.cli;

import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private Optional<Path> snapshot = Optional.empty();

  /** The one live process that was named instead of files. */
  Optional<String> live() {
    if (files.stream().noneMatch(Collecting::isLive)) {
      return Optional.empty();
    }
    if (files.size() > 1) {
      throw new UsageException("wanted one live process alone, or files");
    }
    return Optional.of(files.getFirst());
  }

  /** What the user named first. */
  String name() {
    return files.getFirst();
  }

  /** Takes a snapshot in place of the live process that was named, under the process's name. */
  void replace(Path file) {
    snapshot = Optional.of(file);
  }

  EvidenceLoader open() throws IOException, UnreadableException {
    return snapshot.isPresent()
        ? EvidenceLoader.load(snapshot.get(), files.getFirst())
        : EvidenceLoader.load(files, System.in);
  }

  /** With each of several dumps in one file as evidence of its own. */
  EvidenceLoader openSeries() throws IOException, UnreadableException {
    return snapshot.isPresent() ? open() : EvidenceLoader.loadSeries(files, System.in);
  }
}
