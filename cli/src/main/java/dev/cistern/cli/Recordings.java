package dev.cistern.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the demo's two recordings or snapshots lie: in a folder of the user's, or in one that is
 * gone when the demo ends, also by Ctrl-C.
 */
final class Recordings implements Closeable {
  private static final int TRIES = 20;
  private static final int PAUSE_MILLIS = 50;

  private final Path folder;
  private final String ending;
  private final boolean passing;
  private final Thread cleaner = new Thread(this::deleteAll);

  private Recordings(Path folder, String ending, boolean passing) {
    this.folder = folder;
    this.ending = ending;
    this.passing = passing;
    if (passing) {
      Runtime.getRuntime().addShutdownHook(cleaner);
    }
  }

  static Recordings in(Path folder, String ending) throws Output.UnwritableException {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new Output.UnwritableException(folder, "wanted a directory to write to");
    }
    return new Recordings(folder, ending, false);
  }

  static Recordings passing(String ending) throws IOException {
    return new Recordings(Files.createTempDirectory("cistern-demo"), ending, true);
  }

  Path sick() {
    return folder.resolve("sick" + ending);
  }

  Path twin() {
    return folder.resolve("twin" + ending);
  }

  @Override
  public void close() {
    if (passing) {
      deleteAll();
      try {
        Runtime.getRuntime().removeShutdownHook(cleaner);
      } catch (IllegalStateException e) {
        return; // the hook runs already
      }
    }
  }

  /** Tries again while a service that was stopped with us still writes its recording. */
  private void deleteAll() {
    for (int i = 0; i < TRIES && Files.exists(folder); i++) {
      try {
        Files.deleteIfExists(sick());
        Files.deleteIfExists(twin());
        Files.deleteIfExists(folder);
        return;
      } catch (DirectoryNotEmptyException e) {
        if (!paused()) {
          return;
        }
      } catch (IOException e) {
        System.err.println("cistern: " + folder + ": left behind: " + e.getMessage());
        return;
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
