package dev.cistern.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.Consumer;

/** The code of the ten-minute page; {@link ExamplesTest} sees to it that it is the same. */
final class Examples {
  private Examples() {}

  static void forms(Consumer<StringBuilder> use) {
    Pool<StringBuilder> texts =
        Pool.builder(StringBuilder::new)
            .name("texts")
            .reset(b -> b.setLength(0))
            .sizeBytes(b -> 2L * b.capacity())
            .retainedBytesMax(64 * 1024)
            .build();

    String line = texts.with(b -> b.append("order ").append(7).toString());

    try (var lease = texts.lease()) {
      use.accept(lease.value().append(line));
    }

    StringBuilder text = texts.acquire();
    try {
      use.accept(text);
    } finally {
      texts.release(text);
    }
  }

  static void buffers(byte[] header, byte[] body, WritableByteChannel channel) throws IOException {
    BufferPool<ByteBuffer> frames = BufferPool.direct().name("frames").build();

    try (BufferLease<ByteBuffer> lease = frames.lease(1_500)) {
      ByteBuffer frame = lease.value().put(header);
      if (frame.remaining() < body.length) {
        frame = lease.grow(header.length + body.length);
      }
      channel.write(frame.put(body).flip());
    }
  }

  static BufferPool<byte[]> shortRequests() {
    BufferPool<byte[]> small = BufferPool.bytes().name("small").retainedBytesMax(4_096).build();
    return small;
  }

  static void datagrams(
      DatagramChannel channel, BufferPool<ByteBuffer> frames, Consumer<ByteBuffer> handle)
      throws IOException {
    try (DatagramReceiver receiver = new DatagramReceiver(channel, frames, 1_500)) {
      try (Datagram datagram = receiver.receive().orElseThrow()) {
        handle.accept(datagram.data());
      }
    }
  }

  static String keys() {
    KeyedPool<String, StringBuilder> byType =
        KeyedPool.explicit(
            "messages",
            type -> Pool.builder(StringBuilder::new).reset(b -> b.setLength(0)).idleMax(64));

    String text = byType.get("order").with(b -> b.append("…").toString());
    byType.remove("order");
    return text;
  }

  static void advice(Pool<?> pool, Consumer<String> log) {
    Granularity.Advice advice = pool.stats().advice();
    log.accept(advice.granularity() + ": " + String.join("; ", advice.reasons()));
  }

  static Pool<StringBuilder> warm(String storedLine, List<StringBuilder> stored) {
    Fingerprint then = Fingerprint.parse(storedLine);
    Pool<StringBuilder> texts =
        Pool.builder(StringBuilder::new)
            .reset(b -> b.setLength(0))
            .warm(WarmState.of(StringBuilder.class, then, stored).rebuilding())
            .build();
    return texts;
  }
}
