package dev.cistern.model;

import java.util.List;

/**
 * Source lines with what they cost.
 *
 * @param type what the values are of
 * @param total what shares refer to
 * @param functions the costliest first
 * @param notFound how many costly functions have no file in the folder
 */
public record SourceListing(SampleType type, long total, List<Function> functions, int notFound) {

  /**
   * A function with its lines from before the first costly one to behind the last.
   *
   * @param path of its file, relative to the folder
   * @param flat what its lines cost themselves
   * @param cum what it costs with all it calls
   * @param lines in order; where numbers leap, lines without cost are left out
   */
  public record Function(String function, String path, long flat, long cum, List<Line> lines) {}

  /** One line; both values are 0 where it costs nothing. */
  public record Line(int number, long flat, long cum, String text) {}
}
