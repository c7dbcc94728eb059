package dev.cistern.collect.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a Go service serves its profiles.
 *
 * @param origin scheme, host and port; {@code http://localhost} for a Unix socket
 * @param base the path of {@code /debug/pprof}, without a slash at its end
 * @param socket the Unix socket, where it is one
 */
public record Address(URI origin, String base, Optional<Path> socket) {
  private static final String PPROF = "/debug/pprof";

  /** Whether an argument looks like an address at all. */
  public static boolean looksLike(String text) {
    return text.matches("(?i)(https?|unix)://.*");
  }

  /**
   * Reads {@code http://host:port}, {@code https://host/prefix/debug/pprof} or {@code
   * unix:///run/service.sock}.
   *
   * @throws IllegalArgumentException with one sentence where it is none
   */
  public static Address of(String text) {
    if (text.toLowerCase(Locale.ROOT).startsWith("unix://")) {
      String path = text.substring("unix://".length());
      if (path.isEmpty()) {
        throw new IllegalArgumentException(text + ": wanted unix:///path/of/the/socket");
      }
      return new Address(URI.create("http://localhost"), PPROF, Optional.of(Path.of(path)));
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "wanted an address as http://host:6060, found one with %s at %d"
              .formatted(e.getReason(), e.getIndex()),
          e);
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "an address with a password in it shows in the list of processes: set CISTERN_USER and"
              + " CISTERN_PASSWORD instead");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(text + ": wanted http://host:port, found no host");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(text + ": wanted an address without ? and #");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new Address(
        URI.create(scheme + "://" + uri.getHost() + port),
        base(uri.getRawPath()),
        Optional.empty());
  }

  private static String base(String path) {
    String plain = path == null ? "" : path.replaceAll("/+$", "");
    if (plain.endsWith(PPROF)) {
      return plain;
    }
    return plain + PPROF;
  }

  /** A name for a file about this target: host and port. */
  public String fileName() {
    String name =
        socket
            .map(path -> String.valueOf(path.getFileName()))
            .orElse(origin.getHost() + (origin.getPort() < 0 ? "" : "-" + origin.getPort()));
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  @Override
  public String toString() {
    return socket.map(path -> "unix://" + path).orElse(origin + (base.equals(PPROF) ? "" : base));
  }
}
