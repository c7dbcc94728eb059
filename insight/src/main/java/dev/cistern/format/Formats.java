package dev.cistern.format;

import dev.cistern.format.Format.Claim;
import dev.cistern.format.gclog.GcLogFormat;
import dev.cistern.format.gctrace.GcTraceFormat;
import dev.cistern.format.gobench.GoBenchFormat;
import dev.cistern.format.gotext.GoProfileText;
import dev.cistern.format.gotext.GoroutineText;
import dev.cistern.format.gotrace.GoTraceFormat;
import dev.cistern.format.jfr.JfrFormat;
import dev.cistern.format.jmh.JmhFormat;
import dev.cistern.format.perf.PerfFormat;
import dev.cistern.format.pprof.PprofFormat;
import dev.cistern.format.pproflegacy.PprofLegacyFormat;
import dev.cistern.format.threaddump.ThreadDumpFormat;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Every known format; a new one is a package beside the others and a line here. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(
          new PprofFormat(), // one a line
          new GoProfileText(), // before the older forms: both begin with "heap profile:"
          new PprofLegacyFormat(),
          new JfrFormat(),
          new GoTraceFormat(),
          new GoroutineText(),
          new GoBenchFormat(),
          new JmhFormat(),
          new ThreadDumpFormat(),
          new GcTraceFormat(),
          new GcLogFormat(),
          new PerfFormat());

  private Formats() {}

  /** The format that claims these bytes the most surely; of equals the first listed. */
  public static Optional<Format> of(Head head) {
    Optional<Format> maybe = Optional.empty();
    for (Format format : ALL) {
      Claim claim = format.claims(head);
      if (claim == Claim.YES) {
        return Optional.of(format);
      }
      if (claim == Claim.MAYBE && maybe.isEmpty()) {
        maybe = Optional.of(format);
      }
    }
    return maybe;
  }

  /**
   * Reads a file of any known format.
   *
   * @throws UnreadableException if no format claims it or nothing can be recovered
   */
  public static Evidence read(Input input) throws IOException, UnreadableException {
    return claiming(input).read(input);
  }

  /** Reads a file of any known format as {@link Format#readSeries} does. */
  public static List<Evidence> readSeries(Input input) throws IOException, UnreadableException {
    return claiming(input).readSeries(input);
  }

  private static Format claiming(Input input) throws IOException, UnreadableException {
    Head head = input.head();
    if (head.bytes().length == 0) {
      throw new UnreadableException(
          input.name(), 0, "evidence", head.gzipped() ? "gzip without content" : "an empty file");
    }
    Optional<Format> format = of(head);
    if (format.isEmpty()) {
      throw new UnreadableException(
          input.name(), 0, "a profile, trace, recording, dump or snapshot", beginning(head));
    }
    return format.get();
  }

  private static String beginning(Head head) {
    StringBuilder shown = new StringBuilder("a file that begins with ");
    for (int i = 0; i < Math.min(8, head.bytes().length); i++) {
      shown.append("%02x ".formatted(head.bytes()[i]));
    }
    return shown.toString().stripTrailing();
  }
}
