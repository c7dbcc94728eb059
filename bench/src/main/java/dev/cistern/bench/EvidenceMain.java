package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads every file of a list with {@code cistern info} and {@code cistern top} as whole processes,
 * and prints what differs from the reference tools.
 *
 * <p>Arguments: the checkout, the JDK, the built reference program or {@code -}, Go's root or
 * {@code -}, the folder, the list. Exit 1 where a difference has no reason in {@code
 * bench/evidence-reasons.json}.
 */
public final class EvidenceMain {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int EVERY_ROW = 10_000_000;
  private static final int CODE_UNREADABLE = 3;

  /** How one file fared. */
  private record Outcome(String read, List<String> differences, String note) {}

  private final JsonMapper json = JsonMapper.builder().build();
  private final String cistern;
  private final Reference reference;
  private final Reasons reasons;
  private final Path work;
  private int equal;
  private int explained;
  private int unexplained;
  private int refused;
  private int missing;
  private int unchecked;

  private EvidenceMain(Path root, Reference reference, Path work) throws IOException {
    this.cistern = root.resolve("cistern").toString();
    this.reference = reference;
    this.work = work;
    this.reasons = Reasons.read(root.resolve("bench/evidence-reasons.json"));
  }

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Optional<Path> goReference = given(arguments[2]);
    Optional<Path> goRoot = given(arguments[3]);
    Path folder = Path.of(arguments[4]);
    Path list = Path.of(arguments[5]);
    boolean clean;
    try (Scratch work = Scratch.of("bench-evidence-")) {
      Path expected = folder.toAbsolutePath().normalize().resolveSibling("expected");
      Reference reference =
          new Reference(expected, goReference, Path.of(arguments[1]), work.folder());
      clean = new EvidenceMain(root, reference, work.folder()).run(folder, list, goRoot);
    }
    System.exit(clean ? 0 : 1);
  }

  private boolean run(Path folder, Path list, Optional<Path> goRoot) throws IOException {
    Map<String, Path> files = ForeignFile.byDigest(folder);
    System.out.printf("%-14s %-13s %-9s %s%n", "id", "kind", "read", "beside the reference");
    for (String line : Files.readAllLines(list)) {
      if (line.isBlank()) {
        continue;
      }
      ForeignFile file = ForeignFile.of(json.readTree(line));
      Optional<Path> found = file.find(files, goRoot);
      if (found.isEmpty()) {
        missing++;
        print(file, "-", "the file is not in the folder");
        continue;
      }
      Path read = file.unwrapped(found.get(), work);
      tell(file, outcome(file, read));
    }
    System.out.printf(
        "%n%d equal, %d different with a reason, %d different without, %d refused as they may be,"
            + " %d without a reference, %d not found%n",
        equal, explained, unexplained, refused, unchecked, missing);
    return unexplained == 0;
  }

  private void tell(ForeignFile file, Outcome outcome) {
    if (outcome.differences().isEmpty()) {
      print(file, outcome.read(), outcome.note());
      return;
    }
    for (String difference : outcome.differences()) {
      Optional<String> reason = reasons.of(file, difference);
      if (reason.isPresent()) {
        explained++;
      } else {
        unexplained++;
      }
      print(
          file,
          outcome.read(),
          (reason.isPresent() ? "different: " : "DIFFERENT: ")
              + difference
              + reason.map(why -> "  [" + why + "]").orElse(""));
    }
  }

  private Outcome outcome(ForeignFile file, Path read) throws IOException {
    Processes.Result info = cistern("info", read, List.of());
    Optional<JsonNode> theirs = reference.of(file, read);
    String theyRefuse =
        theirs
            .map(answer ->
                answer.path("refused").asString("")
                    + answer.path("summary").path("refused").asString(""))
            .orElse("");
    if (info.exit() == CODE_UNREADABLE) {
      if (file.mayBeRefused() || !theyRefuse.isEmpty()) {
        refused++;
        return new Outcome("refused", List.of(), oneSentence(info));
      }
      return new Outcome("refused", List.of("refused: " + oneSentence(info)), "");
    }
    if (!info.ok()) {
      String how = info.tooLong() ? "no answer in time" : "exit " + info.exit();
      return new Outcome("failed", List.of("failed: " + how + ": " + oneSentence(info)), "");
    }
    if (theirs.isEmpty()) {
      unchecked++;
      return new Outcome("read", List.of(), "no reference tool here");
    }
    if (!theyRefuse.isEmpty()) {
      equal++;
      return new Outcome("read", List.of(), "the reference refuses it: " + theyRefuse);
    }
    List<String> differences = compared(file, read, json.readTree(info.out()), theirs.get());
    equal += differences.isEmpty() ? 1 : 0;
    return new Outcome("read", differences, "equal");
  }

  private List<String> compared(ForeignFile file, Path read, JsonNode info, JsonNode theirs)
      throws IOException {
    if (file.kind().startsWith("jfr")) {
      return Comparison.ofRecording(info, theirs);
    }
    if (file.kind().contains("trace")) {
      return Comparison.ofTrace(info, theirs);
    }
    Processes.Result top = cistern("top", read, List.of("--limit", Integer.toString(EVERY_ROW)));
    if (!top.ok()) {
      return List.of("top failed: exit " + top.exit() + ": " + oneSentence(top));
    }
    try {
      return Comparison.ofProfile(info, json.readTree(top.out()), theirs);
    } catch (JacksonException e) {
      return List.of("top: no JSON: " + e.getOriginalMessage());
    }
  }

  private Processes.Result cistern(String verb, Path file, List<String> more) throws IOException {
    List<String> command = new ArrayList<>(List.of(cistern, verb, file.toString()));
    command.addAll(List.of("--format", "json"));
    command.addAll(more);
    return Processes.run(command, LIMIT);
  }

  /** What was said on standard error without the file's place on this machine. */
  private String oneSentence(Processes.Result result) {
    return result.lastWords().replaceAll("(?:/[^\\s/@:]+)+/", "");
  }

  private static void print(ForeignFile file, String read, String what) {
    System.out.printf("%-14s %-13s %-9s %s%n", file.id(), file.kind(), read, what);
  }

  private static Optional<Path> given(String argument) {
    return argument.equals("-") ? Optional.empty() : Optional.of(Path.of(argument));
  }
}
