package dev.cistern.analysis;

import dev.cistern.analysis.PoolQuestion.Verdict;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** What pools hold that has grown past the limit. */
final class HeldVerdicts {
  private static final long BYTES_MIN = 256 << 10;
  private static final long MEDIUM_BYTES_MIN = 1 << 20;
  private static final String BASIS =
      "sampled by the recording (jdk.OldObjectSample): at least what is told";

  private HeldVerdicts() {}

  static List<Verdict> all(HeldWatch watch) {
    List<Verdict> verdicts = new ArrayList<>();
    watch
        .held()
        .forEach((key, held) -> {
          if (held.bytes() >= BYTES_MIN) {
            verdicts.add(verdict(watch.frames(), key, held));
          }
        });
    return verdicts;
  }

  private static Verdict verdict(Frames frames, HeldWatch.Key key, HeldWatch.Held held) {
    Place place = frames.place(frames.stacks().frameAt(held.exampleStack(), held.growerIndex()));
    String size = Amounts.bytes(held.largestBytes());
    Severity severity = held.bytes() >= MEDIUM_BYTES_MIN ? Severity.MEDIUM : Severity.LOW;
    String reason =
        "%s that grew in %s are kept, %s together, the largest %s"
            .formatted(
                Amounts.plural(held.objects(), "object", "objects"),
                place.function(),
                Amounts.bytes(held.bytes()),
                size);
    Finding finding =
        new FindingBuilder(Rules.OVERSIZED, severity, EvidenceKind.SAMPLED)
            .title(
                "A pool of %s keeps objects that %s grew to %s"
                    .formatted(simple(held.what()), place.function(), size))
            .why(
                "%s of %s, %s together, are alive at the end of the window and held by %s. Their arrays were not made by the pool's factory but grew in use: one large request leaves its memory with every later small one."
                    .formatted(
                        Amounts.plural(held.objects(), "object", "objects"),
                        key.pool().title(),
                        Amounts.bytes(held.bytes()),
                        holder(key)))
            .place(place)
            .steps(Paths.up(frames, held.exampleStack(), held.growerIndex()))
            .step(place, "held by " + held.examplePath())
            .mend(
                "Look at the size before giving back: drop (invalidate) what has grown past what is usual, or serve large requests without the pool.")
            .statement(key.pool().id())
            .build();
    PoolSite site = new PoolSite(Language.JVM, key.pool().type(), key.owner(), held.what(), place);
    return new Verdict(
        new PoolRow(site).held(held.bytes()).verdict(BASIS, "oversized", reason),
        List.of(finding),
        held.bytes());
  }

  private static String holder(HeldWatch.Key key) {
    return key.owner().isEmpty() ? key.pool().type() : key.owner();
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
