package dev.cistern.collect;

/** Nothing could be collected; the message is one sentence with the target and why. */
public final class CollectException extends Exception {
  private static final long serialVersionUID = 1;

  public CollectException(String message) {
    super(message);
  }
}
