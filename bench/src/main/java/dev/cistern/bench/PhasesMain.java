package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs each planted misuse of pools by itself and the healthy twin many times, and says whether
 * each is named by its own rule and by no other; what is information alone may stand beside it.
 *
 * <p>Arguments: the checkout, the go command, then {@code --twins N}, {@code --toolchains
 * local,go1.24.9}, {@code --phases a,b}. Exits 1 where one speaks wrongly or stays silent.
 */
public final class PhasesMain {
  /** Enough for a second and more of collections. */
  private static final List<String> LOAD = List.of("-rounds", "600", "-pace", "2ms");

  private final Path root;
  private final String go;
  private int twins = 20;
  private List<String> toolchains = List.of("local");
  private Set<String> only = Set.of();
  private int wrong;

  private PhasesMain(String[] arguments) {
    root = Path.of(arguments[0]);
    go = arguments[1];
    for (int i = 2; i + 1 < arguments.length; i += 2) {
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--twins" -> twins = Integer.parseInt(value);
        case "--toolchains" -> toolchains = List.of(value.split(","));
        case "--phases" -> only = Set.of(value.split(","));
        default ->
            throw new IllegalArgumentException(
                "wanted --twins, --toolchains or --phases, found " + arguments[i]);
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    PhasesMain main = new PhasesMain(arguments);
    for (String toolchain : main.toolchains) {
      try (Scratch work = Scratch.of("bench-phases-")) {
        main.run(new PoolProgram(main.root, main.go, toolchain), work.folder());
      }
    }
    System.out.printf("%n%s%n", main.wrong == 0 ? "all as they should be" : main.wrong + " wrong");
    System.exit(main.wrong == 0 ? 0 : 1);
  }

  private void run(PoolProgram program, Path work) throws IOException {
    Path binary = program.build(work.resolve("pooltrace"), true, "--digest");
    System.out.printf(
        "%n%s%n%n| run | wanted | told | as information | |%n|---|---|---|---|---|%n",
        program.version());
    for (Map.Entry<String, String> phase : rules(binary).entrySet()) {
      if (only.isEmpty() || only.contains(phase.getKey())) {
        tell(phase.getKey(), phase.getValue(), told(program, binary, work, phase.getKey(), false));
      }
    }
    for (int i = 1; i <= twins; i++) {
      tell("healthy twin " + i, "", told(program, binary, work, "", true));
    }
  }

  /** What a diagnosis told: the rules of its faults, and those of what is information alone. */
  private record Told(Set<String> faults, Set<String> notes) {}

  private void tell(String run, String wanted, Told told) {
    Set<String> others = new TreeSet<>(told.faults());
    others.remove(wanted);
    boolean named =
        wanted.isEmpty() || told.faults().contains(wanted) || told.notes().contains(wanted);
    boolean right = named && others.isEmpty();
    wrong += right ? 0 : 1;
    System.out.printf(
        "| %s | %s | %s | %s | %s |%n",
        run,
        wanted,
        String.join(", ", told.faults()),
        String.join(", ", told.notes()),
        right ? "" : "**wrong**");
  }

  /** The program's own list: each phase with the rule that is to name it. */
  private static Map<String, String> rules(Path binary) throws IOException {
    Map<String, String> rules = new LinkedHashMap<>();
    for (String line : PoolProgram.said(List.of(binary.toString(), "-list")).lines().toList()) {
      String[] words = line.split(" ", -1);
      rules.put(words[0], words[1]);
    }
    return rules;
  }

  private Told told(PoolProgram program, Path binary, Path work, String phase, boolean healthy)
      throws IOException {
    List<String> run = new ArrayList<>(List.of(binary.toString(), "-o", work.toString()));
    run.addAll(LOAD);
    run.addAll(healthy ? List.of("-healthy") : List.of("-phases", phase));
    PoolProgram.said(run);
    String json =
        PoolProgram.said(
            List.of(
                program.cistern(),
                "diagnose",
                work.resolve("go.trace").toString(),
                "--format",
                "json"));
    Told told = new Told(new TreeSet<>(), new TreeSet<>());
    for (JsonNode finding : JsonMapper.shared().readTree(json).get("findings")) {
      boolean note = finding.get("severity").asString().equals("info");
      (note ? told.notes() : told.faults()).add(finding.get("rule").asString());
    }
    return told;
  }
}
