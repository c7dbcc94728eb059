package dev.cistern.collect.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One target's {@code /debug/pprof}, asked by bounded requests.
 *
 * <p>A redirect is followed at most three times and only to the same scheme, host and port, so that
 * credentials go nowhere else.
 */
public final class Endpoint implements AutoCloseable {
  private static final int REDIRECTS_MAX = 3;
  private static final int SHOWN_MAX = 80;

  private final Address address;
  private final Transport transport;

  public Endpoint(Address address, Credentials credentials, WallClock clock) {
    this.address = address;
    this.transport =
        address.socket().isPresent()
            ? new UnixTransport(address.socket().get(), credentials.headers(), clock)
            : new TcpTransport(address.origin(), credentials.headers(), credentials.tls(), clock);
  }

  /**
   * Asks for {@code /debug/pprof/NAME}.
   *
   * @param name with its query
   */
  public Reply get(String name, Path file, long bytesMax, Duration limit) {
    String path = address.base() + "/" + name;
    Reply reply = transport.get(path, file, bytesMax, limit);
    for (int i = 0; reply.isRedirect(); i++) {
      String location = reply.location().orElse("");
      Optional<String> next = sameOrigin(path, location);
      if (next.isEmpty()) {
        return reply.failed("redirected to " + shown(location) + ", which is not followed");
      }
      if (i == REDIRECTS_MAX) {
        return reply.failed("redirected more than %d times".formatted(REDIRECTS_MAX));
      }
      path = next.get();
      reply = transport.get(path, file, bytesMax, limit);
    }
    return reply;
  }

  private Optional<String> sameOrigin(String path, String location) {
    try {
      URI here = address.origin().resolve(path);
      URI to = here.resolve(location);
      boolean same =
          here.getScheme().equalsIgnoreCase(to.getScheme())
              && here.getHost().equalsIgnoreCase(String.valueOf(to.getHost()))
              && here.getPort() == to.getPort();
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      return same ? Optional.of(to.getRawPath() + query) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** A foreign text as a message may hold it, without credentials or a query. */
  static String shown(String foreign) {
    String clean =
        foreign
            .replaceAll("[^\\x20-\\x7e]", "?")
            .replaceAll("//[^/@]*@", "//")
            .replaceAll("\\?.*", "");
    return clean.length() > SHOWN_MAX ? clean.substring(0, SHOWN_MAX) + "…" : clean;
  }

  @Override
  public void close() {
    transport.close();
  }
}
