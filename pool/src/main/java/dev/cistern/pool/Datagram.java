package dev.cistern.pool;

import dev.cistern.pool.internal.SharedBuffer;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One datagram as a slice of a pooled buffer. Close it once it is read; its content must not be
 * touched afterwards.
 */
public final class Datagram implements AutoCloseable {
  private final String pool;
  private final SharedBuffer<ByteBuffer> shared;
  private final SocketAddress sender;

  /** The content until the datagram is closed, then null. */
  private final AtomicReference<@Nullable ByteBuffer> data;

  Datagram(String pool, SharedBuffer<ByteBuffer> shared, ByteBuffer data, SocketAddress sender) {
    this.pool = pool;
    this.shared = shared;
    this.data = new AtomicReference<>(data);
    this.sender = sender;
  }

  /** Who sent it. */
  public SocketAddress sender() {
    return sender;
  }

  /**
   * Its content: the same buffer at each call, from position 0 to the limit at first.
   *
   * @throws PoolMisuseException if the datagram is closed
   */
  public ByteBuffer data() {
    ByteBuffer open = data.get();
    if (open == null) {
      throw new PoolMisuseException(
          pool, "the datagram is closed; read it before close(), or slice() what lives longer");
    }
    return open;
  }

  /**
   * A part of the content with a life of its own, sharing the same bytes: the buffer goes back when
   * this and all its slices are closed.
   *
   * @throws PoolMisuseException if the datagram is closed
   * @throws IndexOutOfBoundsException if the part does not lie within the content
   */
  public Datagram slice(int from, int bytes) {
    ByteBuffer whole = data();
    ByteBuffer part = whole.duplicate().clear().slice(from, bytes);
    // Closed meanwhile, perhaps as the last: then the bytes may be somebody else's by now.
    if (!shared.retain()) {
      throw new PoolMisuseException(pool, "the datagram was closed while it was sliced");
    }
    return new Datagram(pool, shared, part, sender);
  }

  /** Gives the slice back, and with the last one the buffer; the second call does nothing. */
  @Override
  public void close() {
    if (data.getAndSet(null) != null) {
      shared.release();
    }
  }
}
