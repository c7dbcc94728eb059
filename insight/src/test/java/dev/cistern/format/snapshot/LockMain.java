package dev.cistern.format.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Another process that tries to lock a file, tells how it went, and lets go when it is closed. */
public final class LockMain implements AutoCloseable {
  private final Process process;
  private final boolean taken;

  private LockMain(Process process, boolean taken) {
    this.process = process;
    this.taken = taken;
  }

  public static void main(String[] args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      System.out.println(lock == null ? "held" : "taken");
      System.out.flush();
      System.in.transferTo(System.out);
    }
  }

  public static LockMain tries(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LockMain.class.getName(),
                    file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
    return new LockMain(process, said.equals("taken"));
  }

  public boolean hasTaken() {
    return taken;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
