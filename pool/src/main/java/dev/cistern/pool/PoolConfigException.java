package dev.cistern.pool;

import java.io.Serial;
import java.util.List;

/** A pool was asked for with settings that cannot be; all mistakes are told together. */
public final class PoolConfigException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<String> mistakes;

  /** One message of all {@code mistakes}. */
  public PoolConfigException(String pool, List<String> mistakes) {
    super(pool, String.join("; ", mistakes), null);
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each mistake as a sentence of what was wanted and what was found. */
  public List<String> mistakes() {
    return mistakes;
  }
}
