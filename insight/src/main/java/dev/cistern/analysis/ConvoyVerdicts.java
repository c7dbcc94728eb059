package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Locks that goroutines stand in line for, one behind the other, for a part of the window. */
final class ConvoyVerdicts {
  /** Who waits beside the one that is next: two at a time may be chance, a line is not. */
  private static final double WAITING_MIN = 2;

  private static final long WAITS_MIN = 50;
  private static final long NANOS_MIN = 50_000_000;
  private static final double WINDOW_SHARE_MIN = 0.1;
  private static final double MEDIUM_SHARE_MIN = 0.25;

  private ConvoyVerdicts() {}

  static List<Finding> all(ConvoyWatch watch, Dossier dossier) {
    Dossier.Scanned scanned = dossier.scanned(watch.timeline());
    List<Finding> findings = new ArrayList<>();
    for (ConvoyWatch.Queue queue : watch.queues()) {
      Load.Peak peak = queue.sum().load().over(WAITING_MIN);
      boolean lasts = peak.nanos() >= Math.max(NANOS_MIN, WINDOW_SHARE_MIN * scanned.endNanos());
      if (lasts && queue.sum().waits() >= WAITS_MIN) {
        Frames frames = dossier.frames(watch.timeline().stacks());
        findings.add(finding(watch, queue, peak, frames, scanned));
      }
    }
    return findings;
  }

  private static Finding finding(
      ConvoyWatch watch,
      ConvoyWatch.Queue queue,
      Load.Peak peak,
      Frames frames,
      Dossier.Scanned scanned) {
    WaitSum sum = queue.sum();
    int stack = sum.stack();
    int holder = LockWait.of(frames.stacks(), stack).map(LockWait::holder).orElse(0);
    int user = Math.max(holder, frames.application(stack, holder));
    Place locks = frames.place(frames.stacks().frameAt(stack, holder));
    String under =
        watch
            .under(stack)
            .map(other ->
                " %s waits itself, for %s in all in %s (%s): if that falls under the lock, it is what the others wait for."
                    .formatted(
                        locks.function(),
                        Amounts.nanos(other.nanos()),
                        other.where(),
                        other.reason()))
            .orElse("");
    double share = (double) peak.nanos() / Math.max(1, scanned.endNanos());
    return new FindingBuilder(
            Rules.LOCK_CONVOY,
            share >= MEDIUM_SHARE_MIN ? Severity.MEDIUM : Severity.LOW,
            EvidenceKind.EXACT)
        .title(
            "Goroutines stand in line for the %s that %s locks: %s at a time"
                .formatted(queue.lock(), locks.function(), Amounts.count(peak.mean())))
        .why(
            "For %s in all, from %s into the window on, %s goroutines wait for it on average; there were %s waits, the longest %s. Each that gets the lock has the next behind it: together they are no faster than one.%s"
                .formatted(
                    Amounts.nanos(peak.nanos()),
                    Amounts.nanos(peak.startNanos()),
                    Amounts.count(peak.mean()),
                    Amounts.count(sum.waits()),
                    Amounts.nanos(sum.longestNanos()),
                    under))
        .place(frames.place(frames.stacks().frameAt(stack, user)))
        .steps(Paths.up(frames, stack, holder))
        .cost(0, 0, sum.load().sumNanos(), scanned.seconds(), "exact, time of waiting goroutines")
        .mend(
            "Do what waits before or after the lock, not under it; hold it for the change alone; split it by key, or keep a copy for each processor.")
        .statement("convoy " + queue.lock())
        .build();
  }
}
