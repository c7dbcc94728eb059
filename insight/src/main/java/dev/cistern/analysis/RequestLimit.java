package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A10: how many small allocations a request makes. */
final class RequestLimit implements Analysis {
  private static final int NAMES_MAX = 1000;
  private static final double WINDOWS_APART = 1.2;

  private final Map<String, Long> regions = new HashMap<>();

  @Override
  public String question() {
    return "A10: Does a request make too many small allocations?";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need(
            "counted objects by stack",
            "curl -o allocs.pb.gz 'http://HOST:PORT/debug/pprof/allocs?seconds=30'",
            "asprof -e alloc --alloc 1 -f allocs.pprof PID (JFR samples bytes, it does not count objects)",
            dossier -> counted(dossier).isPresent()),
        new Need(
            "how many requests the window served",
            "--requests N, or a trace of the same window with a region or task per request",
            "--requests N",
            dossier -> dossier.requests().isPresent() || regionsCover(dossier)));
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    return List.of(
        new EventVisitor() {
          @Override
          public Set<EventKind> kinds() {
            return EnumSet.of(EventKind.REGION);
          }

          @Override
          public boolean needsOrder() {
            return false;
          }

          @Override
          public void event(Event event) {
            String name = timeline.strings().get(event.text());
            if (timeline.language() == Language.GO
                && (regions.size() < NAMES_MAX || regions.containsKey(name))) {
              regions.merge(name, 1L, Long::sum);
            }
          }
        });
  }

  /**
   * Whether the regions of a trace can stand for the requests of the profile: both must be of about
   * the same window, and a profile since the start of the process is of none.
   */
  private boolean regionsCover(Dossier dossier) {
    double profiled = counted(dossier).map(columns -> columns.source().seconds()).orElse(0.0);
    double traced =
        dossier.timelines().stream().mapToDouble(Dossier.Scanned::seconds).max().orElse(0);
    return !regions.isEmpty()
        && profiled > 0
        && traced > 0
        && Math.max(profiled, traced) <= WINDOWS_APART * Math.min(profiled, traced);
  }

  /** A profile whose objects are counted, not samples. */
  private static Optional<AllocationColumns> counted(Dossier dossier) {
    return dossier.allocations().stream()
        .filter(columns -> columns.objectsType() >= 0 && !columns.source().objectsAreSamples())
        .findFirst();
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    AllocationColumns columns = counted(dossier).orElseThrow();
    long requests =
        dossier
            .requests()
            .orElseGet(() -> regions.values().stream().mapToLong(Long::longValue).max().orElse(0));
    if (requests <= 0) {
      return;
    }
    Small small = small(columns, dossier.thresholds().smallBytesMax());
    if ((double) small.objects() / requests > dossier.thresholds().smallAllocationsPerRequest()) {
      answers.add(finding(dossier, columns, small, requests));
    }
  }

  private static Finding finding(
      Dossier dossier, AllocationColumns columns, Small small, long requests) {
    double each = (double) small.objects() / requests;
    double limit = dossier.thresholds().smallAllocationsPerRequest();
    Frames frames = dossier.frames(columns.profile().stacks());
    int stack = small.stackOfMost();
    int user = frames.application(stack, 0);
    Stacks stacks = frames.stacks();
    Place place = user < 0 ? Place.UNKNOWN : frames.place(stacks.frameAt(stack, user));
    return new FindingBuilder(Rules.SMALL_ALLOCATIONS, Severity.LOW, EvidenceKind.SAMPLED)
        .title(
            "A request makes %s small allocations (limit %s)"
                .formatted(Amounts.count(each), Amounts.count(limit)))
        .why(
            "%s objects of at most %s for %s requests; the most, %s, come from the place below."
                .formatted(
                    Amounts.count(small.objects()),
                    Amounts.bytes(dossier.thresholds().smallBytesMax()),
                    Amounts.count(requests),
                    Amounts.count(small.most())))
        .place(place)
        .steps(user < 0 ? List.of() : Paths.up(frames, stack, user))
        .cost(
            small.bytes(), small.objects(), 0, columns.source().seconds(), columns.source().basis())
        .mend(
            "Begin with the sites of the most objects: keep values on the stack, reuse scratch"
                + " objects within the request, pool what is dear.")
        .statement("small")
        .build();
  }

  /** All small objects, and the stack that makes the most of them. */
  private record Small(long objects, long bytes, long most, int stackOfMost) {}

  private static Small small(AllocationColumns columns, double bytesMax) {
    Small small = new Small(0, 0, 0, 0);
    for (int i = 0; i < columns.profile().sampleCount(); i++) {
      long objects = columns.objects(i);
      if (objects > 0 && (double) columns.bytes(i) / objects <= bytesMax) {
        boolean most = objects > small.most();
        small =
            new Small(
                small.objects() + objects,
                small.bytes() + columns.bytes(i),
                most ? objects : small.most(),
                most ? columns.profile().stackOf(i) : small.stackOfMost());
      }
    }
    return small;
  }
}
