package dev.cistern.collect;

import dev.cistern.house.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lab's Go service in a process of its own; it ends when it is closed, or when we do. */
public final class GoService implements AutoCloseable {
  private static final Duration WARM_UP = Duration.ofMillis(400);

  private final Process process;
  private final String address;

  private GoService(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Builds and starts it with these flags; waits until it serves. */
  public static GoService start(String... flags) {
    try {
      List<String> command = new ArrayList<>(List.of(Built.COMMAND.toString()));
      command.addAll(List.of(flags));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String line = String.valueOf(out.readLine());
      String address =
          line.startsWith("port ")
              ? "http://127.0.0.1:" + line.substring(5)
              : "unix://" + line.substring(5);
      Thread.sleep(WARM_UP); // until something has waited
      return new GoService(process, address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The program, built once for all tests of this run. */
  private static final class Built {
    static final Path COMMAND = build();

    private static Path build() {
      try {
        Path folder = Files.createTempDirectory("cistern-service");
        Path file = folder.resolve("service");
        folder.toFile().deleteOnExit(); // the last registered goes first
        file.toFile().deleteOnExit();
        Tools.Output output =
            Tools.run(
                Tools.root().resolve("lab/go"),
                Duration.ofMinutes(3),
                List.of(Tools.go().toString(), "build", "-o", file.toString(), "./service"));
        if (output.exit() != 0) {
          throw new IllegalStateException(output.err());
        }
        return file;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** As {@code http://127.0.0.1:PORT}, or {@code unix://FILE}. */
  public String address() {
    return address;
  }

  /** Switches a fault. */
  public void fault(String name, boolean on) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(address + "/fault?name=" + name + "&on=" + on)).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it at once. */
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
