package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * The JDK's own reader as a rival: reads every event of a recording and the name of each frame of
 * its stack, as whoever rolls it up has to.
 */
public final class RecordingFileMain {
  private RecordingFileMain() {}

  public static void main(String[] arguments) throws IOException {
    long events = 0;
    long letters = 0;
    try (RecordingFile file = new RecordingFile(Path.of(arguments[0]))) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        events++;
        if (event.getStackTrace() != null) {
          for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            letters += frame.getMethod() == null ? 0 : frame.getMethod().getName().length();
          }
        }
      }
    }
    System.out.printf("%d events, %d letters of method names%n", events, letters);
  }
}
