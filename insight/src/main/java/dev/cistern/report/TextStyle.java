package dev.cistern.report;

/**
 * What the terminal can show.
 *
 * @param columns how wide lines may be; values under {@link #COLUMNS_MIN} count as that
 * @param colour whether to colour: a terminal, and neither {@code NO_COLOR} nor {@code --no-color}
 * @param unicode whether it shows more than ASCII
 */
public record TextStyle(int columns, boolean colour, boolean unicode) {
  static final int COLUMNS_MIN = 40;

  /** Plain text for a file or pipe. */
  public static final TextStyle PLAIN = new TextStyle(100, false, true);

  public TextStyle {
    columns = Math.max(COLUMNS_MIN, columns);
  }
}
