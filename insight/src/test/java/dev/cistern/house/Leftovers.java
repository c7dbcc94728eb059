package dev.cistern.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What work leaves behind: notes to oneself, paths of somebody's machine, hosts of package
 * registries, and golden files whose input is gone. Recorded inputs are looked into as well.
 */
final class Leftovers {
  /** Go's {@code context.TODO()} is a call, not a note. */
  private static final Pattern NOTE =
      Pattern.compile("(?<!context\\.)\\b(?:TO" + "DO|FIX" + "ME)\\b");

  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w./-])/(?:root|work|home/\\w+|Users/\\w+)/[\\w.]|[A-Z]:\\\\Users\\\\");

  private static final Pattern REGISTRY =
      Pattern.compile(
          "\\b(?:registry|repo\\d?|proxy|mirrors?|deb|pypi|crates|central)\\.(?!example)"
              + "[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.?(?:org|com|io|net|dev)\\b");

  private static final Pattern GOLDEN = Pattern.compile("\\.(?:golden|expected)(?:\\.|$)");

  private Leftovers() {}

  static Stream<String> violations(Checkout checkout) {
    return Stream.concat(
        checkout.files().stream().flatMap(file -> inText(checkout, file)),
        checkout.files().stream().flatMap(file -> golden(checkout, file)));
  }

  private static Stream<String> inText(Checkout checkout, Path file) {
    List<String> told = new ArrayList<>();
    String text = Checkout.text(file);
    String shown = checkout.shown(file);
    find(MACHINE_PATH, text, shown, "a path of somebody's machine", told);
    if (!Checkout.isBinary(text)) {
      find(NOTE, text, shown, "a note to oneself", told);
      find(REGISTRY, text, shown, "a registry's host", told);
    }
    return told.stream();
  }

  private static void find(
      Pattern pattern, String text, String shown, String what, List<String> told) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      long line = text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count() + 1;
      told.add("%s:%d: %s: %s".formatted(shown, line, what, matcher.group()));
    }
  }

  /**
   * {@code x.expected.json} or {@code x.golden} stands beside an input {@code x} or {@code x.*}.
   */
  private static Stream<String> golden(Checkout checkout, Path file) {
    Matcher mark = GOLDEN.matcher(Checkout.name(file));
    if (!mark.find()) {
      return Stream.empty();
    }
    String stem = Checkout.name(file).substring(0, mark.start());
    boolean stands =
        checkout.files().stream()
            .filter(other -> file.resolveSibling("").equals(other.resolveSibling("")))
            .map(Checkout::name)
            .filter(other -> !GOLDEN.matcher(other).find())
            .anyMatch(
                other -> (other + ".").startsWith(stem + ".") || stem.startsWith(other + "."));
    return stands
        ? Stream.empty()
        : Stream.of(checkout.shown(file) + ": golden file without its input " + stem);
  }
}
