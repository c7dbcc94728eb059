package dev.cistern.cli;

import dev.cistern.format.source.SourceTree;
import dev.cistern.model.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the source of what ran lies. */
final class SourceOption {
  @Option(
      names = "--source",
      paramLabel = "DIR",
      description =
          "Show the costliest functions line by line; their files are found below DIR by the end"
              + " of their paths. Text and html.")
  private Optional<Path> folder = Optional.empty();

  /** Refuses the option where the format has no place for source. */
  void checked(boolean hasPlace) {
    if (folder.isPresent() && !hasPlace) {
      throw new UsageException("--source: only text and html show source lines");
    }
  }

  /** The files of the folder, if one was named. */
  Optional<SourceFiles> files() throws IOException {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder.get())) {
      throw new UsageException("--source: wanted a folder, found " + folder.get());
    }
    return Optional.of(SourceTree.of(folder.get()));
  }
}
