package dev.cistern.format.gclog;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.IOException;

/** The JVM's unified log of collections: {@code gc-log}. Those of JDK 8 are known and refused. */
public final class GcLogFormat implements Format {
  static final String ID = "gc-log";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return head.text().lines().anyMatch(line -> isOurs(line) || isOfJdk8(line))
        ? Claim.YES
        : Claim.NO;
  }

  /**
   * What {@code -XX:+PrintGC} wrote up to JDK 8: {@code 2016-01-01T10:00:00.123+0100: 0.456: [GC
   * (Allocation Failure) 65536K->12345K(251392K), 0.0123 secs]}, the date or the seconds alone.
   */
  private static boolean isOfJdk8(String line) {
    int at = Math.max(line.indexOf("[GC "), line.indexOf("[Full GC "));
    String before = at < 2 ? "" : line.substring(0, at);
    return before.endsWith(": ")
        && before.length() < 64
        && Character.isDigit(before.charAt(0))
        && before.chars().allMatch(c -> "0123456789.,:+-TZ ".indexOf(c) >= 0);
  }

  private static boolean isOurs(String line) {
    return LogLine.of(line)
        .map(one ->
            one.tags().startsWith("gc")
                ? line.startsWith("[")
                : Collection.of(one.message())
                    .map(what -> what.durationNanos().isPresent())
                    .orElse(false))
        .orElse(false);
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), content);
    GcLogReader reader = new GcLogReader(log, Budget.of(content.length()));
    if (input.head().text().lines().anyMatch(GcLogFormat::isOfJdk8)) {
      throw new UnreadableException(
          input.name(),
          0,
          "the JVM's unified log (-Xlog:gc*, JDK 9 and newer)",
          "a log of collections of JDK 8 or older, which is not read");
    }
    if (!reader.read(new Lines(content.bytes(), content.length()))) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a line [gc] of the JVM's log", "none in the file")
              : log.list().getFirst());
    }
    return reader.evidence(input.name(), log.list());
  }
}
