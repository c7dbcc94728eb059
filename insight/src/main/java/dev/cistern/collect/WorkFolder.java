package dev.cistern.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    Path beginning = Files.createTempDirectory(parent, BEGINNING);
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
        if (isAbandoned(folder.resolve(LOCK))) {
          delete(folder);
        }
      }
    } catch (IOException _) {
      // another's, or being cleared by another: what cannot be cleared stays
    }
  }

  private static boolean isAbandoned(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return Optional.ofNullable(channel.tryLock()).isPresent();
    } catch (IOException | OverlappingFileLockException _) {
      return false;
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

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
