package dev.cistern.cli;

import dev.cistern.collect.CollectException;
import dev.cistern.collect.CollectProgress;
import dev.cistern.collect.Collected;
import dev.cistern.collect.GoCollection;
import dev.cistern.collect.GoPlan;
import dev.cistern.collect.JmxAddress;
import dev.cistern.collect.JvmCollection;
import dev.cistern.collect.JvmPlan;
import dev.cistern.collect.http.Address;
import dev.cistern.collect.http.Credentials;
import dev.cistern.model.Amounts;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the verbs that collect do it, with the options they share. */
final class Collecting {
  private static final Duration WINDOW_MAX = Duration.ofHours(1);

  @Option(
      names = "--window",
      paramLabel = "TIME",
      converter = Span.class,
      description = "How long to collect from a live process, in whole seconds; 30s by default.")
  private Optional<Duration> window = Optional.empty();

  @Option(
      names = "--members",
      split = ",",
      paramLabel = "KIND",
      description =
          "What to take from a Go service: cpu, trace, allocs, heap, block, mutex, goroutine,"
              + " memstats, series (all of these by default); goroutineleak, which makes it collect"
              + " garbage.")
  private Set<String> kinds = GoPlan.DEFAULT_KINDS;

  @Option(
      names = "--headers",
      paramLabel = "FILE",
      description =
          "Lines 'Name: value' to send with each request. Also: CISTERN_USER and CISTERN_PASSWORD,"
              + " CISTERN_TOKEN, CISTERN_HEADERS, CISTERN_CA in the environment.")
  private Optional<Path> headers = Optional.empty();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description = "Cut a member at this many bytes; 536870912 by default.")
  private long bytesMax = GoPlan.DEFAULT_BYTES_MAX;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = Span.class,
      description = "How long an answer may take beyond its window; 10s by default.")
  private Duration patience = GoPlan.DEFAULT_PATIENCE;

  private List<String> filters = List.of();

  /** To be applied when the snapshot is read. */
  void filters(List<String> forManifest) {
    filters = forManifest;
  }

  /** The window, or another default where the user named none. */
  Duration window(Duration otherwise) {
    Duration length = window.orElse(otherwise);
    if (length.compareTo(WINDOW_MAX) > 0 || length.toSeconds() < 1 || length.toNanosPart() != 0) {
      throw new UsageException("--window: wanted whole seconds, 1s to 1h, found " + shown(length));
    }
    return length;
  }

  static String shown(Duration length) {
    return length.toMillisPart() == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
  }

  /** Whether an argument names a live process and no file. */
  static boolean isLive(String argument) {
    return Address.looksLike(argument)
        || JmxAddress.looksLike(argument)
        || (isPid(argument) && !Files.exists(Path.of(argument)));
  }

  private static boolean isPid(String argument) {
    return argument.matches("[1-9]\\d{0,8}");
  }

  /** A name for a snapshot of this target, without an ending. */
  static String fileName(String target) {
    if (isPid(target)) {
      return "pid-" + target;
    }
    return JmxAddress.looksLike(target) ? jmx(target).fileName() : address(target).fileName();
  }

  private static JmxAddress jmx(String text) {
    try {
      return JmxAddress.of(text, System.getenv());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static Address address(String text) {
    try {
      return Address.of(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private GoPlan plan(String target, Duration length) throws IOException {
    for (String kind : kinds) {
      if (!GoPlan.KINDS.contains(kind)) {
        throw new UsageException(
            "--members: wanted some of %s, found %s"
                .formatted(String.join(", ", GoPlan.KINDS), kind));
      }
    }
    if (bytesMax < 1024) {
      throw new UsageException("--max-bytes: wanted 1024 or more, found " + bytesMax);
    }
    return new GoPlan(
        address(target),
        Credentials.of(System.getenv(), headers),
        length,
        kinds,
        bytesMax,
        patience,
        filters,
        Main.Version.number());
  }

  /** Refuses what cannot work before anything is asked of the target. */
  void check(String target, Duration length) throws IOException {
    if (JmxAddress.looksLike(target)) {
      jmx(target);
    } else if (!isPid(target)) {
      plan(target, length);
    }
  }

  /** Collects from one target into a file. */
  Collected run(String target, Duration length, Path file, CollectProgress progress)
      throws CollectException, IOException {
    String version = Main.Version.number();
    if (isPid(target)) {
      JvmPlan jvm = JvmPlan.of(Long.parseLong(target), length, filters, version);
      return new JvmCollection(jvm, progress).run(file);
    }
    if (JmxAddress.looksLike(target)) {
      JvmPlan jvm = JvmPlan.of(jmx(target), length, filters, version);
      return new JvmCollection(jvm, progress).run(file);
    }
    return new GoCollection(plan(target, length), progress).run(file);
  }

  /** Says what came of it, and returns the exit code that missing members ask for. */
  static int tell(Verb verb, Collected collected, String name) {
    long bytes = collected.manifest().members().stream().mapToLong(Member::bytes).sum();
    long whole =
        collected.manifest().members().stream().filter(m -> m.status() == Status.OK).count();
    verb.say(
        "%s: %s, %s"
            .formatted(
                collected.file(),
                Amounts.plural(whole, "member", "members"),
                Amounts.bytes(bytes)));
    for (Member member : collected.missing()) {
      verb.say(
          "cistern: %s: %s: %s"
              .formatted(
                  member.name(),
                  member.status().name().toLowerCase(Locale.ROOT),
                  TextReport.line(member.error())));
    }
    for (String note : collected.manifest().notes()) {
      verb.say("cistern: note: " + TextReport.line(note));
    }
    if (collected.interrupted()) {
      return Interrupts.EXIT;
    }
    return verb.strict() && !collected.missing().isEmpty() ? ExitCode.UNREADABLE : ExitCode.FINE;
  }

  /** Collects into a file that is gone with {@code folder}, and says how it went. */
  Collected live(Verb verb, String target, Path folder) throws CollectException, IOException {
    Duration length = window(Duration.ofSeconds(30));
    check(target, length);
    try (Progress line = new Progress(verb.progress());
        Interrupts _ = new Interrupts(Thread.currentThread())) {
      return run(target, length, folder.resolve(fileName(target) + ".cistern"), shown(line));
    }
  }

  /** Shows a collection on the terminal. */
  static CollectProgress shown(Progress line) {
    return (left, share, members, bytes) ->
        line.at(
            left > 0
                ? "collecting, %d s left, %s"
                    .formatted(left / 1_000_000_000 + 1, Amounts.bytes(bytes))
                : "finishing, " + Amounts.bytes(bytes),
            share);
  }
}
