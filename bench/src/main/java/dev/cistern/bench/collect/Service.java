package dev.cistern.bench.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A service in a process of its own, which prints {@code port N} when it serves. */
final class Service implements AutoCloseable {
  /** The unit of a process's times in {@code /proc}. */
  private static final long TICK_NANOS = 10_000_000;

  /** Where the times of user and system stand behind the command's closing parenthesis. */
  private static final int USER_FIELD = 12;

  private final Process process;
  private final int port;

  private Service(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Service start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line = String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
    if (!line.matches("port \\d+")) {
      process.destroyForcibly();
      throw new IOException("%s: wanted its port, found %s".formatted(command.getFirst(), line));
    }
    return new Service(process, Integer.parseInt(line.substring("port ".length())));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** The processor time of user and system since its start. */
  long cpuNanos() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ");
    return (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1]))
        * TICK_NANOS;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
