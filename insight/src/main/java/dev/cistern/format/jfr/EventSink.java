package dev.cistern.format.jfr;

import java.io.IOException;

/** Takes the events of a chunk in the order of the file. */
@FunctionalInterface
interface EventSink {
  /**
   * One event.
   *
   * @param body stands behind size and type and ends with the event; its bytes may move afterwards
   * @param typeId the event's type, 0 for metadata and 1 for a checkpoint
   * @param at where the event begins, from the chunk's start
   */
  void event(Cursor body, long typeId, long at) throws IOException;
}
