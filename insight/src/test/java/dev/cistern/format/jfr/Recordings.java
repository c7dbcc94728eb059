package dev.cistern.format.jfr;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Recordings made live, and what the JDK's own reader and ours say of them. */
final class Recordings {
  private Recordings() {}

  /** Records {@code work} under {@code settings}. */
  static Path record(Path file, Map<String, String> settings, Runnable work) throws IOException {
    try (Recording recording = new Recording()) {
      recording.setSettings(settings);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  /** Every event of {@code types}, with stacks and no threshold. */
  static Map<String, String> enabling(String... types) {
    Map<String, String> settings = new TreeMap<>();
    for (String type : types) {
      settings.put(type + "#enabled", "true");
      settings.put(type + "#threshold", "0 ms");
      settings.put(type + "#stackTrace", "true");
      settings.put(type + "#throttle", "10000/s");
    }
    return settings;
  }

  /** Work that allocates, parks, waits, contends, starts threads and collects. */
  static void busy() {
    Object lock = new Object();
    List<Thread> threads =
        List.of(
            Thread.ofPlatform().name("busy-platform").unstarted(() -> contend(lock)),
            Thread.ofVirtual().name("busy-virtual").unstarted(() -> contend(lock)),
            Thread.ofVirtual().unstarted(Recordings::allocate));
    threads.forEach(Thread::start);
    System.gc();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void contend(Object lock) {
    for (int i = 0; i < 5; i++) {
      synchronized (lock) {
        LockSupport.parkNanos(2_000_000);
      }
      allocate();
    }
  }

  private static void allocate() {
    long sum = 0;
    for (int i = 0; i < 2_000; i++) {
      sum += new byte[1_000 + i].length;
    }
    if (sum < 0) {
      throw new IllegalStateException();
    }
  }

  static Evidence read(Path file) throws IOException, UnreadableException {
    return Formats.read(Input.of(file));
  }

  static Facts.OfRecording facts(Evidence evidence) throws IOException {
    return (Facts.OfRecording) evidence.facts().read().detail();
  }

  /** Counts by type as the JDK's reader delivers events. */
  static Map<String, Long> oracleCounts(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .collect(
            Collectors.groupingBy(
                (RecordedEvent event) -> event.getEventType().getName(),
                TreeMap::new,
                Collectors.counting()));
  }

  /** Scans for all kinds, in order. */
  static void scan(Timeline timeline, Consumer<Event> each) throws IOException {
    timeline.scan(List.of(visitor(EnumSet.allOf(EventKind.class), true, each)));
  }

  static EventVisitor visitor(Set<EventKind> kinds, boolean ordered, Consumer<Event> each) {
    return new EventVisitor() {
      @Override
      public Set<EventKind> kinds() {
        return kinds;
      }

      @Override
      public boolean needsOrder() {
        return ordered;
      }

      @Override
      public void event(Event event) {
        each.accept(event);
      }
    };
  }
}
