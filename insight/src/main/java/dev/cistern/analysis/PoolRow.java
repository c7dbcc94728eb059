package dev.cistern.analysis;

import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolTable;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Makes a row of the pool table; what is not set is not known. */
final class PoolRow {
  private final PoolSite site;
  private OptionalLong acquires = OptionalLong.empty();
  private OptionalLong hits = OptionalLong.empty();
  private OptionalLong misses = OptionalLong.empty();
  private OptionalLong missBytes = OptionalLong.empty();
  private OptionalLong releases = OptionalLong.empty();
  private OptionalLong neverReleased = OptionalLong.empty();
  private OptionalLong heldBytes = OptionalLong.empty();
  private OptionalDouble holdNanos = OptionalDouble.empty();
  private OptionalDouble idleNanos = OptionalDouble.empty();
  private OptionalDouble lifeNanos = OptionalDouble.empty();

  PoolRow(PoolSite site) {
    this.site = site;
  }

  PoolRow acquired(long count, long hitCount, long releaseCount) {
    acquires = OptionalLong.of(count);
    hits = OptionalLong.of(hitCount);
    releases = OptionalLong.of(releaseCount);
    return this;
  }

  PoolRow missed(OptionalLong count, long bytes) {
    misses = count;
    missBytes = OptionalLong.of(bytes);
    return this;
  }

  PoolRow neverReleased(long count) {
    neverReleased = OptionalLong.of(count);
    return this;
  }

  PoolRow held(long bytes) {
    heldBytes = OptionalLong.of(bytes);
    return this;
  }

  PoolRow times(Holds holds, Holds idles, Holds lives) {
    if (holds.count() > 0) {
      holdNanos = OptionalDouble.of(holds.meanNanos());
    }
    if (idles.count() > 0) {
      idleNanos = OptionalDouble.of(idles.meanNanos());
    }
    if (lives.count() > 0) {
      lifeNanos = OptionalDouble.of(lives.meanNanos());
    }
    return this;
  }

  PoolTable.Row verdict(String basis, String verdict, String reason) {
    return new PoolTable.Row(
        site,
        acquires,
        hits,
        misses,
        missBytes,
        releases,
        neverReleased,
        heldBytes,
        holdNanos,
        idleNanos,
        lifeNanos,
        basis,
        verdict,
        reason);
  }
}
