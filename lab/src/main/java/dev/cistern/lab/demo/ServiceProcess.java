package dev.cistern.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The service's process and the lines it is spoken to with. */
final class ServiceProcess implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final int LINES_MAX = 64;
  private static final int ERROR_CHARS_MAX = 2_000;
  private static final String ENDED = "\0";

  private final Process process;
  private final Writer orders;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(LINES_MAX);
  private final StringBuffer errors = new StringBuffer();
  private final Thread errorReader;

  private ServiceProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter();
    Thread.ofVirtual().start(() -> readAnswers(process.inputReader()));
    this.errorReader = Thread.ofVirtual().start(() -> readErrors(process.errorReader()));
  }

  /** Starts the program so that it would write to {@code recording}; it serves soon after. */
  static ServiceProcess start(DemoPlan plan, Path recording, Path events, Path repository)
      throws DemoException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(plan.jvmOptions());
    command.add("-XX:FlightRecorderOptions:repository=" + repository);
    command.addAll(List.of("-cp", plan.program().classPath(), plan.program().mainClass()));
    command.addAll(List.of("--fault", plan.faultList()));
    command.addAll(List.of("--record", recording.toString(), "--events", events.toString()));
    command.addAll(List.of("--seconds", Long.toString(secondsAtMost(plan))));
    try {
      return new ServiceProcess(new ProcessBuilder(command).start());
    } catch (IOException failed) {
      throw new DemoException("cannot start " + command.getFirst() + ": " + failed, failed);
    }
  }

  private static long secondsAtMost(DemoPlan plan) {
    return plan.warmUpTime()
        .plus(plan.recordedTime())
        .plus(ANSWER_WITHIN.multipliedBy(2))
        .toSeconds();
  }

  /** Waits until the service says on which port it listens. */
  int awaitPort() throws DemoException, InterruptedException {
    String answer = await("port ");
    try {
      return Integer.parseInt(answer.substring("port ".length()));
    } catch (NumberFormatException wrong) {
      throw new DemoException("the service: wanted its port, found " + answer, wrong);
    }
  }

  /** Sends a line and waits for its answer. */
  void order(String line, String wanted) throws DemoException, InterruptedException {
    try {
      orders.write(line + "\n");
      orders.flush();
    } catch (IOException gone) {
      throw new DemoException("the service is gone before \"" + line + "\"" + lastWords(), gone);
    }
    await(wanted);
  }

  /** Ends the process: by closing its standard input, by force when it does not listen. */
  @Override
  public void close() {
    boolean ended = false;
    try {
      orders.close();
      ended = process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException _) {
      // Its end of the pipe is closed: it is ending already, or is made to below.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      kill();
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  private String await(String wanted) throws DemoException, InterruptedException {
    String answer = answers.poll(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new DemoException(
          "the service gave no \"%s\" within %d s%s"
              .formatted(wanted.strip(), ANSWER_WITHIN.toSeconds(), lastWords()));
    }
    if (answer.equals(ENDED)) {
      throw new DemoException(
          "the service ended with exit code %d before \"%s\"%s"
              .formatted(process.waitFor(), wanted.strip(), lastWords()));
    }
    if (!answer.startsWith(wanted)) {
      throw new DemoException(
          "the service: wanted \"%s\", found \"%s\"".formatted(wanted.strip(), answer));
    }
    return answer;
  }

  private String lastWords() throws InterruptedException {
    if (!process.isAlive()) {
      errorReader.join(END_WITHIN);
    }
    return errors.isEmpty() ? "" : ": " + errors.toString().strip();
  }

  private void readAnswers(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.put(line);
      }
      answers.put(ENDED);
    } catch (IOException _) {
      answers.offer(ENDED);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void readErrors(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (errors.length() < ERROR_CHARS_MAX) {
          errors.append(line).append('\n');
        }
      }
    } catch (IOException _) {
      // The process is gone, and with it what it might have said.
    }
  }
}
