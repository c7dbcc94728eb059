package dev.cistern.lab.flashsale;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Hands long writes on in slices, since the HTTP server copies each write whole. */
final class SlicedOutput extends FilterOutputStream {
  private static final int SLICE_BYTES = 4096;

  SlicedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += SLICE_BYTES) {
      out.write(bytes, offset + done, Math.min(SLICE_BYTES, length - done));
    }
  }
}
