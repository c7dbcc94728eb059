package dev.cistern.collect.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of one overlay: edited copies of the user's own {@code sync/pool.go} and, for labels,
 * {@code runtime/pprof/runtime.go}, a new file for each package concerned, and {@code overlay.json}
 * that names them.
 *
 * @param file the {@code overlay.json} for {@code go build -overlay}
 * @param toolchain what it was made for
 * @param environment what the build needs beside the overlay, empty for an installed Go
 */
public record Overlay(Path file, GoToolchain toolchain, Map<String, String> environment) {
  /** The function by whose name a binary shows that it carries the events. */
  static final String SYMBOL = "sync.cisternGet";

  /** What the overlay adds to each package. */
  static final String ADDED_FILE = "zz_cistern.go";

  /** What only another Go compiles, and fails at. */
  private static final String OTHER_FILE = "zz_cistern_other.go";

  private static final String GET = "func (p *Pool) Get() any {";
  private static final String PUT = "func (p *Pool) Put(x any) {";
  private static final String SLOW = "func (p *Pool) getSlow(pid int) any {";
  private static final int SOURCE_BYTES_MAX = 1 << 20;

  /**
   * Writes an overlay.
   *
   * @param folder where to; made if it is not there
   * @throws OverlayException where Go's own sources are not as they should be
   */
  public static Overlay write(Path folder, GoToolchain toolchain, OverlayOptions options)
      throws IOException, OverlayException {
    Path target = Files.createDirectories(folder).toRealPath();
    Path root = keyRoot(target, toolchain);
    Map<Path, Path> replace = new LinkedHashMap<>();
    Map<String, String> values = values(toolchain, options);
    Path sync = Path.of("src", "sync");
    Path pool = sync.resolve("pool.go");
    put(replace, root, target, pool, editPool(source(toolchain, pool)));
    put(replace, root, target, sync.resolve(ADDED_FILE), template("sync.go.txt", values));
    put(replace, root, target, sync.resolve(OTHER_FILE), template("other.go.txt", values));
    put(
        replace,
        root,
        target,
        Path.of("src", "runtime", ADDED_FILE),
        template("runtime.go.txt", values));
    if (options.labels()) {
      Path pprof = Path.of("src", "runtime", "pprof");
      Path labels = pprof.resolve("runtime.go");
      put(replace, root, target, labels, editLabels(source(toolchain, labels)));
      put(replace, root, target, pprof.resolve(ADDED_FILE), template("pprof.go.txt", values));
    }
    Path file = target.resolve("overlay.json");
    writeIfNew(file, json(replace));
    Map<String, String> environment =
        toolchain.inModuleCache()
            ? Map.of("GOROOT", root.toString(), "GOTOOLCHAIN", "local")
            : Map.of();
    return new Overlay(file, toolchain, environment);
  }

  /** The go command that the overlay is for. */
  public String go() {
    return environment.containsKey("GOROOT")
        ? Path.of(environment.get("GOROOT"), "bin", "go").toString()
        : toolchain.go();
  }

  /** Go refuses keys below its module cache: a link to such a toolchain stands for it. */
  private static Path keyRoot(Path target, GoToolchain toolchain) throws IOException {
    if (!toolchain.inModuleCache()) {
      return toolchain.root();
    }
    Path link = target.resolve("goroot-" + toolchain.version());
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(toolchain.root())) {
      return link;
    }
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, toolchain.root());
  }

  private static Map<String, String> values(GoToolchain toolchain, OverlayOptions options) {
    boolean flag = toolchain.minor() >= 23; // Go 1.22 has the generation's number alone
    return Map.of(
        "@FLAG@", flag ? "trace.enabled" : "trace.gen",
        "@FLAG_TYPE@", flag ? "bool" : "uintptr",
        "@MINOR@", Integer.toString(toolchain.minor()),
        "@NEXT@", Integer.toString(toolchain.minor() + 1),
        "@SAMPLE_SHIFT@", Integer.toString(options.sampleShift()),
        "@DIGEST@", Boolean.toString(options.digest()),
        "@TRACING@", flag ? "*cisternTracing" : "*cisternTracing != 0");
  }

  private static String source(GoToolchain toolchain, Path file) throws OverlayException {
    Path whole = toolchain.root().resolve(file);
    try (InputStream in = Files.newInputStream(whole)) {
      return new String(in.readNBytes(SOURCE_BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new OverlayException(
          whole + ": wanted Go's own source, found none: " + e.getMessage(), e);
    }
  }

  private static String editPool(String source) throws OverlayException {
    return new Insertion("sync/pool.go", source)
        .replaceInside(PUT, "return", "return", tell("cisternPut(p, x, 'd')") + "; return")
        .replaceInside(PUT, "l, _ := p.pin()", tell("cisternPut(p, x, 'P')") + "; l, _ := p.pin()")
        .replaceInside(GET, "x := l.private", "x := l.private; cisternStage := byte('p')")
        .replaceInside(
            GET, "x, _ = l.shared.popHead()", "x, _ = l.shared.popHead(); cisternStage = 'q'")
        .replaceInside(GET, "x = p.getSlow(pid)", "x, cisternStage = p.getSlow(pid)")
        .replaceInside(GET, "x = p.New()", "x = p.New(); cisternStage = 'N'")
        .replaceInside(GET, "return x", tell("cisternGet(p, x, cisternStage)") + "; return x")
        .replaceInside(SLOW, "return x", "return x, 's'", "return x, 'v'", "return x, 'w'")
        .replaceInside(SLOW, "return nil", "return nil, 'n'", "return nil, 'n'")
        .replace(SLOW, "func (p *Pool) getSlow(pid int) (any, byte) {")
        .text();
  }

  private static String editLabels(String source) throws OverlayException {
    String line = "runtime_setProfLabel(unsafe.Pointer(ctxLabels))";
    return new Insertion("runtime/pprof/runtime.go", source)
        .replace(line, line + "; " + tell("cisternLabels(ctxLabels)"))
        .text();
  }

  private static String tell(String call) {
    return "if cisternTraces() { " + call + " }";
  }

  private static String template(String name, Map<String, String> values) throws IOException {
    try (InputStream in = Overlay.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program lacks its own file " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace(value.getKey(), value.getValue());
      }
      return text;
    }
  }

  private static void put(
      Map<Path, Path> replace, Path root, Path target, Path relative, String text)
      throws IOException {
    Path file = target.resolve(relative);
    Files.createDirectories(file.getParent());
    writeIfNew(file, text);
    replace.put(root.resolve(relative), file);
  }

  /** An unchanged file keeps its time. */
  private static void writeIfNew(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Files.isRegularFile(file) || !java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.write(file, bytes);
    }
  }

  private static String json(Map<Path, Path> replace) {
    return replace.entrySet().stream()
        .map(entry -> "    " + quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
        .collect(Collectors.joining(",\n", "{\n  \"Replace\": {\n", "\n  }\n}\n"));
  }

  private static String quoted(Path path) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : path.toString().toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
