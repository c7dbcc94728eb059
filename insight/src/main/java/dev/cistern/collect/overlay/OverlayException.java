package dev.cistern.collect.overlay;

/** An overlay cannot be made or used; the message is for the user. */
public final class OverlayException extends Exception {
  private static final long serialVersionUID = 1;

  public OverlayException(String message) {
    super(message);
  }

  OverlayException(String message, Throwable cause) {
    super(message, cause);
  }
}
