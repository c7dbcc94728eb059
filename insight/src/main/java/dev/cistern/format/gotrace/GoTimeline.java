package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Facts;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events of a Go trace. The file is read again for each scan, one generation's tables and one
 * block of each thread's events at a time.
 */
final class GoTimeline implements Timeline {
  private final Input input;
  private final int version;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final Clock clock;
  private final long baseNanos;
  private final List<Damage> onOpening;
  private long durationNanos;

  /**
   * Finds the batches and tries the first events.
   *
   * @throws UnreadableException if there are none to tell
   */
  GoTimeline(Input input, int version) throws IOException, UnreadableException {
    this.input = input;
    this.version = version;
    DamageLog damage = DamageLog.of(input.name());
    try (Source source = open(damage)) {
      Container container = new Container(source, version, damage).index();
      List<Generation> generations = container.generations();
      baseNanos = generations.isEmpty() ? 1 : Math.max(1, generations.getFirst().firstNanos());
      clock = container.clock(baseNanos);
      onOpening = damage.inFileOrder();
      if (!new Scan(this, source, container, damage, List.of()).yieldsAnything()) {
        throw new UnreadableException(damage.inFileOrder().getFirst());
      }
    }
  }

  int version() {
    return version;
  }

  long baseNanos() {
    return baseNanos;
  }

  List<Damage> damageOnOpening() {
    return onOpening;
  }

  @Override
  public Language language() {
    return Language.GO;
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
    return clock;
  }

  @Override
  public long durationNanos() {
    return durationNanos;
  }

  @Override
  public List<Damage> scan(List<EventVisitor> visitors) throws IOException {
    DamageLog damage = DamageLog.of(input.name());
    try (Source source = open(damage)) {
      Scan scan = scan(source, damage, visitors);
      durationNanos = scan.durationNanos();
    } catch (UnreadableException e) {
      throw new IOException("the trace has changed since it was opened: " + e.getMessage(), e);
    }
    return damage.inFileOrder();
  }

  /** Counts what {@code info} tells, in a scan of its own. */
  Facts facts() throws IOException {
    DamageLog damage = DamageLog.of(input.name());
    try (Source source = open(damage)) {
      Scan scan = scan(source, damage, List.of());
      durationNanos = scan.durationNanos();
      List<Damage> found = damage.inFileOrder();
      Facts.OfTrace detail =
          new Facts.OfTrace(
              found.isEmpty() ? Optional.of(scan.told()) : Optional.empty(),
              scan.wireEvents(),
              scan.countsByName(),
              scan.goroutines(),
              scan.generations(),
              scan.gcCycles(),
              scan.collector().stops(),
              scan.collector().stopNanos());
      return new Facts(
          GoTraceFormat.ID, "1." + version, clock.wall(0), durationNanos, detail, found);
    } catch (UnreadableException e) {
      throw new IOException("the trace has changed since it was opened: " + e.getMessage(), e);
    }
  }

  private Scan scan(Source source, DamageLog damage, List<EventVisitor> visitors)
      throws IOException {
    Container container = new Container(source, version, damage).index();
    Scan scan = new Scan(this, source, container, damage, visitors);
    scan.run();
    return scan;
  }

  private Source open(DamageLog damage) throws IOException, UnreadableException {
    List<Damage> ofCompression = new ArrayList<>();
    Source source = Source.open(input, ofCompression);
    damage.addAll(ofCompression);
    return source;
  }
}
