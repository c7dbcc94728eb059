package dev.cistern.pool;

import java.io.Serial;
import java.util.List;

/** Objects of a warm state were made in another runtime, or by another shape of their class. */
public final class PoolVersionException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Fingerprint wanted;
  private final transient Fingerprint found;
  private final transient List<String> differences;

  /** A state of {@code found} where {@code wanted} runs. */
  public PoolVersionException(
      String pool, Fingerprint wanted, Fingerprint found, List<String> differences) {
    super(
        pool,
        "the warm state does not fit: "
            + String.join("; ", differences)
            + " (running: "
            + wanted
            + " | state: "
            + found
            + "); make the state anew, or let it be rebuilt",
        null);
    this.wanted = wanted;
    this.found = found;
    this.differences = List.copyOf(differences);
  }

  /** The fingerprint of what runs. */
  public Fingerprint wanted() {
    return wanted;
  }

  /** The fingerprint of the state. */
  public Fingerprint found() {
    return found;
  }

  /** What differs, or what the probe saw. */
  public List<String> differences() {
    return differences;
  }
}
