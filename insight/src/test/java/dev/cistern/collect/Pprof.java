package dev.cistern.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** A small profile: one sample type, no samples. */
final class Pprof {
  private Pprof() {}

  static byte[] small() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(new byte[] {0x0a, 4, 0x08, 1, 0x10, 2}); // sample_type {type: 1, unit: 2}
      zip.write(new byte[] {0x32, 0}); // string_table ""
      zip.write(new byte[] {0x32, 3, 'c', 'p', 'u'});
      zip.write(new byte[] {0x32, 2, 'n', 's'});
    }
    return bytes.toByteArray();
  }
}
