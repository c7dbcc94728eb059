package dev.cistern.cli;

import dev.cistern.collect.CollectException;
import dev.cistern.collect.Collected;
import dev.cistern.collect.WorkFolder;
import java.io.IOException;
import java.util.Optional;

/** Evidence that a verb collects itself before it reads it; gone when it is closed. */
final class LiveSource implements AutoCloseable {
  private final Optional<WorkFolder> folder;
  private final int collectionCode;

  private LiveSource(Optional<WorkFolder> folder, int collectionCode) {
    this.folder = folder;
    this.collectionCode = collectionCode;
  }

  /** Collects if a live process was named; files stay as they are. */
  static LiveSource of(Verb verb, Sources sources, Collecting collecting)
      throws CollectException, IOException {
    Optional<String> target = sources.live();
    if (target.isEmpty()) {
      return new LiveSource(Optional.empty(), ExitCode.FINE);
    }
    WorkFolder folder = WorkFolder.make();
    LiveSource source = new LiveSource(Optional.of(folder), ExitCode.FINE);
    boolean done = false;
    try {
      Collected collected = collecting.live(verb, target.get(), folder.path());
      sources.replace(collected.file());
      done = true;
      return new LiveSource(Optional.of(folder), Collecting.tell(verb, collected, target.get()));
    } finally {
      if (!done) {
        source.close();
      }
    }
  }

  /** The verb's own exit code, unless the collection asks for another. */
  int code(int own) {
    return collectionCode == ExitCode.FINE ? own : collectionCode;
  }

  @Override
  public void close() throws IOException {
    if (folder.isPresent()) {
      folder.get().close();
    }
  }
}
