package dev.cistern.format;

import dev.cistern.model.Damage;
import java.io.IOException;
import java.util.List;

/**
 * A whole file in memory, inflated if it was gzipped.
 *
 * @param bytes may be longer than the content
 * @param length the content's length
 * @param gzipped whether {@code bytes} were inflated
 * @param damage what was wrong with the gzip members
 */
public record Content(byte[] bytes, int length, boolean gzipped, List<Damage> damage) {
  /**
   * Reads a file of which at most {@code maxBytes} are inflated; what comes after them is damage.
   */
  public static Content of(Input input, int maxBytes) throws IOException, UnreadableException {
    return Arriving.of(input, maxBytes).content();
  }
}
