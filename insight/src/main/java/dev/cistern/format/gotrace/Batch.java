package dev.cistern.format.gotrace;

import java.io.IOException;

/**
 * The header of a batch, read where it is needed: an index of batches keeps offsets alone.
 *
 * <p>One reader is filled again and again.
 */
final class Batch {
  /** Generation, thread, time and size as varints, after the type and an experiment's number. */
  static final int HEADER_BYTES_MAX = 2 + 4 * 10;

  int type;
  int experiment;
  long generation;
  long thread;
  long time;
  long sizeBytes;
  long bodyAt;

  /**
   * Reads the header at the window's place.
   *
   * @return what is wrong with it, empty if nothing is
   */
  String read(Window in, int version) throws IOException {
    type = in.next();
    if (type == Wire.END_OF_GENERATION && version >= 26) {
      bodyAt = in.at();
      sizeBytes = 0;
      return "";
    }
    if (type != Wire.EVENT_BATCH && (type != Wire.EXPERIMENTAL_BATCH || version < 23)) {
      return "byte " + type;
    }
    experiment = type == Wire.EXPERIMENTAL_BATCH ? in.next() : 0;
    if (experiment < 0) {
      return "the end of the file";
    }
    generation = in.varint();
    thread = in.varint();
    time = in.varint();
    sizeBytes = in.varint();
    bodyAt = in.at();
    if (in.failed()) {
      return in.atEnd() ? "the end of the file" : "a varint longer than 64 bits";
    }
    if (sizeBytes < 0 || sizeBytes > Wire.BATCH_BYTES_MAX) {
      return "a batch of " + Long.toUnsignedString(sizeBytes) + " bytes";
    }
    return generation == 0 ? "generation 0" : "";
  }
}
