package dev.cistern.pool;

/** How closely a pool watches for misuse. */
public enum GuardMode {
  /** Not at all, at no cost; what is plain to see (null, wrong class) is still refused. */
  OFF,
  /** One object in so many is watched from its taking to its next taking. */
  SAMPLED,
  /** Every object is: for tests, and for a service under suspicion. */
  FULL
}
