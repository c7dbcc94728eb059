package dev.cistern.collect.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** HTTP/1.1 over a Unix socket, which the JDK's client does not speak; one request a connection. */
final class UnixTransport implements Transport {
  private static final int HEAD_BYTES_MAX = 64 << 10;

  private final UnixDomainSocketAddress address;
  private final Map<String, String> headers;
  private final WallClock clock;

  UnixTransport(Path socket, Map<String, String> headers, WallClock clock) {
    this.address = UnixDomainSocketAddress.of(socket);
    this.headers = headers;
    this.clock = clock;
  }

  /** The head of an answer. */
  private record Answer(int status, Map<String, String> fields) {}

  /** What is known of an answer while it comes. */
  private static final class Coming {
    private int status;
    private Optional<String> location = Optional.empty();
  }

  @Override
  public Reply get(String path, Path file, long bytesMax, Duration limit) {
    long sent = clock.nanos();
    Coming coming = new Coming();
    AtomicBoolean late = new AtomicBoolean();
    Optional<String> failure;
    long bytes = 0;
    try (BodyFile body = new BodyFile(file, bytesMax);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Thread watch = Thread.ofVirtual().start(() -> closeAfter(channel, limit, late));
      try {
        failure = exchange(path, channel, body, coming);
      } catch (IOException e) {
        failure = Optional.of(why(e, late.get(), body, limit));
      } finally {
        watch.interrupt();
      }
      bytes = body.bytes();
    } catch (IOException e) {
      failure = Optional.of(TcpTransport.reason(e));
    }
    return new Reply(coming.status, bytes, failure, coming.location, sent, clock.nanos());
  }

  private static String why(IOException e, boolean late, BodyFile body, Duration limit) {
    if (Thread.currentThread().isInterrupted()) {
      return STOPPED;
    }
    if (late) {
      return body.bytes() == 0
          ? "no answer within %d s".formatted(limit.toSeconds())
          : "the body did not end within %d s".formatted(limit.toSeconds());
    }
    return body.bytes() == 0
        ? TcpTransport.reason(e)
        : "the body stopped after %d bytes".formatted(body.bytes());
  }

  private static void closeAfter(SocketChannel channel, Duration limit, AtomicBoolean late) {
    try {
      Thread.sleep(limit);
      late.set(true);
      channel.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      late.set(true); // the reader's own failure tells
    }
  }

  private Optional<String> exchange(
      String path, SocketChannel channel, BodyFile body, Coming coming) throws IOException {
    channel.connect(address);
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("Connection: close\r\n\r\n");
    ByteBuffer out = ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    Answer answer = head(in);
    coming.location = Optional.ofNullable(answer.fields().get("location"));
    coming.status = answer.status();
    boolean chunked =
        answer
            .fields()
            .getOrDefault("transfer-encoding", "")
            .toLowerCase(Locale.ROOT)
            .equals("chunked");
    boolean fits = chunked ? chunks(in, body) : plain(in, body, answer);
    return fits
        ? Optional.empty()
        : Optional.of("cut at the bound of %d bytes".formatted(body.bytesMax()));
  }

  private static Answer head(InputStream in) throws IOException {
    int[] room = {HEAD_BYTES_MAX};
    String[] first = line(in, room).split(" ", 3);
    if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-5]\\d\\d")) {
      throw new IOException("what answers does not speak HTTP/1.1");
    }
    Map<String, String> fields = new TreeMap<>();
    for (String line = line(in, room); !line.isEmpty(); line = line(in, room)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new Answer(Integer.parseInt(first[1]), fields);
  }

  private static String line(InputStream in, int[] room) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection broke off in the answer's head");
      }
      if (--room[0] < 0) {
        throw new IOException(
            "wanted a head of at most %d bytes, found more".formatted(HEAD_BYTES_MAX));
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private static boolean plain(InputStream in, BodyFile body, Answer answer) throws IOException {
    String length = answer.fields().getOrDefault("content-length", "");
    long wanted = length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
    boolean fits = copy(in, body, wanted);
    if (fits && wanted != Long.MAX_VALUE && body.bytes() < wanted) {
      throw new EOFException("the body ended early");
    }
    return fits;
  }

  private static boolean chunks(InputStream in, BodyFile body) throws IOException {
    for (; ; ) {
      String size = line(in, new int[] {1024}).split(";", 2)[0].strip();
      if (!size.matches("[0-9a-fA-F]{1,8}")) {
        throw new IOException("wanted a chunk's size, found something else");
      }
      long bytes = Long.parseLong(size, 16);
      if (bytes == 0) {
        return true;
      }
      long before = body.bytes();
      if (!copy(in, body, bytes)) {
        return false;
      }
      if (body.bytes() - before < bytes) {
        throw new EOFException("the body ended early");
      }
      line(in, new int[] {2});
    }
  }

  /** Copies up to {@code wanted} bytes; false where the body's bound is reached. */
  private static boolean copy(InputStream in, BodyFile body, long wanted) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = wanted; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        return true;
      }
      if (!body.take(ByteBuffer.wrap(buffer, 0, n))) {
        return false;
      }
      left -= n;
    }
    return true;
  }

  @Override
  public void close() {
    // Each request closes its own connection.
  }
}
