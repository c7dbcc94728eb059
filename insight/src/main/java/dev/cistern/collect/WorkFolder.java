package dev.cistern.collect;

import dev.cistern.format.snapshot.Abandoned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where members lie until the snapshot is written; gone when it is closed. A collector that is
 * killed leaves its folder behind without the lock that it held: the next one clears it away.
 */
public final class WorkFolder implements AutoCloseable {
  private static final String PREFIX = "cistern-collect-";
  private static final String BEGINNING = "cistern-begin-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private WorkFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one, after those that nobody holds are gone. */
  public static WorkFolder make() throws IOException {
    return make(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static WorkFolder make(Path parent) throws IOException {
    Path beginning = Files.createTempDirectory(parent, BEGINNING + Abandoned.ownMark() + "-");
    FileChannel lock =
        FileChannel.open(
            beginning.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock(); // held before the folder has the name that others look for
    String own = beginning.toString().substring(beginning.toString().indexOf(BEGINNING));
    Path path = Files.move(beginning, parent.resolve(own.replace(BEGINNING, PREFIX)));
    clearAbandoned(parent);
    return new WorkFolder(path, lock);
  }

  private static void clearAbandoned(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        clearIfAbandoned(folder);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // a folder that cannot be listed keeps what is in it
    }
  }

  /** Holds its lock while it clears: of two who try, one does. */
  private static void clearIfAbandoned(Path folder) {
    try {
      Optional<FileChannel> taken = Abandoned.take(folder.toString(), folder.resolve(LOCK));
      if (taken.isPresent()) {
        try (FileChannel _ = taken.get()) {
          delete(folder);
        }
      }
    } catch (NoSuchFileException _) {
      clearIfEmpty(folder); // who cleared it was killed after the lock, the last file, had gone
    } catch (IOException _) {
      // another's, or being cleared by another: what cannot be cleared stays
    }
  }

  private static void clearIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException _) {
      // not empty: nothing that was left by a collector
    }
  }

  public Path path() {
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
    try (lock) {
      delete(path);
    }
  }

  /** The lock goes last: killed on the way, the rest is still seen to be abandoned. */
  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> !file.endsWith(LOCK))) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }
}
