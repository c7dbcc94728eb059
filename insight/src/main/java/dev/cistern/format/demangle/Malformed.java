package dev.cistern.format.demangle;

/** A symbol that does not follow its grammar, or asks for more work than {@link Effort} allows. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String wanted) {
    super(wanted, null, false, false); // thrown for every second hostile name: no stack
  }
}
