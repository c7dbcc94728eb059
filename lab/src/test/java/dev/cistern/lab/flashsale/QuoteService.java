package dev.cistern.lab.flashsale;

import static java.util.Objects.requireNonNull;

import dev.cistern.lab.demo.DemoPlan;
import dev.cistern.lab.demo.ServiceProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The service in a process of its own, under load on its quote desk. */
final class QuoteService implements AutoCloseable {
  private static final int IN_FLIGHT_MAX = 32;
  private static final Duration FULL_WITHIN = Duration.ofSeconds(10);

  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final URI quotes;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(IN_FLIGHT_MAX);

  private QuoteService(Process process) throws IOException {
    this.process = process;
    answers = process.inputReader();
    orders = process.outputWriter();
    String port = answers.readLine();
    if (port == null || !port.startsWith("port ")) {
      throw new IOException("wanted the service's port, found " + port);
    }
    quotes = URI.create("http://127.0.0.1:" + port.substring("port ".length()) + "/quotes/");
  }

  /** Starts the service with a list of faults, and more options of its own. */
  static QuoteService start(String faults, Path folder, String... options) throws IOException {
    Path events = folder.resolve("pools.jfc");
    if (Files.notExists(events)) {
      try (InputStream shipped = DemoPlan.class.getResourceAsStream("pools.jfc")) {
        Files.copy(requireNonNull(shipped), events);
      }
    }
    ServiceProgram program = ServiceProgram.flashSale();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-Xmn8m", "-XX:+UseSerialGC", "-XX:TLABSize=32k"));
    command.addAll(List.of("-XX:-ResizeTLAB", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:FlightRecorderOptions:repository=" + folder.resolve("repository"));
    command.addAll(List.of("-cp", program.classPath(), program.mainClass()));
    command.addAll(List.of("--fault", faults, "--seconds", "120"));
    command.addAll(List.of("--events", events.toString()));
    command.addAll(List.of(options));
    return new QuoteService(new ProcessBuilder(command).start());
  }

  /** Sends requests for a time, at a rate that moves by chance around the given one. */
  void load(Duration time, int perSecond, RandomGenerator random) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (places.tryAcquire()) {
        int item = random.nextInt(1000);
        clients.execute(() -> ask(item));
      }
      TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * 2e9 / perSecond));
    }
  }

  /** Sends requests until as many are in flight as may be; such a service is full. */
  void fill(int perSecond, RandomGenerator random) throws InterruptedException {
    long end = System.nanoTime() + FULL_WITHIN.toNanos();
    while (places.availablePermits() > 0 && System.nanoTime() < end) {
      load(Duration.ofMillis(50), perSecond, random);
    }
  }

  private void ask(int item) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) quotes.resolve(Integer.toString(item)).toURL().openConnection();
      try (InputStream body = connection.getInputStream()) {
        body.readAllBytes();
      }
    } catch (IOException refused) {
      // A service under more load than it serves refuses some.
    } finally {
      places.release();
    }
  }

  /** Takes a series of dumps under load, into a folder of its own. */
  Path dumps(Path folder, int count, Duration apart, int perSecond, RandomGenerator random)
      throws Exception {
    Files.createDirectory(folder);
    for (int i = 1; i <= count; i++) {
      load(apart, perSecond, random);
      order("dump " + folder.resolve("dump-" + i + ".json"), "dumped");
    }
    return folder;
  }

  void order(String line, String wanted) throws IOException {
    orders.write(line + "\n");
    orders.flush();
    String answer = answers.readLine();
    if (!wanted.equals(answer)) {
      throw new IOException("wanted %s, found %s".formatted(wanted, answer));
    }
  }

  @Override
  public void close() throws Exception {
    places.acquire(IN_FLIGHT_MAX);
    clients.close();
    orders.close();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().onExit().join();
    }
  }
}
