package dev.cistern.model;

/**
 * Whether a pool's slow acquires follow collections: a grade of evidence, never a proof of cause.
 *
 * @param collections how many came between acquires
 * @param windowAcquires how many acquires after each count as cold
 * @param coldAcquires in the cold windows
 * @param coldMisses of them, those that the pool could not serve
 * @param warmAcquires outside
 * @param warmMisses of them, those that the pool could not serve
 * @param besideStops slow acquires told within 100 µs after a stop
 * @param duringStops acquires and releases told while the world was being stopped: each holds the
 *     stop up until it is through
 * @param p the share of shuffled collection times that show at least this difference
 * @param permutations how many were tried
 * @param seed of the shuffles
 */
public record GcLink(
    long collections,
    long windowAcquires,
    long coldAcquires,
    long coldMisses,
    long warmAcquires,
    long warmMisses,
    long besideStops,
    long duringStops,
    double p,
    int permutations,
    long seed,
    Grade grade) {

  /** How strongly the evidence speaks. */
  public enum Grade {
    STRONG,
    WEAK,
    NONE
  }

  public double coldMissRate() {
    return coldAcquires == 0 ? 0 : (double) coldMisses / coldAcquires;
  }

  public double warmMissRate() {
    return warmAcquires == 0 ? 0 : (double) warmMisses / warmAcquires;
  }
}
