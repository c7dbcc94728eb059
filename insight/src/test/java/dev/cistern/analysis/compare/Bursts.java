package dev.cistern.analysis.compare;

import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Evidence;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A recording whose allocation samples come partly one by one and partly in bursts of forty, as of
 * an export that somebody asks for now and then; a few bursts more are chance.
 */
final class Bursts implements Timeline {
  private static final long SECOND = 1_000_000_000L;

  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final List<EventRow> rows = new ArrayList<>();
  private final long durationNanos;

  private Bursts(long durationNanos) {
    this.durationNanos = durationNanos;
  }

  /** A recording whose site makes {@code more} of the usual on top. */
  static Bursts recording(Random random, int seconds, double more) {
    Bursts recording = new Bursts(seconds * SECOND);
    for (int i = 0; i < 8; i++) {
      recording.samples(random, "app.Steady.work" + i, Load.poisson(random, seconds * 20.0), 1);
    }
    recording.samples(random, "app.Site.make", Load.poisson(random, seconds * 30 * (1 + more)), 1);
    recording.samples(random, "app.Export.write", Load.poisson(random, seconds * 0.5), 40);
    recording.rows.sort(Comparator.comparingLong(Event::endNanos));
    return recording;
  }

  private void samples(Random random, String function, long times, int burst) {
    int leaf = frame(function);
    int root = frame("app.Main.main");
    int stack = stacks.stack(new int[] {leaf, root}, 2);
    for (long i = 0; i < times; i++) {
      long at = (long) (random.nextDouble() * durationNanos);
      for (int j = 0; j < burst; j++) {
        long bytes = Math.round(-100_000 * Math.log(1 - random.nextDouble()));
        rows.add(
            new EventRow()
                .start(EventKind.ALLOCATION_SAMPLE, 0, at + j * 1_000_000L)
                .stack(stack)
                .value(bytes));
      }
    }
  }

  private int frame(String function) {
    return stacks.frame(strings.intern(function), 0, 1, 0, Language.JVM, 0, false);
  }

  Evidence evidence() {
    return new Evidence(
        "r.jfr",
        "jfr",
        Load.noFacts(),
        Optional.empty(),
        Optional.of(this),
        Optional.empty(),
        List.of());
  }

  @Override
  public Language language() {
    return Language.JVM;
  }

  @Override
  public Strings strings() {
    return strings;
  }

  @Override
  public Stacks stacks() {
    return stacks;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public Clock clock() {
    return new Clock(SECOND, 0);
  }

  @Override
  public long durationNanos() {
    return durationNanos;
  }

  @Override
  public List<Damage> scan(List<EventVisitor> visitors) {
    for (EventRow row : rows) {
      for (EventVisitor visitor : visitors) {
        if (visitor.kinds().contains(row.kind())) {
          visitor.event(row);
        }
      }
    }
    return List.of();
  }
}
