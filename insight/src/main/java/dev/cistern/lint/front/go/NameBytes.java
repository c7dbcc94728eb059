package dev.cistern.lint.front.go;

/** Which bytes names consist of. */
public final class NameBytes {
  private static final boolean[] PART = new boolean[256];

  static {
    for (int c = 0; c < PART.length; c++) {
      PART[c] = c >= 128 || Character.isLetterOrDigit(c) || c == '_';
    }
  }

  private NameBytes() {}

  /** Whether a byte may be of a name: a letter, a digit, or of a character beyond ASCII. */
  public static boolean isPart(byte b) {
    return PART[b & 0xff];
  }
}
