package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real datagrams over the loopback. */
final class DatagramReceiverTest {
  private final List<Misuse> told = new ArrayList<>();
  private final BufferPool<ByteBuffer> buffers =
      BufferPool.direct()
          .name("packets")
          .eachClass(b -> b.guard(GuardMode.FULL).onMisuse(told::add))
          .build();
  private DatagramChannel inbound;
  private DatagramChannel outbound;

  @BeforeEach
  void open() throws IOException {
    inbound =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    outbound = DatagramChannel.open().connect(inbound.getLocalAddress());
  }

  @AfterEach
  void close() throws IOException {
    inbound.close();
    outbound.close();
    buffers.close();
  }

  private void send(String content) throws IOException {
    outbound.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Datagram datagram) {
    return StandardCharsets.UTF_8.decode(datagram.data().duplicate()).toString();
  }

  private int idle() {
    return buffers.stats().classes().stream().mapToInt(c -> c.stats().idle()).sum();
  }

  @Test
  void datagrams_share_a_buffer_that_goes_back_with_the_last_of_them() throws IOException {
    DatagramReceiver receiver = new DatagramReceiver(inbound, buffers, 2_000);
    send("first");
    send("second");
    Datagram first = receiver.receive().orElseThrow();
    Datagram second = receiver.receive().orElseThrow();
    assertThat(text(first)).isEqualTo("first");
    assertThat(text(second)).isEqualTo("second");
    assertThat(first.sender()).isEqualTo(outbound.getLocalAddress());
    assertThat(buffers.stats().acquires()).as("one buffer for both").isEqualTo(1);
    receiver.close();
    receiver.close();
    first.close();
    first.close();
    assertThat(idle()).isZero();
    assertThat(text(second)).as("untouched by the first one's close").isEqualTo("second");
    second.close();
    assertThat(idle()).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void a_slice_outlives_its_datagram() throws IOException {
    DatagramReceiver receiver = new DatagramReceiver(inbound, buffers, 2_000);
    send("header:body");
    Datagram datagram = receiver.receive().orElseThrow();
    datagram.data().get();
    Datagram body = datagram.slice(7, 4);
    assertThatThrownBy(() -> datagram.slice(8, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    datagram.close();
    receiver.close();
    assertThat(text(body)).isEqualTo("body");
    assertThat(idle()).isZero();
    body.close();
    assertThat(idle()).isEqualTo(1);
  }

  @Test
  void a_closed_datagram_is_refused() throws IOException {
    try (DatagramReceiver receiver = new DatagramReceiver(inbound, buffers, 2_000)) {
      send("gone");
      Datagram datagram = receiver.receive().orElseThrow();
      datagram.close();
      assertThatThrownBy(datagram::data)
          .isInstanceOf(PoolMisuseException.class)
          .hasMessageContaining("pool 'packets': the datagram is closed");
      assertThatThrownBy(() -> datagram.slice(0, 1)).isInstanceOf(PoolMisuseException.class);
    }
  }

  @Test
  void a_slice_kept_and_written_after_the_last_close_is_told_by_the_guard() throws IOException {
    DatagramReceiver receiver = new DatagramReceiver(inbound, buffers, 2_000);
    send("kept");
    Datagram datagram = receiver.receive().orElseThrow();
    ByteBuffer kept = datagram.data();
    datagram.close();
    receiver.close();
    kept.put(0, (byte) 'X');
    buffers.acquire(1 << 16);
    assertThat(told).extracting(Misuse::kind).containsExactly(Misuse.Kind.USE_AFTER_RELEASE);
  }

  @Test
  void a_full_buffer_is_left_for_the_next() throws IOException {
    try (DatagramReceiver receiver = new DatagramReceiver(inbound, buffers, 65_000)) {
      for (int i = 0; i < 3; i++) {
        send("x".repeat(1_000));
        receiver.receive().orElseThrow().close();
      }
    }
    assertThat(buffers.stats().acquires()).isEqualTo(3);
    assertThat(buffers.stats().hits()).isEqualTo(2);
  }

  @Test
  void the_largest_datagram_fits_and_a_longer_one_than_expected_is_counted() throws IOException {
    try (DatagramReceiver all = new DatagramReceiver(inbound, buffers, 65_535);
        DatagramReceiver small = new DatagramReceiver(inbound, buffers, 10)) {
      send("x".repeat(65_507));
      Datagram largest = all.receive().orElseThrow();
      assertThat(largest.data().remaining()).isEqualTo(65_507);
      largest.close();
      send("x".repeat(11));
      assertThat(small.receive()).isEmpty();
      assertThat(small.oversized()).isEqualTo(1);
      send("x".repeat(10));
      Optional<Datagram> fits = small.receive();
      assertThat(fits).isPresent();
      fits.get().close();
    }
  }

  @Test
  void without_waiting_there_may_be_none() throws IOException {
    inbound.configureBlocking(false);
    try (DatagramReceiver receiver = new DatagramReceiver(inbound, buffers, 100)) {
      assertThat(receiver.receive()).isEmpty();
    }
  }

  @Test
  void bad_settings_and_a_closed_receiver_are_refused() {
    assertThatThrownBy(() -> new DatagramReceiver(inbound, buffers, 0))
        .hasMessageContaining("wanted datagramBytesMax of 1 to 65535, found 0");
    assertThatThrownBy(() -> new DatagramReceiver(inbound, buffers, 65_536))
        .isInstanceOf(PoolConfigException.class);
    try (var small = BufferPool.heap().retainedBytesMax(1_024).build()) {
      assertThatThrownBy(() -> new DatagramReceiver(inbound, small, 100))
          .hasMessageContaining("found retainedBytesMax of 1024");
    }
    DatagramReceiver closed = new DatagramReceiver(inbound, buffers, 100);
    closed.close();
    assertThatThrownBy(closed::receive).isInstanceOf(PoolClosedException.class);
  }
}
