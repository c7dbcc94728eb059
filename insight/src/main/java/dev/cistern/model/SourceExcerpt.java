package dev.cistern.model;

import java.util.List;

/**
 * The source around a finding.
 *
 * @param path of the file, relative to the folder it was found in
 * @param lines in order; where numbers leap, lines between were left out
 */
public record SourceExcerpt(String path, List<Line> lines) {
  /**
   * One line.
   *
   * @param note what happens there, empty where the finding does not speak of it
   * @param cost what was measured there, in words; empty where nothing was
   */
  public record Line(int number, String text, String note, String cost) {}
}
