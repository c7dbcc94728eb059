package dev.cistern.cli;

/** The user asked for what cannot be done; the message is one sentence. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
