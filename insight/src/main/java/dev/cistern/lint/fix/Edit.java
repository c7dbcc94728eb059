package dev.cistern.lint.fix;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Puts a text in the place of some bytes of a file.
 *
 * @param from offset of the first byte that goes
 * @param to offset behind the last one; equal to {@code from} where something is only put in
 */
record Edit(int from, int to, String text) {
  /** A file's bytes after edits that do not overlap. */
  static byte[] apply(byte[] source, List<Edit> edits) {
    List<Edit> ordered = edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 256);
    int at = 0;
    for (Edit edit : ordered) {
      if (edit.from() < at) {
        throw new IllegalArgumentException("edits overlap at " + edit.from());
      }
      out.write(source, at, edit.from() - at);
      out.writeBytes(edit.text().getBytes(StandardCharsets.UTF_8));
      at = edit.to();
    }
    out.write(source, at, source.length - at);
    return out.toByteArray();
  }
}
