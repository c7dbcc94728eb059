package dev.cistern.format;

import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;

/** A file format: tells its own files by their first bytes and reads them. */
public interface Format {
  /** The id that {@code info} prints, such as {@code pprof}. */
  String id();

  /** How sure a format is of a file by its first bytes. */
  enum Claim {
    /** Not ours. */
    NO,
    /** Nothing speaks against it, but the format has no magic number. */
    MAYBE,
    /** It bears our magic number or first line. */
    YES
  }

  /** Whether a file is of this format; must not throw, whatever the bytes. */
  Claim claims(Head head);

  /**
   * Reads a file that this format claims.
   *
   * @throws UnreadableException if nothing can be recovered
   * @throws IOException if the file cannot be read from the disk
   */
  Evidence read(Input input) throws IOException, UnreadableException;

  /**
   * Reads what a file holds of several moments, one evidence for each in the file's order; of a
   * file of one moment what {@link #read} gives.
   */
  default List<Evidence> readSeries(Input input) throws IOException, UnreadableException {
    return List.of(read(input));
  }
}
