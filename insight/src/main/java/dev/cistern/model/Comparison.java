package dev.cistern.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What got better or worse between two sides, noise taken into account.
 *
 * @param toolVersion of the Cistern that made it
 * @param before the side that is the measure
 * @param after the side that is judged
 * @param terms when a difference counts
 * @param changes what is worse, then what is better, each the largest share first; a change that
 *     another one explains is left out
 * @param totals each sample type as a whole
 * @param functions the functions of each sample type that differ most, whether or not it counts
 * @param pools what is known of each pool on both sides
 * @param findings the findings of both diagnoses
 * @param benchmarks each benchmark and unit, where benchmark results are compared
 * @param notes what was not compared or not judged, and why
 * @param damage everything that was not as its format promises
 */
public record Comparison(
    String toolVersion,
    Side before,
    Side after,
    Terms terms,
    List<Change> changes,
    List<Measured> totals,
    List<FunctionDifference> functions,
    List<PoolDifference> pools,
    List<FindingDifference> findings,
    List<BenchmarkDifference> benchmarks,
    List<String> notes,
    List<Damage> damage) {

  /**
   * One side.
   *
   * @param files what it was read from, at most some dozens
   * @param runs how many runs of a kind it has at most
   */
  public record Side(List<String> files, int runs) {}

  /**
   * When a difference counts.
   *
   * @param method the tests in words
   * @param falseAlarmShare the chance of one false alarm in all judgements together, or in each of
   *     them where {@code eachAlone}
   * @param judgements how many there were
   * @param noiseShare the share by which two sides may differ without meaning
   * @param eachAlone whether each judgement stands for itself
   */
  public record Terms(
      String method,
      double falseAlarmShare,
      int judgements,
      double noiseShare,
      boolean eachAlone) {}

  /** Whether a difference counts. */
  public enum Verdict {
    WORSE,
    BETTER,
    /** No difference was shown. */
    SAME,
    /** There is no test for it. */
    UNJUDGED
  }

  /** What a verdict rests on. */
  public enum Test {
    /** The profile's own rate and counts. */
    SAMPLING_ERROR,
    /** Mann and Whitney's U over repeated runs, and their spread. */
    RANKS,
    NONE
  }

  /**
   * One figure on both sides.
   *
   * @param what what is measured, such as {@code alloc_space}, and its unit
   * @param per {@code s} for a rate, {@code run} for a plain value, {@code op} for a benchmark
   * @param before the figure in the unit per {@code per}
   * @param after likewise
   * @param ratio after per before, beside what all have in common where {@code besideOthers}
   * @param low the lower end of the ratio's 95 % interval
   * @param high its upper end
   * @param p two-sided, for itself alone; 1 where there is no test
   * @param adjustedP of the whole family of judgements
   * @param besideOthers whether the ratio is beside what most functions have in common, as the
   *     sides as a whole cannot be told apart from another load or another machine
   */
  public record Measured(
      SampleType what,
      String per,
      double before,
      double after,
      double ratio,
      double low,
      double high,
      double p,
      double adjustedP,
      Test test,
      boolean besideOthers,
      Verdict verdict) {}

  /**
   * One thing that got worse or better.
   *
   * @param severity of what got worse by its share of the whole; of what got better, info
   * @param place the function, with the line that costs most
   * @param self whether the function itself changed, and not what it calls
   * @param share the difference as a share of the sample type's total before
   */
  public record Change(
      Severity severity, Place place, boolean self, double share, Measured measured) {}

  /** A function's own cost (flat) and with its callees (cum). */
  public record FunctionDifference(String function, Measured flat, Measured cum) {}

  /**
   * A pool on both sides.
   *
   * @param verdictBefore of the pool's own diagnosis, empty where it was not seen
   * @param verdictAfter likewise
   * @param measures what is known on both sides
   */
  public record PoolDifference(
      PoolSite site, String verdictBefore, String verdictAfter, List<Measured> measures) {}

  /**
   * A finding on either side.
   *
   * @param finding as on the after side, else as on the before side
   * @param runsBefore how many runs had it
   * @param runsAfter likewise
   * @param measured its cost, where it can be judged
   */
  public record FindingDifference(
      Finding finding,
      int runsBefore,
      int runsAfter,
      Optional<Measured> measured,
      Verdict verdict) {}

  /**
   * A benchmark's figure in one unit; {@code runsBefore} and {@code runsAfter} are its values.
   *
   * @param severity of what got worse by how much; else info
   */
  public record BenchmarkDifference(
      String name, int runsBefore, int runsAfter, Severity severity, Measured measured) {}

  /** The severities of all that got worse: changes, findings that were judged, benchmarks. */
  public List<Severity> worse() {
    List<Severity> worse = new ArrayList<>();
    for (Change change : changes) {
      if (change.measured().verdict() == Verdict.WORSE) {
        worse.add(change.severity());
      }
    }
    for (FindingDifference one : findings) {
      if (one.verdict() == Verdict.WORSE) {
        worse.add(one.finding().severity());
      }
    }
    for (BenchmarkDifference one : benchmarks) {
      if (one.measured().verdict() == Verdict.WORSE) {
        worse.add(one.severity());
      }
    }
    return worse;
  }
}
