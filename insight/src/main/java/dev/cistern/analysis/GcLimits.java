package dev.cistern.analysis;

import dev.cistern.catalogue.Thresholds;
import dev.cistern.model.Amounts;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.Severity;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A10: how long collections stop the service, and how often they come. */
final class GcLimits implements Analysis {
  private static final double SECONDS_MIN = 1;
  private static final int COLLECTIONS_MIN = 10;
  private static final double HEAVY_SECONDS_MIN = 5;
  private static final int HEAVY_STOPS_MIN = 10;
  private static final int LONG_STOPS_MIN = 3;
  private static final double OUTAGE_NANOS = 1e9;
  private static final int KEPT_MAX = 1 << 16;
  private static final String JVM_PAUSE = "jdk.GCPhasePause";

  private final List<Watch> watches = new ArrayList<>();

  @Override
  public String question() {
    return "A10: Do collections stop the service for long, or come too often?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.STOPS);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    Watch watch = new Watch(timeline);
    watches.add(watch);
    return List.of(watch);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    boolean fromTimeline = false;
    for (Watch watch : watches) {
      double seconds =
          dossier.timelines().stream()
              .filter(one -> one.timeline() == watch.timeline)
              .mapToDouble(Dossier.Scanned::seconds)
              .findFirst()
              .orElse(0);
      fromTimeline |= watch.stops.count > 0 || watch.collections > 0;
      Language language = watch.timeline.language();
      pauses(watch.stops, language, seconds, "exact, every stop in the trace", dossier, answers);
      rate(watch.collections, seconds, "exact", dossier, answers);
    }
    if (!fromTimeline) {
      dossier.states().forEach(state -> remembered(state, dossier, answers));
    }
  }

  /** The stops for collection among the events. */
  private static final class Watch implements EventVisitor {
    private final Timeline timeline;
    private final Stops stops = new Stops();
    private long collections;

    Watch(Timeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public Set<EventKind> kinds() {
      return EnumSet.of(EventKind.STOP, EventKind.GC_CYCLE);
    }

    @Override
    public boolean needsOrder() {
      return false;
    }

    @Override
    public void event(Event event) {
      if (event.kind() == EventKind.GC_CYCLE) {
        collections++;
      } else if (isForCollection(event)) {
        stops.add(event.durationNanos());
      }
    }

    private boolean isForCollection(Event event) {
      return timeline.strings().get(event.type()).equals(JVM_PAUSE)
          || timeline.strings().get(event.text()).contains("GC ");
    }
  }

  /** Sums over stops. */
  private static final class Stops {
    private final Holds holds = new Holds();
    private final List<Long> longest = new ArrayList<>();
    private long count;
    private double sumNanos;

    void add(long nanos) {
      holds.add(nanos);
      count++;
      sumNanos += nanos;
      longest.add(nanos);
      if (longest.size() > KEPT_MAX) {
        longest.sort(null);
        longest.subList(0, KEPT_MAX / 2).clear();
      }
    }

    long over(double nanos) {
      return longest.stream().filter(one -> one > nanos).count();
    }
  }

  private static void remembered(RuntimeState state, Dossier dossier, Answers answers) {
    List<RuntimeState.Stop> remembered = state.stops();
    if (remembered.isEmpty()) {
      return;
    }
    Stops stops = new Stops();
    long first = Long.MAX_VALUE;
    long last = 0;
    for (RuntimeState.Stop stop : remembered) {
      stops.add(stop.durationNanos());
      if (stop.wallEndNanos() > 0) {
        first = Math.min(first, stop.wallEndNanos());
        last = Math.max(last, stop.wallEndNanos());
      }
    }
    double seconds = last > first ? (last - first) / 1e9 : 0;
    String basis = "exact, the runtime's own memory of its last stops";
    pauses(stops, state.language(), seconds, basis, dossier, answers);
    rate(remembered.size() - 1L, seconds, basis, dossier, answers);
  }

  private static void pauses(
      Stops stops,
      Language language,
      double seconds,
      String basis,
      Dossier dossier,
      Answers answers) {
    Thresholds limits = dossier.thresholds();
    double limit = limits.gcPauseMillis() * 1e6;
    long over = stops.over(limit);
    if (over == 0) {
      return;
    }
    double share = seconds > 0 ? stops.sumNanos / 1e9 / seconds : 0;
    boolean often =
        seconds >= SECONDS_MIN
            && share >= limits.gcStoppedShare()
            && stops.count >= HEAVY_STOPS_MIN;
    boolean longOnes =
        stops.over(limits.gcPauseLongMillis() * 1e6) >= LONG_STOPS_MIN
            || stops.holds.maxNanos() >= OUTAGE_NANOS;
    boolean heavy =
        language == Language.GO
            ? often || longOnes || isRule(stops, limit)
            : seconds >= HEAVY_SECONDS_MIN && (often || longOnes);
    Severity severity = heavy ? Severity.LOW : Severity.INFO;
    String title =
        "The longest stop for collection took %s (limit %s)"
            .formatted(Amounts.nanos(stops.holds.maxNanos()), Amounts.nanos(limit));
    answers.add(
        new FindingBuilder(Rules.GC_PAUSE, severity, EvidenceKind.EXACT)
            .title(title)
            .why(
                "%s of %s stops for collection took longer than %s; 99 %% of them took at most %s, all together %s of the window."
                    .formatted(
                        Amounts.count(over),
                        Amounts.count(stops.count),
                        Amounts.nanos(limit),
                        Amounts.nanos(stops.holds.quantileNanos(0.99)),
                        Amounts.share(share)))
            .place(Place.UNKNOWN)
            .cost(0, 0, stops.sumNanos, seconds, basis)
            .mend(
                language == Language.GO
                    ? "A Go stop waits for every goroutine to reach a safe point: look for processors that were short, and for long loops; fewer collections (GOGC, a memory limit) make fewer stops."
                    : "Allocate less where the allocation table is heaviest, give the young generation room, or use a collector that stops less (ZGC).")
            .statement("pause")
            .build());
  }

  /** A busy machine stretches some of Go's stops past any limit; that half of them pass is code. */
  private static boolean isRule(Stops stops, double limitNanos) {
    return stops.count >= HEAVY_STOPS_MIN && stops.over(limitNanos) * 2 >= stops.count;
  }

  private static void rate(
      long collections, double seconds, String basis, Dossier dossier, Answers answers) {
    double limit = dossier.thresholds().collectionsPerSecond();
    double rate = seconds > 0 ? collections / seconds : 0;
    if (seconds < SECONDS_MIN || collections < COLLECTIONS_MIN || rate <= limit) {
      return;
    }
    answers.add(
        new FindingBuilder(Rules.GC_RATE, Severity.LOW, EvidenceKind.EXACT)
            .title(
                "%s collections a second (limit %s)"
                    .formatted(Amounts.count(rate), Amounts.count(limit)))
            .why(
                "%s collections in %s. What pools keep idle goes with every second collection in Go, and every collection costs processor time."
                    .formatted(Amounts.count(collections), Amounts.nanos(seconds * 1e9)))
            .cost(0, 0, 0, seconds, basis)
            .mend(
                "Allocate less, or give the heap room: GOGC or GOMEMLIMIT in Go, -Xmx and -Xmn on a JVM.")
            .statement("rate")
            .build());
  }
}
