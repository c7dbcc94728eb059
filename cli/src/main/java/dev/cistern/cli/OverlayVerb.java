package dev.cistern.cli;

import dev.cistern.collect.overlay.Binaries;
import dev.cistern.collect.overlay.GoToolchain;
import dev.cistern.collect.overlay.Overlay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a build overlay by which a Go program tells of its pools. */
@Command(
    name = "overlay",
    description = {
      "Write a build overlay by which a Go program tells its execution trace of every sync.Pool Get"
          + " and Put.",
      "Made from the Go that builds in this folder, 1.22 to 1.26; the program is not changed.",
      "'cistern go' does this and runs the build."
    },
    footer = {
      "",
      "Examples:",
      "  cistern overlay -o pool-events && go build -overlay=pool-events/overlay.json ./cmd/server",
      "  cistern overlay --verify server        whether a binary carries the events"
    })
final class OverlayVerb extends Verb {
  @Mixin private OverlayOption events = new OverlayOption();

  @Option(
      names = "--goroot",
      paramLabel = "DIR",
      description = "The Go to build with; the one on the PATH by default.")
  private Optional<Path> goroot = Optional.empty();

  @Option(
      names = "--verify",
      paramLabel = "BINARY",
      description = "Say whether a binary carries the events, and write nothing.")
  private Optional<Path> verify = Optional.empty();

  @Override
  int run() throws Exception {
    if (verify.isPresent()) {
      return verified(verify.get());
    }
    Path folder =
        output().orElseThrow(() -> new UsageException("wanted -o DIR, a folder for the overlay"));
    String go = goroot.map(root -> root.resolve("bin").resolve("go").toString()).orElse("go");
    Map<String, String> local = goroot.isPresent() ? Map.of("GOTOOLCHAIN", "local") : Map.of();
    GoToolchain toolchain = GoToolchain.of(go, Path.of("").toAbsolutePath(), local);
    Overlay overlay = Overlay.write(folder, toolchain, events.options());
    StringBuilder line = new StringBuilder();
    overlay
        .environment()
        .forEach((name, value) -> line.append(name).append('=').append(value).append(' '));
    line.append(overlay.go()).append(" build -overlay=").append(overlay.file());
    try (Output screen = Output.open(Optional.empty())) {
      screen
          .writer(true)
          .append("%s: for %s\n%s\n".formatted(overlay.file(), toolchain.version(), line))
          .flush();
      screen.commit();
    }
    return ExitCode.FINE;
  }

  private int verified(Path binary) throws Exception {
    if (!Files.isReadable(binary)) {
      throw new UsageException(binary + ": no such file");
    }
    boolean carries = Binaries.carryEvents(binary);
    say(binary + (carries ? ": carries the pool events" : ": does not carry the pool events"));
    return carries ? ExitCode.FINE : ExitCode.FINDINGS;
  }
}
