package dev.cistern.model;

import java.util.List;

/**
 * Functions by what they cost themselves (flat) and with their callees (cum), per sample type.
 *
 * @param samples how many samples the profile has
 * @param first the sample type to show first: the profile's default, else its last
 * @param types one for each sample type asked for, in the profile's order
 */
public record TopTable(long samples, String first, List<TypeTop> types) {
  /**
   * One sample type.
   *
   * @param total the plain sum of its values
   * @param absoluteTotal what shares refer to: the sum of absolute values, in a difference whose
   *     base is labelled the base's alone
   * @param rows the largest flat first, then by name, then the largest cum; largest by amount
   * @param rowCount how many there were before a limit cut them
   */
  public record TypeTop(
      SampleType type, long total, long absoluteTotal, List<Row> rows, int rowCount) {}

  /** One function, in the sample type's unit; recursion counts once in {@code cum}. */
  public record Row(String function, long flat, long cum) {}
}
