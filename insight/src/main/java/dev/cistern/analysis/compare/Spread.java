package dev.cistern.analysis.compare;

/** How far a run's values are chance, told from the run alone. */
interface Spread {
  /** The variance of one sample's value if the samples behind it came independently. */
  double variance(int sample, int type);

  /**
   * The variance of a function's whole sum as it arose over time, bursts and all; not a number
   * where the run does not tell.
   *
   * @param function a string number of the run's profile, or 0 for everything
   */
  double overTime(int type, int function, boolean self);

  /** Whether {@link #variance} says anything of this type. */
  boolean knows(int type);
}
