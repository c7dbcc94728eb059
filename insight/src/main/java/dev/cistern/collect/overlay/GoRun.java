package dev.cistern.collect.overlay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a command whose Go builds carry the pool events, and proves that they do. */
public final class GoRun {
  private static final long CLOCK_SLACK_MILLIS = 2000; // file times are coarse on some disks

  /**
   * How a run ended.
   *
   * @param exitCode the command's own
   * @param proven the executables it wrote, each found to carry the events
   */
  public record Outcome(int exitCode, List<Path> proven) {}

  private final Overlay overlay;
  private final Path folder;

  /** Runs in a folder. */
  public GoRun(Overlay overlay, Path folder) {
    this.overlay = overlay;
    this.folder = folder;
  }

  /**
   * The go command that a command line would run: itself, if it is one.
   *
   * @throws OverlayException where the command brings an overlay of its own
   */
  public static String goOf(List<String> command) throws OverlayException {
    for (String argument : command) {
      if (isOverlayFlag(argument)) {
        throw new OverlayException(
            "the command has an -overlay of its own: Go takes one only, so these cannot be joined");
      }
    }
    return isGo(command.getFirst()) ? command.getFirst() : "go";
  }

  /** Runs the command with the terminal as its own and looks at what it built. */
  public Outcome run(List<String> command)
      throws IOException, OverlayException, InterruptedException {
    Map<String, String> environment = environment();
    proveKeys(environment);
    List<String> line = new ArrayList<>(command);
    if (isGo(line.getFirst())) {
      line.set(0, overlay.go());
    }
    long sinceMillis = System.currentTimeMillis() - CLOCK_SLACK_MILLIS;
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).inheritIO();
    builder.environment().putAll(environment);
    int code;
    try {
      code = builder.start().waitFor();
    } catch (IOException e) {
      throw new OverlayException("'%s' cannot be run".formatted(line.getFirst()), e);
    }
    return new Outcome(code, code == 0 ? proveBinaries(command, sinceMillis) : List.of());
  }

  private Map<String, String> environment() throws OverlayException {
    Map<String, String> environment = new HashMap<>(overlay.environment());
    String flags = overlay.toolchain().flags();
    for (String flag : flags.split("\\s+")) {
      if (isOverlayFlag(flag)) {
        throw new OverlayException(
            "GOFLAGS has an -overlay of its own: Go takes one only, so these cannot be joined");
      }
    }
    String file = overlay.file().toString();
    if (file.contains("'") && file.contains("\"")) {
      throw new OverlayException(file + ": GOFLAGS cannot name a file with both kinds of quotes");
    }
    String quote = file.contains("'") ? "\"" : "'";
    environment.put("GOFLAGS", (flags + " " + quote + "-overlay=" + file + quote).strip());
    String root = environment.get("GOROOT");
    if (root != null) {
      String path = System.getenv().getOrDefault("PATH", "");
      environment.put("PATH", Path.of(root, "bin") + File.pathSeparator + path);
    }
    return environment;
  }

  /** Go passes over keys that do not spell its own paths: asks it what it makes of them. */
  private void proveKeys(Map<String, String> environment) throws OverlayException {
    List<String> ask = List.of(overlay.go(), "list", "-f", "{{.GoFiles}}", "sync");
    if (!GoToolchain.output(ask, folder, environment).contains(Overlay.ADDED_FILE)) {
      throw new OverlayException(
          "%s does not take the overlay %s: it names files below %s, which is not that Go's root"
              .formatted(overlay.go(), overlay.file(), overlay.toolchain().root()));
    }
  }

  private List<Path> proveBinaries(List<String> command, long sinceMillis)
      throws IOException, OverlayException {
    Set<Path> places = new LinkedHashSet<>();
    for (int i = 0; i < command.size(); i++) {
      if (command.get(i).equals("-o") && i + 1 < command.size()) {
        places.add(folder.resolve(command.get(i + 1)));
      } else if (command.get(i).startsWith("-o=")) {
        places.add(folder.resolve(command.get(i).substring(3)));
      }
    }
    if (places.isEmpty()) {
      places.add(folder);
    }
    List<Path> proven = new ArrayList<>();
    for (Path place : places) {
      for (Path binary : Binaries.writtenSince(place, sinceMillis)) {
        if (!Binaries.carryEvents(binary)) {
          throw new OverlayException(
              binary + ": built, but without the pool events: was it built by another Go?");
        }
        proven.add(binary);
      }
    }
    return proven;
  }

  private static boolean isGo(String command) {
    Path name = Path.of(command).getFileName();
    return name != null && (name.toString().equals("go") || name.toString().equals("go.exe"));
  }

  private static boolean isOverlayFlag(String argument) {
    return argument.startsWith("-overlay") || argument.startsWith("--overlay");
  }
}
