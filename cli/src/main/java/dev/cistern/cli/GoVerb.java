package dev.cistern.cli;

import dev.cistern.collect.overlay.GoRun;
import dev.cistern.collect.overlay.GoToolchain;
import dev.cistern.collect.overlay.Overlay;
import dev.cistern.collect.overlay.OverlayOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a go command whose builds tell of their pools. */
@Command(
    name = "go",
    description = {
      "Run a go command (or a script that runs it) so that what it builds tells its execution trace"
          + " of every sync.Pool Get and Put, and prove that it does.",
      "The first build compiles the standard library anew; later ones are cached. Exits as the"
          + " command does."
    },
    footer = {
      "",
      "Examples:",
      "  cistern go -- go build -o server ./cmd/server",
      "  cistern go --labels --digest -- go test -trace=test.trace ./...",
      "  curl -o go.trace 'http://localhost:6060/debug/pprof/trace?seconds=10' && cistern diagnose"
          + " go.trace"
    })
final class GoVerb extends Verb {
  @Mixin private OverlayOption events = new OverlayOption();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Where the overlay's files lie; in the user's cache folder by default.")
  private Optional<Path> keep = Optional.empty();

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --.")
  private List<String> command = List.of();

  @Override
  int run() throws Exception {
    Path here = Path.of("").toAbsolutePath();
    OverlayOptions options = events.options();
    GoToolchain toolchain = GoToolchain.of(GoRun.goOf(command), here, Map.of());
    Path folder = keep.orElseGet(() -> options.cacheFolder(toolchain, System.getenv()));
    Overlay overlay = Overlay.write(folder, toolchain, options);
    if (command.contains("-race")) {
      say(
          "cistern: warning: a race-detector build drops one Put in four on purpose; its pools are not diagnosed");
    }
    GoRun.Outcome outcome = new GoRun(overlay, here).run(command);
    for (Path binary : outcome.proven()) {
      say("cistern: " + binary + " carries the pool events");
    }
    return outcome.exitCode();
  }
}
