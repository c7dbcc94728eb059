package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A recording as events in time order; time 0 is the start of its first chunk. */
final class JfrTimeline implements Timeline {
  private static final long CLOCK_ERROR_NANOS = 1_000_000;

  private final String name;
  private final Source source;
  private final List<Damage> opening;
  private final Optional<Metadata> fallback;
  private final KnownMetadata known;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final int heldBytesMax;
  private final long zeroNanos;
  private final Settings settings;
  private Optional<Contexts> contexts = Optional.empty();
  private long durationNanos;

  JfrTimeline(
      String name,
      Source source,
      Chunk first,
      Settings settings,
      Optional<Metadata> fallback,
      KnownMetadata known,
      List<Damage> opening,
      int heldBytesMax) {
    this.heldBytesMax = heldBytesMax;
    this.name = name;
    this.source = source;
    this.fallback = fallback;
    this.known = known;
    this.opening = opening;
    this.settings = settings;
    zeroNanos = first.startNanos();
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
    return zeroNanos > 0 ? new Clock(zeroNanos, CLOCK_ERROR_NANOS) : Clock.UNKNOWN;
  }

  @Override
  public long durationNanos() {
    return durationNanos;
  }

  @Override
  public List<Damage> scan(List<EventVisitor> visitors) throws IOException {
    return scan(visitors, Optional.empty());
  }

  /**
   * Scans for the facts if there is something to count into: visitors get types and values only.
   */
  List<Damage> scan(List<EventVisitor> visitors, Optional<Counts> counts) throws IOException {
    DamageLog damages = DamageLog.of(name);
    damages.addAll(opening);
    try (Source.Access access = source.open()) {
      Contexts around = counts.isPresent() ? none() : contexts(access, damages);
      Scan scan =
          new Scan(
              tables(around, counts.isPresent()),
              visitors,
              counts,
              fallback,
              known,
              damages,
              heldBytesMax);
      scan.run(access);
      durationNanos = scan.durationNanos();
      if (around.isFull()) {
        damages.add(0, "labels of contexts as many as fit in memory", "more");
      }
    }
    return damages.list();
  }

  private Decoder.Tables tables(Contexts around, boolean valuesOnly) {
    return new Decoder.Tables(stacks, labels, settings, around, zeroNanos, valuesOnly);
  }

  private Contexts none() {
    return new Contexts(labels, 0);
  }

  private Contexts contexts(Source.Access access, DamageLog damages) throws IOException {
    if (contexts.isEmpty()) {
      contexts = Optional.of(ContextScan.read(access, tables(none(), false), damages, known));
    }
    return contexts.get();
  }
}
