package dev.cistern.lab.flashsale;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Records the service's own JVM with JFR from one order of its parent to the next.
 *
 * <p>A second recording with the same settings runs beside it from the service's start and is never
 * written: the weight of a thread's first allocation sample counts all that the thread allocated
 * before, and only objects made after the first start are followed to see what still holds them.
 */
final class Recorder implements AutoCloseable {
  private final Optional<Path> file;
  private final Optional<Configuration> events;
  private final Recording sinceBoot;
  private Recording written;

  private Recorder(Optional<Path> file, Optional<Configuration> events) {
    this.file = file;
    this.events = events;
    this.sinceBoot = beginRecording();
    this.written = sinceBoot;
  }

  /** Prepares a recording to {@code file} with the event settings of the file {@code events}. */
  static Recorder prepareFor(Optional<Path> file, Optional<Path> events)
      throws IOException, ParseException {
    if (events.isEmpty()) {
      return new Recorder(file, Optional.empty());
    }
    try (Reader settings = Files.newBufferedReader(events.get())) {
      return new Recorder(file, Optional.of(Configuration.create(settings)));
    }
  }

  void startRecording() {
    written = beginRecording();
  }

  void writeRecording() throws IOException {
    written.stop();
    if (file.isPresent()) {
      written.dump(file.get());
    }
  }

  @Override
  public void close() {
    written.close();
    sinceBoot.close();
  }

  private Recording beginRecording() {
    Recording begun = events.map(Recording::new).orElseGet(Recording::new);
    begun.start();
    return begun;
  }
}
