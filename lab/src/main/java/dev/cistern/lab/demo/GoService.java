package dev.cistern.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The lab's Go service as a process on the loopback that loads itself; it ends with its standard
 * input, and so with whoever started it.
 */
public final class GoService implements AutoCloseable {
  /** What can be planted, by the service's own names. */
  public static final List<String> FAULTS = List.of("never-put", "convoy");

  private static final int REQUESTS_PER_SECOND = 200;
  private static final String LIFE = "5m";
  private static final int GRACE_SECONDS = 5;
  private static final String SERVING = "port ";

  private final Process process;
  private final int port;

  private GoService(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param program as {@code go build ./service} makes it
   * @param faults those planted, of {@link #FAULTS}
   */
  public static GoService start(Path program, List<String> faults) throws DemoException {
    try {
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "-rate",
                  Integer.toString(REQUESTS_PER_SECOND),
                  "-life",
                  LIFE,
                  "-fault",
                  String.join(",", faults))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = said.readLine();
      if (line == null || !line.startsWith(SERVING)) {
        process.destroy();
        throw new DemoException("the Go service did not serve: it said " + line);
      }
      return new GoService(process, Integer.parseInt(line.substring(SERVING.length()).strip()));
    } catch (IOException e) {
      throw new DemoException("the Go service cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where it serves its profiles. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
