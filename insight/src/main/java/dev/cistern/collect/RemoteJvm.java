package dev.cistern.collect;

import dev.cistern.collect.Jcmd.Answer;
import dev.cistern.model.Manifest.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import jdk.management.jfr.FlightRecorderMXBean;
import jdk.management.jfr.RecordingInfo;

/** A JVM that is managed over JMX: its own bean for recordings hands the data over. */
final class RemoteJvm implements JvmLink {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long BYTES_MAX = 2L << 30;
  private static final String NOWHERE = "/dev/null";
  private static final Duration CHECK = Duration.ofSeconds(1);

  /** What is at the other end of the connection. */
  private record Remote(
      JMXConnector connector,
      MBeanServerConnection beans,
      RuntimeMXBean runtime,
      FlightRecorderMXBean recorder,
      long startedMillis) {}

  private final JmxAddress address;

  // A call to a target that hangs cannot be cut short, only left to itself.
  private final ExecutorService calls =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final Remote remote;
  private long askedNanos = System.nanoTime();
  private boolean answers = true;
  private long recording;

  RemoteJvm(JmxAddress address) throws CollectException {
    this.address = address;
    this.remote = call("cannot be connected to", () -> connect(address));
  }

  @SuppressWarnings("BanJNDI") // the user names the server; docs/collect.md says what that means
  private static Remote connect(JmxAddress address) throws Exception {
    Map<String, Object> environment = new HashMap<>();
    if (!address.user().isEmpty()) {
      environment.put(JMXConnector.CREDENTIALS, new String[] {address.user(), address.password()});
    }
    JMXConnector connector = JMXConnectorFactory.connect(address.url(), environment);
    MBeanServerConnection beans = connector.getMBeanServerConnection();
    RuntimeMXBean runtime =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);
    return new Remote(
        connector,
        beans,
        runtime,
        JMX.newMXBeanProxy(
            beans, new ObjectName(FlightRecorderMXBean.MXBEAN_NAME), FlightRecorderMXBean.class),
        runtime.getStartTime());
  }

  @Override
  public String shown() {
    return address.toString();
  }

  @Override
  public Target target(String version) {
    return new Target("jvm-jmx", address.toString(), 0, "jvm", version);
  }

  @Override
  public String version() throws CollectException {
    return call("does not tell its version", () -> remote.runtime().getVmVersion());
  }

  @Override
  public boolean othersRecord() throws CollectException {
    return call(
        "has no flight recorder",
        () ->
            remote.recorder().getRecordings().stream()
                .map(RecordingInfo::getState)
                .anyMatch("RUNNING"::equals));
  }

  @Override
  public void start(Duration length) throws CollectException {
    recording =
        call(
            "no recording could be started",
            () -> {
              FlightRecorderMXBean recorder = remote.recorder();
              long id = recorder.newRecording();
              recorder.setRecordingSettings(id, RecordingSettings.values());
              recorder.setRecordingOptions(
                  id,
                  Map.of(
                      "name", "cistern-" + UUID.randomUUID(),
                      "duration", length.toSeconds() + " s",
                      "destination", NOWHERE));
              recorder.startRecording(id);
              return id;
            });
  }

  @Override
  public boolean isAlive() {
    if (answers && System.nanoTime() - askedNanos > CHECK.toNanos()) {
      try {
        call("does not answer", () -> remote.runtime().getStartTime());
      } catch (CollectException _) {
        answers = Thread.currentThread().isInterrupted(); // then it was not the target that failed
      }
      askedNanos = System.nanoTime();
    }
    return answers;
  }

  @Override
  public Optional<String> ended() {
    try {
      Remote now = call("cannot be connected to", () -> connect(address));
      calls.execute(() -> disconnect(now));
      return now.startedMillis() == remote.startedMillis()
          ? Optional.empty()
          : Optional.of(Restart.ANEW);
    } catch (CollectException _) {
      return Optional.of("the process ended within the window, or nobody reaches it any more");
    }
  }

  @Override
  public void stop(Path file) throws CollectException {
    call(
        "the recording could not be had",
        () -> {
          FlightRecorderMXBean recorder = remote.recorder();
          // With a destination it would be closed as soon as it is stopped; null is none.
          recorder.setRecordingOptions(recording, Collections.singletonMap("destination", null));
          recorder.stopRecording(recording);
          return true;
        });
    call(PATIENCE.multipliedBy(6), "the recording could not be had", () -> copied(file));
    call(
        "its recording could not be closed",
        () -> {
          remote.recorder().closeRecording(recording);
          return true;
        });
  }

  private long copied(Path file) throws IOException {
    FlightRecorderMXBean recorder = remote.recorder();
    long stream = recorder.openStream(recording, null);
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] part = recorder.readStream(stream);
          part != null;
          part = recorder.readStream(stream)) {
        bytes += part.length;
        if (bytes > BYTES_MAX) {
          throw new IOException("wanted at most %d bytes, found more".formatted(BYTES_MAX));
        }
        out.write(part);
      }
    } finally {
      recorder.closeStream(stream);
    }
    return bytes;
  }

  @Override
  public Answer threads() throws CollectException {
    Object text =
        call(
            "the threads could not be had",
            () ->
                remote
                    .beans()
                    .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "threadPrint",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()}));
    return new Answer(true, String.valueOf(text));
  }

  private <T> T call(String failure, Callable<T> what) throws CollectException {
    return call(PATIENCE, failure, what);
  }

  private <T> T call(Duration patience, String failure, Callable<T> what) throws CollectException {
    Future<T> answer = calls.submit(what);
    boolean interrupted = Thread.interrupted(); // the target is left as it was all the same
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw refused(failure, "no answer within %d s".formatted(patience.toSeconds()));
    } catch (InterruptedException _) {
      interrupted = true;
      throw refused(failure, "stopped");
    } catch (ExecutionException e) {
      throw refused(failure, reason(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private CollectException refused(String failure, String why) {
    return new CollectException("%s: %s: %s".formatted(address, failure, why));
  }

  /** The innermost cause, for those around it name classes of the JDK only. */
  private static String reason(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String message = String.valueOf(inner.getMessage()).lines().findFirst().orElse("");
    return message.replaceAll("[^\\x20-\\x7e]", "?");
  }

  @Override
  public void close() {
    calls.execute(() -> disconnect(remote));
    calls.shutdown();
  }

  private static void disconnect(Remote from) {
    try {
      from.connector().close();
    } catch (IOException _) {
      // the target has gone already
    }
  }
}
