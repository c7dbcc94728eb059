package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A9: what holds objects that were made all along the window and are still there at its end. */
final class OldObjectQuestion implements Analysis {
  private static final int OBJECTS_MIN = 12;
  private static final int FINDINGS_MAX = 5;
  private static final double HEAP_GROWS_MIN = 0.05;

  private final List<OldObjectWatch> watches = new ArrayList<>();

  @Override
  public String question() {
    return "A9: What holds old objects?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.OLD_OBJECTS);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    OldObjectWatch watch = new OldObjectWatch(timeline);
    watches.add(watch);
    return List.of(watch);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    for (OldObjectWatch watch : watches) {
      long endNanos = dossier.scanned(watch.timeline()).endNanos();
      watch.holders(dossier).stream()
          .filter(held ->
              held.objects() >= OBJECTS_MIN && Spread.throughout(held.startNanos(), endNanos))
          .limit(FINDINGS_MAX)
          .forEach(held -> answers.add(finding(dossier, watch, held, endNanos)));
    }
  }

  private static Finding finding(
      Dossier dossier, OldObjectWatch watch, OldObjectWatch.Holder held, long endNanos) {
    Frames frames = dossier.frames(watch.timeline().stacks());
    int made = frames.application(held.exampleStack(), 0);
    Place place =
        made < 0
            ? new Place("", 0, held.holder(), "")
            : frames.place(frames.stacks().frameAt(held.exampleStack(), made));
    OptionalDouble growth = watch.heapGrowth();
    boolean grows = growth.isPresent() && growth.getAsDouble() >= HEAP_GROWS_MIN;
    String heap =
        growth.isEmpty()
            ? ""
            : grows
                ? " The heap after collections grew by %s in the window."
                    .formatted(Amounts.share(growth.getAsDouble()))
                : " The heap after collections did not grow in the window: it may still be filling up to a bound.";
    List<Finding.Step> steps = made < 0 ? List.of() : Paths.up(frames, held.exampleStack(), made);
    return new FindingBuilder(
            Rules.OLD_OBJECTS, grows ? Severity.MEDIUM : Severity.LOW, EvidenceKind.SAMPLED)
        .title(
            "%s holds %s that were made all along and never went"
                .formatted(held.holder(), held.type()))
        .why(
            "Of those sampled %s are alive at the end, made in every part of the window, the oldest %s before; together %s. What serves and goes would leave only the latest.%s"
                .formatted(
                    Amounts.count(held.objects()),
                    Amounts.nanos(endNanos - held.oldestNanos()),
                    Amounts.bytes(held.bytes()),
                    heap))
        .place(place)
        .steps(steps)
        .step(place, "held by " + held.examplePath())
        .mend(
            "Give what holds them a bound (a size, an age), or remove what was put where its use ends.")
        .statement("held by " + held.holder())
        .build();
  }
}
