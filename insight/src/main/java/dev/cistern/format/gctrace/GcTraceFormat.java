package dev.cistern.format.gctrace;

import dev.cistern.format.Content;
import dev.cistern.format.DamageLog;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.format.text.TextTimeline;
import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Language;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The log of a Go program that ran with {@code GODEBUG=gctrace=1}: {@code gctrace}. */
public final class GcTraceFormat implements Format {
  private static final String ID = "gctrace";
  private static final String TYPE = "gc";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return head.text().lines().anyMatch(GcLine::isOne) ? Claim.YES : Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    Content content = Content.of(input, Budget.fileBytesMax());
    DamageLog log = DamageLog.of(input.name(), content);
    Reader reader = new Reader(log, Budget.of(content.length()));
    reader.read(new Lines(content.bytes(), content.length()));
    if (reader.collections == 0) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a line gc N @Ss …", "none in the file")
              : log.list().getFirst());
    }
    TextTimeline timeline = reader.builder.build(Clock.UNKNOWN);
    List<Damage> damage = log.list();
    Facts facts =
        new Facts(
            ID,
            "",
            Optional.empty(),
            timeline.durationNanos(),
            new Facts.OfState(0, reader.collections),
            damage);
    return new Evidence(
        input.name(),
        ID,
        () -> facts,
        Optional.empty(),
        Optional.of(timeline),
        Optional.empty(),
        damage);
  }

  /** Turns lines into events; a process that starts anew goes on where the one before ended. */
  private static final class Reader {
    private final DamageLog log;
    private final TextTimeline.Builder builder;
    private long collections;
    private long baseNanos;
    private long lastEndNanos;

    Reader(DamageLog log, Budget budget) {
      this.log = log;
      builder = new TextTimeline.Builder(Language.GO, budget);
    }

    void read(Lines lines) {
      while (lines.next()) {
        String line = lines.text();
        if (!GcLine.isOne(line)) {
          continue; // what else the program logs
        }
        Optional<GcLine> one = GcLine.of(line);
        if (one.isEmpty()) {
          log.add(lines.offset(), "gc N @Ss P%: … ms clock, … MB goal, … P", "a line cut or mixed");
        } else {
          add(one.get(), lines.offset());
        }
      }
      if (builder.full()) {
        log.add(lines.offset(), "collections that fit into the heap", "more");
      }
    }

    private void add(GcLine line, int offset) {
      if (baseNanos + line.startNanos() + GcLine.ROUNDED_NANOS < lastEndNanos) {
        log.add(offset, "a collection later than the one before", "an earlier one: a new start");
        baseNanos = lastEndNanos;
      }
      collections++;
      long start = baseNanos + line.startNanos();
      long marking = start + line.sweepStopNanos();
      long stopping = marking + line.markNanos();
      long end = baseNanos + line.endNanos();
      lastEndNanos = Math.max(lastEndNanos, end);
      String text = line.forced() ? "forced" : "";
      builder.add(EventKind.HEAP_LIVE, TYPE, start, 0, line.beforeBytes(), "before");
      builder.add(EventKind.HEAP_GOAL, TYPE, start, 0, line.goalBytes(), "");
      builder.add(
          EventKind.STOP,
          TYPE,
          start,
          line.sweepStopNanos(),
          line.number(),
          "GC sweep termination");
      builder.add(
          EventKind.GC_PHASE, TYPE, marking, line.markNanos(), line.number(), "concurrent mark");
      builder.add(
          EventKind.STOP,
          TYPE,
          stopping,
          line.markStopNanos(),
          line.number(),
          "GC mark termination");
      builder.add(EventKind.GC_CYCLE, TYPE, start, end - start, line.number(), text);
      builder.add(EventKind.HEAP_LIVE, TYPE, end, 0, line.liveBytes(), "after");
    }
  }
}
