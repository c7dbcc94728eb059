package dev.cistern.format.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that is written beside its final place and moved there whole, or gone when it is closed.
 * It is locked meanwhile: what a writer that was killed left in the folder is cleared by the next.
 */
final class PartialFile implements AutoCloseable {
  private static final String PREFIX = ".cistern-";
  private static final String SUFFIX = ".part";

  private final Path path;
  private final FileChannel lock;
  private final OutputStream out;

  private PartialFile(Path path, FileChannel lock) throws IOException {
    this.path = path;
    this.lock = lock;
    this.out = Files.newOutputStream(path);
  }

  static PartialFile in(Path folder) throws IOException {
    clearAbandoned(folder);
    while (true) {
      Path path = Files.createTempFile(folder, PREFIX + Abandoned.ownMark() + "-", SUFFIX);
      FileChannel lock = FileChannel.open(path, StandardOpenOption.WRITE);
      if (isOurs(lock, path)) {
        return new PartialFile(path, lock);
      }
      lock.close(); // cleared by another in the moment before it was locked
    }
  }

  private static boolean isOurs(FileChannel lock, Path path) {
    try {
      return lock.tryLock() != null && Files.exists(path);
    } catch (IOException _) {
      return true; // a file system without locks: nobody clears there either
    }
  }

  private static void clearAbandoned(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        clearIfAbandoned(file);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // a folder that cannot be listed keeps what is in it
    }
  }

  private static void clearIfAbandoned(Path file) {
    try {
      Optional<FileChannel> taken = Abandoned.take(file.toString(), file);
      if (taken.isPresent()) {
        try (FileChannel _ = taken.get()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException _) {
      // another's, or cleared by another meanwhile
    }
  }

  /** Where its bytes go; to be closed when the file was moved, for that lets the lock go too. */
  OutputStream out() {
    return out;
  }

  /** Moves what was written to its final place: an existing file is either the old or the new. */
  void moveTo(Path target) throws IOException {
    lock.force(true);
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock;
        out) {
      Files.deleteIfExists(path);
    }
  }
}
