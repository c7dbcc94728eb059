package dev.cistern.model;

import java.util.List;

/**
 * Functions by what they cost themselves (flat) and with their callees (cum), per sample type.
 *
 * @param samples how many samples the profile has
 * @param types one for each sample type asked for
 */
public record TopTable(long samples, List<TypeTop> types) {
  /**
   * One sample type.
   *
   * @param total the plain sum of its values
   * @param absoluteTotal the sum of absolute values, which a difference's shares refer to
   * @param rows the largest flat first, then the largest cum, then by name
   * @param rowCount how many there were before a limit cut them
   */
  public record TypeTop(
      SampleType type, long total, long absoluteTotal, List<Row> rows, int rowCount) {}

  /** One function, in the sample type's unit; recursion counts once in {@code cum}. */
  public record Row(String function, long flat, long cum) {}
}
