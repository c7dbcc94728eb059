package dev.cistern.collect.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the target asks for before it answers, from the environment or a file and never from an
 * argument, which every process of the machine can read.
 *
 * <p>{@code CISTERN_USER} and {@code CISTERN_PASSWORD} (basic), {@code CISTERN_TOKEN} (bearer),
 * {@code CISTERN_HEADERS} (lines {@code Name: value}), {@code CISTERN_CA} (a PEM file of
 * certificates to trust).
 */
public final class Credentials {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final long FILE_BYTES_MAX = 64 << 10;

  private final Map<String, String> headers;
  private final Optional<SSLContext> tls;

  private Credentials(Map<String, String> headers, Optional<SSLContext> tls) {
    this.headers = headers;
    this.tls = tls;
  }

  /** None at all. */
  public static Credentials none() {
    return new Credentials(Map.of(), Optional.empty());
  }

  /**
   * From the environment, and a file of header lines that is read after it.
   *
   * @throws IOException in one sentence where one of them is not as it must be
   */
  public static Credentials of(Map<String, String> environment, Optional<Path> headerFile)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    String user = environment.getOrDefault("CISTERN_USER", "");
    if (!user.isEmpty()) {
      String pair = user + ":" + environment.getOrDefault("CISTERN_PASSWORD", "");
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    String token = environment.getOrDefault("CISTERN_TOKEN", "");
    if (!token.isEmpty()) {
      add(headers, "CISTERN_TOKEN", "Authorization: Bearer " + token.strip());
    }
    for (String line : environment.getOrDefault("CISTERN_HEADERS", "").split("\n")) {
      add(headers, "CISTERN_HEADERS", line);
    }
    if (headerFile.isPresent()) {
      if (Files.size(headerFile.get()) > FILE_BYTES_MAX) {
        throw new IOException(headerFile.get() + ": wanted at most 64 KiB of headers, found more");
      }
      for (String line : Files.readString(headerFile.get()).split("\n")) {
        add(headers, headerFile.get().toString(), line);
      }
    }
    String authority = environment.getOrDefault("CISTERN_CA", "");
    return new Credentials(
        Map.copyOf(headers),
        authority.isEmpty() ? Optional.empty() : Optional.of(trusting(Path.of(authority))));
  }

  private static void add(Map<String, String> headers, String place, String line)
      throws IOException {
    String clean = line.strip();
    if (clean.isEmpty() || clean.startsWith("#")) {
      return;
    }
    int colon = clean.indexOf(':');
    String name = colon < 0 ? "" : clean.substring(0, colon).strip();
    String value = colon < 0 ? "" : clean.substring(colon + 1).strip();
    boolean plain = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    if (!NAME.matcher(name).matches() || !plain) {
      throw new IOException(place + ": wanted lines as 'Name: value', found another (not shown)");
    }
    headers.put(name, value);
  }

  private static SSLContext trusting(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + count++, one);
      }
      if (count == 0) {
        throw new IOException(file + ": wanted certificates in PEM form, found none");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": wanted certificates in PEM form: " + e.getMessage(), e);
    }
  }

  Map<String, String> headers() {
    return headers;
  }

  Optional<SSLContext> tls() {
    return tls;
  }

  @Override
  public String toString() {
    return "Credentials" + headers.keySet();
  }
}
