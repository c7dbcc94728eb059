package dev.cistern.model;

import java.util.List;

/**
 * A source file.
 *
 * @param path relative to the folder it was found in
 * @param lines without their line breaks, in order
 */
public record SourceText(String path, List<String> lines) {
  /** A line from 1 on; empty past the end. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }
}
