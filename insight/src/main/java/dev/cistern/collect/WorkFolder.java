package dev.cistern.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where members lie until the snapshot is written; gone when it is closed. */
final class WorkFolder implements AutoCloseable {
  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  static WorkFolder make() throws IOException {
    return new WorkFolder(Files.createTempDirectory("cistern-collect"));
  }

  Path path() {
    return path;
  }

  /** What lies in it by now. */
  long bytes() {
    try (Stream<Path> files = Files.list(path)) {
      return files.mapToLong(WorkFolder::size).sum();
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(path);
  }
}
