package dev.cistern.pool;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object was given back that cannot be: null, foreign, of a wrong class, or a second time. */
public final class PoolMisuseException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  private final transient @Nullable Misuse misuse;

  /** A misuse seen without the guard. */
  public PoolMisuseException(String pool, String message) {
    super(pool, message, null);
    this.misuse = null;
  }

  /** A misuse that the guard found; the stacks it knows are the cause and the suppressed. */
  public PoolMisuseException(Misuse misuse) {
    super(misuse.pool(), misuse.message(), misuse.takenAt().orElse(null));
    misuse.givenBackAt().ifPresent(this::addSuppressed);
    this.misuse = misuse;
  }

  /** What the guard knows of it; empty if the guard was off. */
  public Optional<Misuse> misuse() {
    return Optional.ofNullable(misuse);
  }
}
