package dev.cistern.format;

import dev.cistern.model.Damage;

/**
 * Nothing could be recovered from a file; the message is one sentence with place, wanted, found.
 */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Damage damage;

  public UnreadableException(Damage damage) {
    super(damage.toString());
    this.damage = damage;
  }

  public UnreadableException(String file, long offset, String wanted, String found) {
    this(new Damage(file, offset, wanted, found));
  }

  public Damage damage() {
    return damage;
  }
}
