package dev.cistern.pool;

import dev.cistern.pool.internal.Prober;

/**
 * What a pool was seen to do in the running machine: a fingerprint says what it is, this what it
 * does.
 *
 * @param reuses whether an object that was given back served the next taking
 * @param collections whether collections were asked for and looked at
 * @param agesByCollections whether two old collections emptied an idle pool; false if not looked at
 */
public record Probe(boolean reuses, boolean collections, boolean agesByCollections) {
  /** Tries a pool of its own; takes microseconds. */
  public static Probe quick() {
    return Prober.probe(false);
  }

  /** That, and asks for two full collections, which stop the machine; takes up to 10 seconds. */
  public static Probe withCollections() {
    return Prober.probe(true);
  }

  /** Whether all that was looked at is as it should be. */
  public boolean asExpected() {
    return reuses && (!collections || agesByCollections);
  }
}
