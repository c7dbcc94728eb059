package dev.cistern.model;

import java.util.List;
import java.util.Map;

/**
 * What a look at sources found.
 *
 * @param toolVersion the version that looked
 * @param files how many files were looked at
 * @param findings worst first
 * @param unparsed what could not be read as source
 * @param excerpts the line of source of each finding, by fingerprint
 * @param suppressed how many findings comments or a baseline took out
 * @param pools the pools that the sources show, by name
 */
public record LintResult(
    String toolVersion,
    int files,
    List<Finding> findings,
    List<Unparsed> unparsed,
    Map<String, Excerpt> excerpts,
    int suppressed,
    List<SourcePool> pools) {

  /** The same with other findings. */
  public LintResult withFindings(List<Finding> others) {
    return new LintResult(toolVersion, files, others, unparsed, excerpts, suppressed, pools);
  }

  /** A place that could not be read; line 0 for a whole file. */
  public record Unparsed(String file, int line, String why) {}

  /**
   * A line of source.
   *
   * @param column where to point, from 1
   * @param firstLine of the declaration it stands in
   * @param lastLine of that declaration
   * @param lines of that declaration, the first few hundred
   */
  public record Excerpt(String text, int column, int firstLine, int lastLine, List<String> lines) {}
}
