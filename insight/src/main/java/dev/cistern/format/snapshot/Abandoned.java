package dev.cistern.format.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells files that a killed process left from those that a living one holds by a lock.
 *
 * <p>On most systems a process loses its lock on a file as soon as it closes any channel to it. So
 * the names of what is held bear the mark of the process, and its own are never opened to look.
 */
public final class Abandoned {
  private Abandoned() {}

  /** This process, in letters and digits: its id and when it began. */
  public static String ownMark() {
    ProcessHandle own = ProcessHandle.current();
    long began = own.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return Long.toString(own.pid(), 36) + "x" + Long.toString(began, 36);
  }

  /**
   * Takes over the lock of what a process that has ended left behind; whoever closes it lets go.
   *
   * @param name of what the lock is for, with its process's mark in it
   * @return empty where it is held
   */
  public static Optional<FileChannel> take(String name, Path lock) throws IOException {
    if (name.contains(ownMark())) {
      return Optional.empty();
    }
    FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException _) {
      // held by this process under another's mark: a copy of its image, or a test
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }
}
