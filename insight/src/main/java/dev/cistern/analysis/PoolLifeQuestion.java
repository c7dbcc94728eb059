package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import dev.cistern.model.Unanswered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A4 to A7 from pools that tell of every operation: who took what and did not give it back, gave it
 * back twice or changed; whether misses follow collections; how soon objects are used again; and A2
 * for pools of Go.
 */
final class PoolLifeQuestion implements Analysis {
  private static final int POOLS_SHOWN = 50;

  private final List<PoolWatch> watches = new ArrayList<>();

  @Override
  public String question() {
    return "A4–A7: What becomes of pooled objects, one by one?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.POOL_EVENTS);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    PoolWatch watch = new PoolWatch(timeline);
    watches.add(watch);
    return List.of(watch);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    for (PoolWatch watch : watches) {
      if (watch.books().isEmpty()) {
        continue;
      }
      if (watch.race()) {
        answers.add(
            new Unanswered(
                question(),
                "events of a usual build: this one has the race detector, which drops one Put in"
                    + " four on purpose, so that its pools say nothing of the service's",
                "build without -race: cistern go -- go build …"));
        continue;
      }
      conclude(watch, dossier, answers);
    }
  }

  private static void conclude(PoolWatch watch, Dossier dossier, Answers answers) {
    Scanned scanned = dossier.scanned(watch.timeline());
    PoolLife life = new PoolLife(watch, dossier, scanned);
    List<Map.Entry<Long, PoolBook>> books = new ArrayList<>(watch.books().entrySet());
    books.sort(
        Comparator.comparingLong((Map.Entry<Long, PoolBook> one) -> one.getValue().acquires)
            .reversed()
            .thenComparing(Map.Entry::getKey));
    books.forEach(one -> {
      if (answers.funnel().rows().size() < POOLS_SHOWN) {
        life.tell(one.getKey(), one.getValue(), answers);
      }
    });
    answers.omittedFromFunnel(Math.max(0, books.size() - POOLS_SHOWN) + watch.omitted());
  }
}
