package dev.cistern.analysis;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pools that callers queue for, with the share of their time that they wait. */
final class QueueVerdicts {
  private static final int DUMPS_MIN = 3;
  private static final long WAITING_MIN = 2;
  private static final double DUMPS_SHARE_MIN = 0.8;
  private static final double SHARE_MIN = 0.2;
  private static final double SHARE_HIGH_MIN = 0.5;
  private static final double QUEUE_MIN = 1;
  private static final double WINDOW_SHARE_MIN = 0.2;
  private static final long STRETCH_NANOS_MIN = 500_000_000;
  private static final long LONE_WAITING_MIN = 5;
  private static final String MEND =
      "Find out what holds the pool's objects so long: a call to another service or a slow query under the lease, one that is never given back. Shorten that, set a time-out on it, do remote calls without holding one; raise the maximum only if what stands behind the pool can serve more at once.";

  private QueueVerdicts() {}

  static List<Finding> ofDumps(DumpQueues dumps) {
    List<Finding> findings = new ArrayList<>();
    for (DumpQueues.Queue queue : dumps.queues()) {
      if (queue.pool().callsAnyFactory()) {
        continue; // such a pool never lets anybody wait
      }
      int size = dumps.series().size();
      long with = Arrays.stream(queue.waiting()).filter(n -> n >= WAITING_MIN).count();
      boolean lasting =
          size >= DUMPS_MIN && with >= DUMPS_SHARE_MIN * size && queue.share() >= SHARE_MIN;
      long inLast = queue.waiting()[size - 1];
      if (lasting) {
        findings.add(lasting(dumps, queue));
      } else if (size < DUMPS_MIN && inLast >= LONE_WAITING_MIN) {
        findings.add(lone(dumps, queue, inLast));
      }
    }
    return findings;
  }

  private static boolean grows(Growth growth) {
    return growth.only() && growth.p() <= Growth.CHANCE_MAX;
  }

  private static Finding lasting(DumpQueues dumps, DumpQueues.Queue queue) {
    TaskSeries series = dumps.series();
    String many = series.first().noun(true);
    double mean = Arrays.stream(queue.waiting()).average().orElse(0);
    boolean grows = series.size() >= Growth.COUNTS_MIN && grows(Growth.of(queue.waiting()));
    String busy =
        dumps.busyPools().isEmpty()
            ? ""
            : " Hardly a thread named %s is ever idle: that thread pool is at its maximum too."
                .formatted(String.join(" or ", dumps.busyPools()));
    return finding(
            severity(queue.share()),
            queue.pool(),
            queue.frames(),
            queue.stack(),
            queue.user(),
            queue.share())
        .why(
            "In %d dumps %s %s wait for one on average (%s), %s of all that came the same way%s. A caller waits only where the pool is at its maximum and none is idle.%s"
                .formatted(
                    series.size(),
                    Amounts.count(mean),
                    many,
                    counts(queue.waiting()),
                    Amounts.share(queue.share()),
                    grows ? ", and the queue grows" : "",
                    busy))
        .build();
  }

  private static Finding lone(DumpQueues dumps, DumpQueues.Queue queue, long waiting) {
    int asking = queue.user();
    Place user = queue.frames().place(queue.frames().stacks().frameAt(queue.stack(), asking));
    String many = dumps.series().first().noun(true);
    return new FindingBuilder(Rules.CROWD, Severity.INFO, EvidenceKind.INFERRED)
        .title(
            "%s %s wait for one of %s, %s of all that came the same way"
                .formatted(
                    Amounts.count(waiting),
                    many,
                    queue.pool().title(),
                    Amounts.share(queue.share())))
        .why(
            "At the moment of the dump they stand in the pool's acquire. Whether they queue for long, a dump that stands alone cannot say: %d or more, some time apart, can."
                .formatted(DUMPS_MIN))
        .place(user)
        .steps(Paths.up(queue.frames(), queue.stack(), asking))
        .mend("Take a series of dumps, and diagnose them together.")
        .statement("waiting " + queue.pool().id())
        .build();
  }

  static List<Finding> ofEvents(PoolWaitWatch watch, Dossier.Scanned scanned) {
    List<Finding> findings = new ArrayList<>();
    double share = watch.share(scanned.endNanos());
    for (PoolWaitWatch.Queue queue : watch.queues().values()) {
      Load.Peak peak = queue.sum().load().over(QUEUE_MIN);
      double least = Math.max(STRETCH_NANOS_MIN, WINDOW_SHARE_MIN * scanned.endNanos());
      if (queue.pool().callsAnyFactory() || peak.nanos() < least || share < SHARE_MIN) {
        continue;
      }
      int stack = queue.sum().stack();
      findings.add(
          finding(severity(share), queue.pool(), watch.frames(), stack, watch.user(stack), share)
              .why(
                  "For %s in all, from %s into the window on, %s callers wait for one on average; there were %s waits, the longest %s. Those that waited spent %s of their time so. A caller waits only where the pool is at its maximum and none is idle."
                      .formatted(
                          Amounts.nanos(peak.nanos()),
                          Amounts.nanos(peak.startNanos()),
                          Amounts.count(peak.mean()),
                          Amounts.count(queue.sum().waits()),
                          Amounts.nanos(queue.sum().longestNanos()),
                          Amounts.share(share)))
              .cost(
                  0,
                  0,
                  queue.sum().load().sumNanos(),
                  scanned.seconds(),
                  "exact above the recording's threshold, time of waiting callers")
              .build());
    }
    return findings;
  }

  private static FindingBuilder finding(
      Severity severity, PoolEntry pool, Frames frames, int stack, int user, double share) {
    Place place = frames.place(frames.stacks().frameAt(stack, user));
    return new FindingBuilder(Rules.SATURATION, severity, EvidenceKind.SAMPLED)
        .title(
            "Callers queue for %s in %s: %s of their time they wait for one"
                .formatted(pool.title(), place.function(), Amounts.share(share)))
        .place(place)
        .steps(Paths.up(frames, stack, user))
        .mend(MEND)
        .statement("queue " + pool.id());
  }

  private static Severity severity(double share) {
    return share >= SHARE_HIGH_MIN ? Severity.HIGH : Severity.MEDIUM;
  }

  private static String counts(long[] waiting) {
    long least = Arrays.stream(waiting).min().orElse(0);
    long most = Arrays.stream(waiting).max().orElse(0);
    return least == most
        ? "always " + Amounts.count(least)
        : Amounts.count(least) + " to " + Amounts.count(most);
  }
}
