package dev.cistern.lab.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * HTTP/1.1 client for one loopback port, cheap enough not to disturb what it loads: GET with a
 * Content-Length answer, connections kept alive and reused.
 */
final class PlainClient implements AutoCloseable {
  private static final int ANSWER_WITHIN_MILLIS = 5_000;
  private static final int LINE_MAX = 8 * 1024;
  private static final String LENGTH_HEADER = "content-length:";

  private final int port;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  PlainClient(int port) {
    this.port = port;
  }

  /** Sends GET and returns the answer's status once its body is read. */
  int get(String path) throws IOException {
    Connection kept = idle.pollFirst();
    Connection connection = kept == null ? new Connection(port) : kept;
    try {
      int status = connection.get(path);
      idle.addFirst(connection);
      return status;
    } catch (IOException broken) {
      connection.close();
      throw broken;
    }
  }

  @Override
  public void close() {
    for (Connection connection = idle.pollFirst();
        connection != null;
        connection = idle.pollFirst()) {
      connection.close();
    }
  }

  private static final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final byte[] line = new byte[LINE_MAX];

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    }

    int get(String path) throws IOException {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      int status = status(readLine());
      long length = 0;
      for (String header = readLine(); !header.isEmpty(); header = readLine()) {
        if (header.regionMatches(true, 0, LENGTH_HEADER, 0, LENGTH_HEADER.length())) {
          length = Long.parseLong(header.substring(LENGTH_HEADER.length()).strip());
        }
      }
      in.skipNBytes(length);
      return status;
    }

    private static int status(String statusLine) throws IOException {
      String[] parts = statusLine.split(" ", 3);
      if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
        throw new IOException("wanted an HTTP/1 status line, found " + statusLine);
      }
      return Integer.parseInt(parts[1]);
    }

    private String readLine() throws IOException {
      int length = 0;
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0 || length == LINE_MAX) {
          throw new IOException("wanted a header line of at most " + LINE_MAX + " bytes");
        }
        line[length++] = (byte) next;
      }
      return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
    }

    void close() {
      try {
        socket.close();
      } catch (IOException _) {
        // A connection that cannot be closed is gone already.
      }
    }
  }
}
