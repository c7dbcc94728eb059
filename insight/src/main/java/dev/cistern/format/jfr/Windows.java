package dev.cistern.format.jfr;

import java.io.IOException;

/** Delivers the events of a chunk too large for memory in the order of their ends. */
final class Windows {
  private final ChunkReader reader;
  private final Decoder decoder;

  Windows(ChunkReader reader, Decoder decoder) {
    this.reader = reader;
    this.decoder = decoder;
  }

  void deliver() throws IOException {
    reader.walk((body, typeId, at) -> {
      int type = decoder.wanted(typeId);
      if (type >= 0) {
        decoder.deliver(type, body, at);
      }
    });
  }
}
