package dev.cistern.format.gobench;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.BenchmarkList;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the lines: {@code key: value} holds for the results below it, {@code Unit ns/op
 * better=lower} for a unit, results repeat with {@code -count}, and what else a test prints is
 * passed over.
 */
final class BenchText {
  private static final int KEYS_MAX = 64;
  private static final int REASON_CHARS_MAX = 200;
  private static final int LINES_MAX = 1_000_000; // of results; a long night's run has thousands
  private static final String FAILED = "--- FAIL: Benchmark";
  private static final String PANIC = "panic: ";
  private static final String PACKAGE_FAILED = "FAIL\t";
  private static final Map<String, Better> KNOWN =
      Map.of(
          "ns/op", Better.LOWER,
          "sec/op", Better.LOWER,
          "B/op", Better.LOWER,
          "allocs/op", Better.LOWER,
          "MB/s", Better.HIGHER,
          "B/s", Better.HIGHER);

  private final Lines lines;
  private final DamageLog log;
  private final BenchmarkList list;
  private final SortedMap<String, String> configuration = new TreeMap<>();
  private BenchmarkList.Configuration current = new BenchmarkList.Configuration(configuration);
  private final Map<String, Better> better = new HashMap<>(KNOWN);
  private final Set<String> units = new HashSet<>(KNOWN.keySet());
  private boolean failureOpen; // whether the next indented line is its reason
  private int failuresOfPackage;
  private boolean changed; // the configuration, since the last result
  private String panic = "";

  BenchText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    list = new BenchmarkList(budget, log);
  }

  Benchmarks read() {
    int results = 0;
    while (lines.next()) {
      String line = lines.text();
      Optional<ResultLine> result = ResultLine.of(line);
      if (result.isPresent()) {
        failureOpen = false;
        if (results++ == LINES_MAX) {
          log.add(lines.offset(), "at most %d results".formatted(LINES_MAX), "more");
          break;
        }
        take(result.get());
      } else if (!configuration(line) && !unit(line)) {
        failure(line);
      }
    }
    return list.build("go test");
  }

  private void take(ResultLine result) {
    if (changed) {
      current = new BenchmarkList.Configuration(configuration);
      changed = false;
    }
    boolean cut = !lines.ended();
    int taken = 0;
    for (ResultLine.Measured one : result.values()) {
      if (cut && !units.contains(one.unit())) {
        break; // the file may end within the unit's name
      }
      if (units.size() < KEYS_MAX * KEYS_MAX) {
        units.add(one.unit());
      }
      list.add(
          lines.offset(),
          result.name(),
          current,
          one.unit(),
          one.unit(),
          better.getOrDefault(one.unit(), Better.UNKNOWN),
          one.value());
      taken++;
    }
    if (!result.whole() || taken < result.values().size()) {
      log.add(
          lines.offset(), "a number and a unit for every value", "“" + shown(lines.text()) + "”");
    }
  }

  /** {@code pkg: example.com/shop}: a key in small letters, which an empty value takes back. */
  private boolean configuration(String line) {
    int colon = line.indexOf(':');
    if (colon <= 0 || !Character.isLowerCase(line.charAt(0)) || line.startsWith(PANIC)) {
      return false;
    }
    String key = line.substring(0, colon);
    boolean separated = colon + 1 == line.length() || " \t".indexOf(line.charAt(colon + 1)) >= 0;
    if (!separated || key.chars().anyMatch(c -> Character.isWhitespace(c) || isUpper(c))) {
      return false;
    }
    String value = line.substring(colon + 1).strip();
    if (value.isEmpty()) {
      configuration.remove(key);
    } else if (configuration.size() < KEYS_MAX || configuration.containsKey(key)) {
      configuration.put(key, value);
    }
    changed = true;
    return true;
  }

  private static boolean isUpper(int c) {
    return Character.isUpperCase(c);
  }

  /** {@code Unit p99-ns/op better=lower}. */
  private boolean unit(String line) {
    String[] words = line.startsWith("Unit ") ? line.split("[ \t]+", 16) : new String[0];
    if (words.length < 3) {
      return false;
    }
    for (String word : words) {
      switch (word) {
        case "better=lower" -> better.put(words[1], Better.LOWER);
        case "better=higher" -> better.put(words[1], Better.HIGHER);
        default -> {}
      }
    }
    return true;
  }

  private void failure(String line) {
    String trimmed = line.strip();
    if (trimmed.startsWith(FAILED)) {
      String name = trimmed.substring(FAILED.length());
      list.fail(name.split("[ \t]", 2)[0], "");
      failureOpen = true;
      failuresOfPackage++;
    } else if (failureOpen && line.startsWith(" ") && !trimmed.isEmpty()) {
      list.reason(shown(trimmed));
      failureOpen = false;
    } else if (trimmed.startsWith(PANIC)) {
      panic = shown(trimmed);
    } else if (line.startsWith(PACKAGE_FAILED)) {
      if (failuresOfPackage == 0) {
        list.fail(line.split("\t", 4)[1], panic.isEmpty() ? "the package failed" : panic);
      }
      failuresOfPackage = 0;
      panic = "";
    } else if (line.startsWith("ok  ")) {
      failuresOfPackage = 0;
      panic = "";
    }
  }

  private static String shown(String text) {
    return text.length() > REASON_CHARS_MAX ? text.substring(0, REASON_CHARS_MAX) + "…" : text;
  }
}
