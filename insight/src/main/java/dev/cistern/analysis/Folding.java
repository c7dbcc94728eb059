package dev.cistern.analysis;

import dev.cistern.model.Finding;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds an advice on allocation into the finding on a pool that causes it, so that one fault is
 * told once, with its cost.
 */
final class Folding {
  private Folding() {}

  static List<Finding> fold(List<Finding> findings) {
    List<Finding> pools = new ArrayList<>(findings.stream().filter(Folding::isPoolFault).toList());
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      if (isPoolFault(finding)) {
        continue;
      }
      Optional<Finding> cause =
          finding.rule().id().startsWith("A1-")
              ? pools.stream().filter(pool -> isOf(pool, finding)).findFirst()
              : Optional.empty();
      if (cause.isPresent()) {
        pools.set(pools.indexOf(cause.get()), with(cause.get(), finding));
      } else {
        kept.add(finding);
      }
    }
    kept.addAll(pools);
    return kept;
  }

  private static boolean isPoolFault(Finding finding) {
    return finding.rule().id().startsWith("A2-") && finding.severity() != Severity.INFO;
  }

  private static boolean isOf(Finding pool, Finding advice) {
    return pool.place().function().equals(advice.place().function());
  }

  private static Finding with(Finding pool, Finding advice) {
    return pool.with(
        pool.severity(), pool.why() + " " + advice.title() + ".", pool.cost().or(advice::cost));
  }
}
