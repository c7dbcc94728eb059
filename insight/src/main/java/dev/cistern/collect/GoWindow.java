package dev.cistern.collect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What runs during the window, each in a thread of its own; one that fails costs only itself. */
final class GoWindow {
  /** The processor profile starts first and ends last: the trace has its samples only meanwhile. */
  private static final Duration TRACE_LATER = Duration.ofMillis(50);

  private static final Duration TRACE_SHORTER = Duration.ofMillis(150);
  private static final int TICKS_MAX = 90;
  private static final int FEW_TICKS = 6;

  /** A series rests at least so many times as long as its last answer took. */
  private static final int REST = 4;

  private final Requests requests;
  private final GoPlan plan;
  private final Profiling profiling;
  private final long startNanos = System.nanoTime();

  GoWindow(Requests requests, GoPlan plan, Profiling profiling) {
    this.requests = requests;
    this.plan = plan;
    this.profiling = profiling;
  }

  /** The work of the window; each part yields its members. */
  List<Callable<List<Piece>>> parts() {
    List<Callable<List<Piece>>> parts = new ArrayList<>();
    if (plan.wants("cpu")) {
      parts.add(() -> whole(GoMember.CPU));
    }
    if (plan.wants("trace")) {
      parts.add(this::trace);
    }
    for (GoMember member : GoMember.DELTAS) {
      if (plan.wants(member.kind()) && !hasTwin(member)) {
        parts.add(() -> whole(member));
      }
    }
    if (plan.takesHeapWithAllocs()) {
      parts.add(() -> withHeap(whole(GoMember.ALLOCS)));
    }
    if (plan.wants("series")) {
      for (String kind : List.of("block", "mutex")) {
        if (plan.wants(kind) && profiling.on(kind)) {
          // a trace has every wait by who waited, but not who held what was waited for
          int most = kind.equals("block") && plan.wants("trace") ? FEW_TICKS : TICKS_MAX;
          parts.add(() -> ticks(kind, Math.min(most, plan.seconds())));
        }
      }
      if (plan.wants("allocs")) {
        parts.add(() -> ticks("allocs", Math.min(FEW_TICKS, plan.seconds())));
      }
    }
    return parts;
  }

  private boolean hasTwin(GoMember member) {
    boolean either = member.equals(GoMember.ALLOCS) || member.equals(GoMember.HEAP);
    return either && plan.takesHeapWithAllocs();
  }

  /** Adds to each part of {@code allocs} the part of {@code heap} that it holds as well. */
  private List<Piece> withHeap(List<Piece> allocs) {
    List<Piece> both = new ArrayList<>(allocs);
    for (int part = 1; part <= allocs.size(); part++) {
      both.add(requests.heapOf(allocs.get(part - 1), GoMember.HEAP.name(part)));
    }
    return both;
  }

  private List<Piece> trace() throws InterruptedException {
    Thread.sleep(TRACE_LATER);
    double seconds = plan.seconds() - TRACE_SHORTER.toMillis() / 1000.0;
    return split(GoMember.TRACE, seconds);
  }

  private List<Piece> whole(GoMember member) {
    return split(member, plan.seconds());
  }

  /** One request, or several where the server may not write for so long. */
  private List<Piece> split(GoMember member, double seconds) {
    List<Piece> pieces = new ArrayList<>();
    double most = seconds;
    for (int part = 1; ; part++) {
      double left = seconds - (System.nanoTime() - startNanos) / 1e9;
      if (part > 1 && left < 0.75) {
        return pieces;
      }
      double asked = part == 1 ? seconds : Math.min(most, left);
      Piece piece = ask(member, part, asked);
      while (Requests.windowTooLong(piece) && asked > 1) {
        asked = asked / 2;
        piece = ask(member, part, asked);
      }
      most = asked;
      pieces.add(piece);
      if (!piece.usable() || (part == 1 && asked == seconds)) {
        return pieces;
      }
    }
  }

  private Piece ask(GoMember member, int part, double seconds) {
    boolean fractional = member.equals(GoMember.TRACE);
    String shown =
        fractional
            ? String.format(Locale.ROOT, "%.3f", seconds)
            : Long.toString(Math.max(1, Math.round(Math.floor(seconds))));
    return requests.fetch(
        member.name(part),
        member.kind(),
        member.request() + "?seconds=" + shown,
        member.format(),
        Duration.ofNanos(Math.round(Double.parseDouble(shown) * 1e9)));
  }

  /**
   * The running totals at moments evenly apart, from the beginning to the end of the window; where
   * the target takes long to answer, some of them.
   */
  private List<Piece> ticks(String kind, int intervals) {
    List<Piece> pieces = new ArrayList<>();
    int i = 0;
    while (i <= intervals && waitedUntil(dueNanos(i, intervals))) {
      Piece piece =
          requests.fetch(
              "%s-at-%03d.pb.gz".formatted(kind, i),
              kind + "-total",
              kind,
              GoMember.PPROF,
              Duration.ZERO);
      if (!piece.usable() && i > 0) {
        return pieces; // the member over the window tells what is wrong
      }
      pieces.add(piece);
      long restedNanos = System.nanoTime() + REST * (piece.doneNanos() - piece.sentNanos());
      i++;
      while (i < intervals && dueNanos(i, intervals) < restedNanos) {
        i++;
      }
    }
    return pieces;
  }

  private long dueNanos(int i, int intervals) {
    return startNanos + plan.window().toNanos() * i / intervals;
  }

  /** False where the collection was stopped meanwhile. */
  private static boolean waitedUntil(long dueNanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
