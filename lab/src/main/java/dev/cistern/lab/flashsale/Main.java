package dev.cistern.lab.flashsale;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs the service until its parent closes standard input or its time is over.
 *
 * <p>It prints {@code port N} once it serves. The line {@code record} on standard input starts the
 * recording (answered by {@code recording}), {@code write} ends and writes it ({@code written}),
 * {@code dump FILE} writes a thread dump ({@code dumped}).
 */
public final class Main {
  private static final int USAGE = 2;
  private static final int BROKEN = 1;
  private static final String DUMP = "dump ";

  private Main() {}

  /**
   * Takes {@code --fault LIST}, {@code --record FILE}, {@code --events JFC}, {@code --seconds N},
   * {@code --workers N} (as many platform threads serve requests instead of virtual ones).
   */
  public static void main(String[] args) {
    try {
      Settings settings = Settings.parseSettings(args);
      endByItself(settings.atMost());
      obeyParent(settings);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(USAGE);
    } catch (Exception broken) {
      System.err.println("the service failed: " + broken);
      System.exit(BROKEN);
    }
    System.exit(0);
  }

  private static void obeyParent(Settings settings) throws Exception {
    try (SaleServer server = new SaleServer(settings.faults(), settings.workers());
        Recorder recorder = Recorder.prepareFor(settings.recording(), settings.events());
        BufferedReader parent =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      tellParent("port " + server.openDoors());
      String order = parent.readLine();
      while (order != null) {
        switch (order) {
          case "record" -> {
            recorder.startRecording();
            tellParent("recording");
          }
          case "write" -> {
            recorder.writeRecording();
            tellParent("written");
          }
          default -> {
            if (order.startsWith(DUMP)) {
              Dumps.writeDump(Path.of(order.substring(DUMP.length())));
              tellParent("dumped");
            } else {
              System.err.println("standard input: wanted record, write or dump, found " + order);
            }
          }
        }
        order = parent.readLine();
      }
    }
  }

  private static void tellParent(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void endByItself(Duration atMost) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(atMost);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          System.err.println("time is over: the service ends by itself");
          System.exit(BROKEN);
        });
  }

  private record Settings(
      Set<PlantedFault> faults,
      Optional<Path> recording,
      Optional<Path> events,
      Duration atMost,
      OptionalInt workers) {
    private static final int WORKERS_MAX = 256;
    private static final int SECONDS_MAX = 3600;

    static Settings parseSettings(String[] args) {
      String faults = "";
      Optional<Path> recording = Optional.empty();
      Optional<Path> events = Optional.empty();
      Duration atMost = Duration.ofSeconds(SECONDS_MAX);
      OptionalInt workers = OptionalInt.empty();
      for (int at = 0; at < args.length; at += 2) {
        if (at + 1 == args.length) {
          throw new IllegalArgumentException(args[at] + ": wanted a value, found none");
        }
        String value = args[at + 1];
        switch (args[at]) {
          case "--fault" -> faults = value;
          case "--record" -> recording = Optional.of(Path.of(value));
          case "--events" -> events = Optional.of(Path.of(value));
          case "--seconds" ->
              atMost = Duration.ofSeconds(parseNumber("--seconds", value, 0, SECONDS_MAX));
          case "--workers" ->
              workers = OptionalInt.of(parseNumber("--workers", value, 1, WORKERS_MAX));
          default ->
              throw new IllegalArgumentException(
                  "wanted --fault, --record, --events, --seconds or --workers, found " + args[at]);
        }
      }
      return new Settings(PlantedFault.parseFaults(faults), recording, events, atMost, workers);
    }

    private static int parseNumber(String option, String text, int least, int most) {
      int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
      if (number < least || number > most) {
        throw new IllegalArgumentException(
            "%s: wanted %d..%d, found %s".formatted(option, least, most, text));
      }
      return number;
    }
  }
}
