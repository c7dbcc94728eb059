package dev.cistern.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the target samples its waits at all.
 *
 * @param blockOn false where no wait was recorded since its start
 * @param mutexOn false where the sampling period is 0
 * @param notes what to tell the user, with the line of Go that turns it on
 */
record Profiling(boolean blockOn, boolean mutexOn, List<String> notes) {
  private static final Pattern PERIOD = Pattern.compile("sampling period=(\\d+)");

  /**
   * By the beginnings of the two texts.
   *
   * @param block of {@code block?debug=1}; may have failed
   * @param mutex of {@code mutex?debug=1}; may have failed
   */
  static Profiling of(Piece block, Piece mutex) throws IOException {
    List<String> notes = new ArrayList<>();
    boolean blockOn = true;
    if (block.usable() && !Files.readString(block.file()).contains("@")) {
      blockOn = false;
      notes.add(
          "the target has recorded no blocking since its start: block profiling is off, unless"
              + " nothing ever waited; runtime.SetBlockProfileRate(10_000) at the start of main"
              + " turns it on (one sample per 10 µs waited)");
    }
    boolean mutexOn = true;
    if (mutex.usable()) {
      Matcher period = PERIOD.matcher(Files.readString(mutex.file()));
      if (period.find() && period.group(1).equals("0")) {
        mutexOn = false;
        notes.add(
            "mutex profiling is off at the target (its rate is 0);"
                + " runtime.SetMutexProfileFraction(10) at the start of main turns it on (one"
                + " contention in ten)");
      }
    }
    return new Profiling(blockOn, mutexOn, List.copyOf(notes));
  }

  boolean on(String kind) {
    return kind.equals("block") ? blockOn : mutexOn;
  }
}
