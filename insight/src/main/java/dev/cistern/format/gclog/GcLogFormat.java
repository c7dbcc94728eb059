package dev.cistern.format.gclog;

import dev.cistern.format.Content;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pprof.DamageLog;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.IOException;

/** The JVM's unified log of collections: {@code gc-log}. */
public final class GcLogFormat implements Format {
  static final String ID = "gc-log";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return head.text().lines().anyMatch(GcLogFormat::isOurs) ? Claim.YES : Claim.NO;
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
    if (!reader.read(new Lines(content.bytes(), content.length()))) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a line [gc] of the JVM's log", "none in the file")
              : log.list().getFirst());
    }
    return reader.evidence(input.name(), log.list());
  }
}
