package dev.cistern.pool;

import dev.cistern.pool.internal.SharedBuffer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Receives datagrams into pooled buffers and hands them out as slices, without copying.
 *
 * <p>As many datagrams share one buffer as fit; the buffer goes back to its pool when the receiver
 * has left it and the last {@link Datagram} in it is closed. One that is never closed keeps its
 * whole buffer out of the pool: the guard tells it as never released.
 *
 * <p>One thread receives at a time; datagrams may be read and closed by any other.
 */
public final class DatagramReceiver implements AutoCloseable {
  /** The largest content a datagram can have: what its 16-bit length can say. */
  public static final int DATAGRAM_BYTES_LIMIT = 65_535;

  /** One more than the largest datagram, so that a longer one can be told. */
  static final int BUFFER_BYTES = 1 << 16;

  private final DatagramChannel channel;
  private final BufferPool<ByteBuffer> buffers;
  private final int datagramBytesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final LongAdder oversized = new LongAdder();

  // Guarded by lock.
  private @Nullable SharedBuffer<ByteBuffer> current;
  private int filledBytes;
  private boolean closed;

  /**
   * A receiver of what comes to {@code channel}, which stays its owner's to close.
   *
   * @param datagramBytesMax the largest datagram that is expected; a longer one is dropped and
   *     counted. The smaller this is, the more share a buffer of 64 KiB.
   * @throws PoolConfigException if that is not 1 to {@value #DATAGRAM_BYTES_LIMIT}, or if the pool
   *     keeps no buffers of 64 KiB
   */
  public DatagramReceiver(
      DatagramChannel channel, BufferPool<ByteBuffer> buffers, int datagramBytesMax) {
    if (datagramBytesMax < 1 || datagramBytesMax > DATAGRAM_BYTES_LIMIT) {
      throw new PoolConfigException(
          buffers.name(),
          List.of(
              "wanted datagramBytesMax of 1 to "
                  + DATAGRAM_BYTES_LIMIT
                  + ", found "
                  + datagramBytesMax));
    }
    if (buffers.retainedBytesMax() < BUFFER_BYTES) {
      throw new PoolConfigException(
          buffers.name(),
          List.of(
              "wanted a pool that keeps buffers of "
                  + BUFFER_BYTES
                  + " bytes for datagrams, found retainedBytesMax of "
                  + buffers.retainedBytesMax()));
    }
    this.channel = channel;
    this.buffers = buffers;
    this.datagramBytesMax = datagramBytesMax;
  }

  /**
   * Receives one datagram: waits if the channel does; empty if none is there and the channel does
   * not wait, or if what came was longer than expected.
   *
   * @throws PoolClosedException if this receiver or the pool is closed
   * @throws IOException as the channel's {@code receive}
   */
  public Optional<Datagram> receive() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new PoolClosedException(buffers.name());
      }
      SharedBuffer<ByteBuffer> into = current;
      if (into == null || filledBytes + datagramBytesMax + 1 > BUFFER_BYTES) {
        leave();
        into = new SharedBuffer<>(buffers.acquire(BUFFER_BYTES), buffers::release);
        current = into;
        filledBytes = 0;
      }
      ByteBuffer window = into.buffer().slice(filledBytes, datagramBytesMax + 1);
      SocketAddress sender = channel.receive(window);
      int bytes = window.position();
      if (sender == null) {
        return Optional.empty();
      }
      if (bytes > datagramBytesMax) {
        oversized.increment();
        return Optional.empty();
      }
      into.retain();
      ByteBuffer data = into.buffer().slice(filledBytes, bytes);
      filledBytes += bytes;
      return Optional.of(new Datagram(buffers.name(), into, data, sender));
    } finally {
      lock.unlock();
    }
  }

  /** Datagrams that were longer than expected, and so dropped. */
  public long oversized() {
    return oversized.sum();
  }

  /** Leaves its buffer, which goes back once its datagrams are closed. Closing twice is allowed. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      leave();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    if (current != null) {
      current.release();
      current = null;
    }
  }
}
