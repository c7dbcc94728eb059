package dev.cistern.model;

import java.io.IOException;
import java.util.List;

/**
 * Events in the order of their ends, read from a Go trace or a JFR recording in one pass and never
 * held whole in memory.
 *
 * <p>Time 0 is the evidence's start. The tables grow during a scan; a second scan yields the same
 * numbers.
 */
public interface Timeline {
  Language language();

  Strings strings();

  Stacks stacks();

  Labels labels();

  /** Known from the evidence's header, and final after a scan. */
  Clock clock();

  /** The window's length as the evidence states it or as a scan has found it, 0 before. */
  long durationNanos();

  /**
   * Whether the events of all tasks are told. Where a filter leaves some tasks out, an object's way
   * from one task to another shows in part, and so does the end of what one of them started.
   */
  default boolean showsAllTasks() {
    return true;
  }

  /**
   * Reads the evidence once and feeds every visitor the kinds it asked for.
   *
   * @return what was not as the format promises; empty for a whole file
   * @throws IOException where the file itself cannot be read any more
   */
  List<Damage> scan(List<EventVisitor> visitors) throws IOException;
}
