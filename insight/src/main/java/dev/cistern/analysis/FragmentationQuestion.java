package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.Place;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.Severity;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.List;

/** A8: how much of the heap's memory lies between objects, and in slots of which size. */
final class FragmentationQuestion implements Analysis {
  private static final long WORTH_BYTES = 16 << 20;

  /** From how many times the limit on it is worth work, not only knowing. */
  private static final double WORTH_WORK = 2;

  private static final int CLASSES_TOLD = 3;

  private record Watched(Timeline timeline, HeapSlots slots) {}

  private final List<Watched> watched = new ArrayList<>();

  @Override
  public String question() {
    return "A8: How much of the heap's memory lies empty between objects?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.HEAP_SLOTS);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    HeapSlots slots = new HeapSlots(timeline);
    watched.add(new Watched(timeline, slots));
    return List.of(slots);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    boolean exact = false;
    for (Dossier.Scanned scanned : dossier.timelines()) {
      for (Watched one : watched) {
        if (one.timeline == scanned.timeline() && one.slots.sawObjects()) {
          exact |= one.slots.isWhole();
          if (one.slots.isWhole()) {
            tell(one.slots.result(scanned.name()), dossier, answers);
          } else {
            answers.add(Need.HEAP_SLOTS.unanswered(question(), dossier));
          }
        }
      }
    }
    if (!exact) {
      dossier.states().stream()
          .flatMap(state -> state.memory().stream())
          .filter(memory -> memory.heapInuseBytes() > 0)
          .reduce((_, last) -> last)
          .ifPresent(memory -> tell(total(memory), dossier, answers));
    }
  }

  private static Fragmentation total(RuntimeState.Memory memory) {
    return new Fragmentation(
        "MemStats",
        "exact, the runtime's own totals; what is not yet swept counts as taken",
        memory.heapInuseBytes(),
        Math.min(memory.heapAllocBytes(), memory.heapInuseBytes()),
        List.of());
  }

  private void tell(Fragmentation heap, Dossier dossier, Answers answers) {
    answers.add(heap);
    double limit = dossier.thresholds().fragmentationShare();
    if (heap.share() < limit || heap.emptyBytes() < WORTH_BYTES) {
      return;
    }
    Severity severity = heap.share() >= WORTH_WORK * limit ? Severity.LOW : Severity.INFO;
    answers.add(
        new FindingBuilder(Rules.FRAGMENTATION, severity, EvidenceKind.EXACT)
            .title(
                "%s of the heap in use holds no object (limit %s)"
                    .formatted(Amounts.share(heap.share()), Amounts.share(limit)))
            .why(
                "%s of %s in use lie empty between objects%s. Go never moves an object: a span stays while one of its slots is taken."
                    .formatted(
                        Amounts.bytes(heap.emptyBytes()),
                        Amounts.bytes(heap.inuseBytes()),
                        worst(heap)))
            .place(Place.UNKNOWN)
            .mend(
                "Look for objects that live long among many that do not: allocate those of one lifetime together (a slice of values, an arena of the request), let pools keep fewer and equal sizes, and take the long-lived ones once, early.")
            .statement("fragmentation")
            .build());
  }

  private static String worst(Fragmentation heap) {
    List<String> worst =
        heap.classes().stream()
            .filter(one -> one.emptyBytes() > 0)
            .limit(CLASSES_TOLD)
            .map(one ->
                "slots of %s are %s empty"
                    .formatted(Amounts.bytes(one.slotBytes()), Amounts.share(one.share())))
            .toList();
    return worst.isEmpty() ? "" : ": " + String.join(", ", worst);
  }
}
