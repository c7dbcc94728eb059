package dev.cistern.lint;

import dev.cistern.model.Expected;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that say in their first line what should be found in them, as collections of cases do:
 * {@code //cistern:expect found POOL-08} (or another: {@code POOL-09 or POOL-10}), {@code
 * information POOL-01} where it is told and is no fault, {@code silent} where nothing is.
 */
public final class Expectations {
  private static final Pattern LINE =
      Pattern.compile(
          "//cistern:expect (silent|(found|information) ((?:[A-Z]+-[0-9]{2})(?: or"
              + " [A-Z]+-[0-9]{2})*))\\s*");
  private static final int FILES_MAX = 2_000;
  private static final int LINE_BYTES_MAX = 200;
  private static final int DEPTH_MAX = 12;

  private Expectations() {}

  /** What the files under some paths expect; nothing for large trees, which are no cases. */
  public static List<Expected> of(LintResult result, List<Path> paths) throws IOException {
    List<Expected> all = new ArrayList<>();
    if (result.files() > FILES_MAX) {
      return all;
    }
    Path base = Gathering.base(paths);
    Map<String, List<Finding>> byFile = new HashMap<>();
    result
        .findings()
        .forEach(finding ->
            byFile.computeIfAbsent(finding.place().file(), _ -> new ArrayList<>()).add(finding));
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path, DEPTH_MAX)) {
        for (Path file : files.filter(Expectations::isSource).sorted().toList()) {
          String shown = shown(base, file);
          wanted(file)
              .map(line -> expected(shown, line, byFile.getOrDefault(shown, List.of())))
              .ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".go") || file.toString().endsWith(".java");
  }

  private static String shown(Path base, Path file) {
    Path path = file.toAbsolutePath().normalize();
    return (path.startsWith(base) ? base.relativize(path) : path).toString().replace('\\', '/');
  }

  private static Optional<Matcher> wanted(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(LINE_BYTES_MAX), StandardCharsets.UTF_8);
      Matcher line = LINE.matcher(start.lines().findFirst().orElse(""));
      return line.matches() ? Optional.of(line) : Optional.empty();
    }
  }

  private static Expected expected(String file, Matcher line, List<Finding> findings) {
    TreeSet<String> told = new TreeSet<>();
    boolean faults = false;
    for (Finding finding : findings) {
      boolean info = finding.severity() == Severity.INFO;
      faults |= !info;
      told.add((info ? "information " : "found ") + finding.rule());
    }
    String found = told.isEmpty() ? "silent" : String.join(", ", told);
    boolean met =
        switch (String.valueOf(line.group(2))) {
          case "found" ->
              Arrays.stream(line.group(3).split(" or ")).anyMatch(r -> told.contains("found " + r));
          case "information" -> !faults && told.contains("information " + line.group(3));
          default -> told.isEmpty();
        };
    return new Expected(file, line.group(1), found, met);
  }
}
