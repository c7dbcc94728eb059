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
          "Where the source of what ran lies: shows the costliest functions line by line (text and"
              + " html); diagnose and report also lay what lint finds in it over what was measured."
              + " Files are found below DIR by the end of their paths.")
  private Optional<Path> folder = Optional.empty();

  /** Refuses the option where the format has no place for source. */
  void checked(boolean hasPlace) {
    if (folder.isPresent() && !hasPlace) {
      throw new UsageException("--source: only text and html show source lines");
    }
  }

  /** The folder, if one was named. */
  Optional<Path> folder() {
    return folder;
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
