package dev.cistern.model;

/**
 * A place in the code.
 *
 * @param file empty where it is not known
 * @param line from 1, or 0 where it is not known
 * @param function the full name, empty where it is not known
 * @param module the binary, library or Java module, empty where it is not known
 */
public record Place(String file, int line, String function, String module) {
  /** No place is known. */
  public static final Place UNKNOWN = new Place("", 0, "", "");

  /** The place of a resolved frame. */
  public static Place of(Frame frame) {
    return new Place(frame.file(), frame.line(), frame.displayName(), frame.module());
  }
}
