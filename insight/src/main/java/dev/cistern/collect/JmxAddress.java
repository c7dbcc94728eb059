package dev.cistern.collect;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import javax.management.remote.JMXServiceURL;

/**
 * Where a JVM lets itself be managed.
 *
 * @param url by RMI
 * @param user empty where none is asked for
 * @param password of the user
 */
public record JmxAddress(JMXServiceURL url, String user, String password) {
  private static final String SERVICE = "service:jmx:";
  private static final String SHORT = "jmx://";
  private static final String REGISTRY = "/jndi/rmi://";

  /** Whether an argument looks like one. */
  public static boolean looksLike(String text) {
    return text.startsWith(SERVICE) || text.startsWith(SHORT);
  }

  /**
   * Reads {@code jmx://host:port} or {@code service:jmx:rmi:///jndi/rmi://host:port/jmxrmi}.
   *
   * @param environment with {@code CISTERN_USER} and {@code CISTERN_PASSWORD}, where they are asked
   * @throws IllegalArgumentException with one sentence where it is none
   */
  public static JmxAddress of(String text, Map<String, String> environment) {
    JMXServiceURL url = url(text);
    boolean registry = url.getProtocol().equals("rmi") && url.getURLPath().startsWith(REGISTRY);
    if (!registry) {
      throw new IllegalArgumentException(
          text + ": wanted jmx://host:port or service:jmx:rmi:///jndi/rmi://host:port/jmxrmi");
    }
    return new JmxAddress(
        url,
        environment.getOrDefault("CISTERN_USER", ""),
        environment.getOrDefault("CISTERN_PASSWORD", ""));
  }

  private static JMXServiceURL url(String text) {
    try {
      if (!text.startsWith(SHORT)) {
        return new JMXServiceURL(text);
      }
      URI uri = new URI(text);
      if (uri.getHost() == null || uri.getPort() < 0 || uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(text + ": wanted jmx://host:port");
      }
      String at = uri.getHost() + ":" + uri.getPort();
      return new JMXServiceURL("service:jmx:rmi://" + REGISTRY + at + "/jmxrmi");
    } catch (MalformedURLException | URISyntaxException e) {
      throw new IllegalArgumentException(text + ": wanted jmx://host:port", e);
    }
  }

  /** A name for a file about this target. */
  public String fileName() {
    String at = url.getURLPath().substring(REGISTRY.length());
    return at.replaceAll("/.*", "").replaceAll("[^A-Za-z0-9._-]", "-");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url.toString();
  }
}
