package dev.cistern.analysis;

import dev.cistern.analysis.StartedWatch.Started;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks that a recording or trace saw start all along its window, and hardly one of them end. */
final class StartedVerdicts {
  private static final int ALIVE_MIN = 10;
  private static final int WORKERS_MIN = 100;
  private static final double ALIVE_SHARE_MIN = 0.9;
  private static final double MEDIUM_SECONDS_MIN = 10;
  private static final List<String> WORKERS =
      List.of(
          "java.util.concurrent.ThreadPoolExecutor.addWorker",
          "java.util.concurrent.ForkJoinPool.createWorker");

  /** Who starts them, and all the starts of his. */
  private static final class Starter {
    private final int stack;
    private final int frame;
    private long all;
    private final List<long[]> alive = new ArrayList<>();

    private Starter(int stack, int frame) {
      this.stack = stack;
      this.frame = frame;
    }

    private long[] aliveSince() {
      return alive.stream().flatMapToLong(Arrays::stream).toArray();
    }
  }

  private StartedVerdicts() {}

  static List<Finding> all(StartedWatch watch, Dossier dossier) {
    Dossier.Scanned scanned = dossier.scanned(watch.timeline());
    if (watch.full() || scanned.lost() || !watch.timeline().showsAllTasks()) {
      return List.of(); // an end that is not seen would look like a life without end
    }
    Frames frames = dossier.frames(watch.timeline().stacks());
    Map<Integer, Starter> starters = new LinkedHashMap<>();
    for (Map.Entry<Integer, Started> one : watch.byStack().entrySet()) {
      int frame = frames.application(one.getKey(), 0);
      if (frame >= 0) {
        int function = frames.stacks().functionId(frames.stacks().frameAt(one.getKey(), frame));
        Starter starter = starters.computeIfAbsent(function, _ -> new Starter(one.getKey(), frame));
        starter.all += one.getValue().all();
        starter.alive.add(StartedWatch.aliveSince(one.getValue()));
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Starter starter : starters.values()) {
      long[] alive = starter.aliveSince();
      int least = startsWorkers(frames.stacks(), starter.stack) ? WORKERS_MIN : ALIVE_MIN;
      if (alive.length >= least
          && alive.length >= ALIVE_SHARE_MIN * starter.all
          && Spread.throughout(alive, scanned.endNanos())) {
        findings.add(finding(frames, starter, alive.length, scanned));
      }
    }
    return findings;
  }

  private static boolean startsWorkers(Stacks stacks, int stack) {
    for (int i = 0; i < stacks.depth(stack); i++) {
      if (WORKERS.contains(stacks.function(stacks.frameAt(stack, i)))) {
        return true;
      }
    }
    return false;
  }

  private static Finding finding(
      Frames frames, Starter starter, int alive, Dossier.Scanned scanned) {
    Place place = frames.place(frames.stacks().frameAt(starter.stack, starter.frame));
    boolean go = scanned.timeline().language() == Language.GO;
    String many = go ? "goroutines" : "threads";
    Severity severity = scanned.seconds() >= MEDIUM_SECONDS_MIN ? Severity.MEDIUM : Severity.INFO;
    return new FindingBuilder(Rules.LEAK, severity, EvidenceKind.EXACT)
        .title(
            "%s starts %s that do not end: %s of %s are alive at the end"
                .formatted(
                    place.function(), many, Amounts.count(alive), Amounts.count(starter.all)))
        .why(
            "Over %s it started %s %s, in every part of the window, and %s of them ended."
                .formatted(
                    Amounts.nanos(scanned.endNanos()),
                    Amounts.count(starter.all),
                    many,
                    starter.all == alive ? "none" : Amounts.count(starter.all - alive)))
        .place(place)
        .steps(Paths.up(frames, starter.stack, starter.frame))
        .cost(0, alive, 0, scanned.seconds(), "exact, starts and ends in the window")
        .mend(
            "Give each of them an end: a context or a stop flag that the starter's owner closes; or start one for all instead of one for each.")
        .statement("leak")
        .build();
  }
}
