package dev.cistern.format.pprof;

import dev.cistern.format.DamageLog;

/** A message whose bytes are not what the wire format promises; what stands outside it may be. */
final class Broken extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;
  private final String wanted;
  private final String found;

  Broken(int offset, String wanted, String found) {
    super(null, null, false, false); // a hostile file has millions: no stack trace
    this.offset = offset;
    this.wanted = wanted;
    this.found = found;
  }

  /** Adds it to the damage of the file. */
  void tell(DamageLog log) {
    log.add(offset, wanted, found);
  }
}
