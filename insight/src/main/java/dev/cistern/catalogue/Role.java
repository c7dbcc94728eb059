package dev.cistern.catalogue;

import java.util.Locale;

/** What a catalogued function does to its pool; the name in lower case is the key in the file. */
public enum Role {
  /** Takes an object from the pool. */
  ACQUIRE,
  /** Gives an object back. */
  RELEASE,
  /** Makes an object clean for the next user. */
  RESET,
  /** Makes a new object because the pool has none. */
  FACTORY,
  /** Hands an object on to another owner. */
  TRANSFER,
  /** Makes the pool itself. */
  MAKE,
  /** Runs only when the pool has to build or widen its own structure. */
  SLOW;

  /** The key in the file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
