package dev.cistern.analysis;

/** Profiles that cannot be put together; the message is one sentence that says why. */
public final class IncompatibleProfilesException extends Exception {
  private static final long serialVersionUID = 1;

  public IncompatibleProfilesException(String why) {
    super(why);
  }
}
