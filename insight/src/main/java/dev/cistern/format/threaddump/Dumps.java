package dev.cistern.format.threaddump;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads the dumps of one file, the last ones of many. */
final class Dumps {
  /** One dump. */
  private record Moment(
      long threads, String version, Optional<Instant> time, Profile profile, RuntimeState state) {}

  private final Input input;
  private final int most;
  private final Content content;
  private final DamageLog log;
  private final Threads threads;
  private final Deque<Moment> moments = new ArrayDeque<>();

  /** Keeps at most so many dumps. */
  Dumps(Input input, int most) throws IOException, UnreadableException {
    this.input = input;
    this.most = most;
    content = Content.of(input, Budget.fileBytesMax());
    log = DamageLog.of(input.name(), content);
    threads = new Threads(Budget.of(content.length()), log);
  }

  /** Those with threads in the file's order, at least one; the damage stands with the last. */
  List<Evidence> read() throws IOException, UnreadableException {
    if (ThreadDumpFormat.isJson(input.head())) {
      new DumpJson(content.bytes(), content.length(), log, threads).read();
    } else {
      Lines lines = new Lines(content.bytes(), content.length());
      int dumps = new DumpText(lines, log, threads, this::dumped).read();
      if (dumps > most) {
        threads.property("dumps", "the last of " + dumps);
      }
    }
    dumped();
    if (moments.isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a thread with its state", "none in the file")
              : log.list().getFirst());
    }
    List<Evidence> read = new ArrayList<>();
    int dumps = moments.size();
    for (Moment moment : moments) {
      int number = read.size() + 1;
      String name = dumps == 1 ? input.name() : "%s dump %d".formatted(input.name(), number);
      read.add(evidence(moment, name, number == dumps ? log.list() : List.of()));
    }
    return read;
  }

  /** Keeps what was collected since the last dump. */
  private void dumped() {
    if (threads.count() == 0) {
      return;
    }
    if (moments.size() == most) {
      moments.removeFirst();
    }
    Optional<Instant> time = time(threads.property("time"));
    moments.add(
        new Moment(
            threads.count(),
            threads.property("runtimeVersion"),
            time,
            threads.profile(time.map(Dumps::nanos).orElse(0L)),
            threads.state()));
  }

  private static Evidence evidence(Moment moment, String name, List<Damage> damage) {
    Facts facts =
        new Facts(
            ThreadDumpFormat.ID,
            moment.version(),
            moment.time(),
            0,
            new Facts.OfState(moment.threads(), 0),
            damage);
    return new Evidence(
        name,
        ThreadDumpFormat.ID,
        () -> facts,
        Optional.of(moment.profile()),
        Optional.empty(),
        Optional.of(moment.state()),
        damage);
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Since the epoch; 0 for a time that no clock of today shows. */
  private static long nanos(Instant time) {
    long seconds = time.getEpochSecond();
    boolean sane = seconds > 0 && seconds < Long.MAX_VALUE / 1_000_000_000 - 1;
    return sane ? seconds * 1_000_000_000 + time.getNano() : 0;
  }
}
