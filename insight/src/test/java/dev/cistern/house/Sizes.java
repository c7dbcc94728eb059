package dev.cistern.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long files and methods are. A file of code has at most {@value #MAX_FILE_LINES} lines, a
 * method of the product at most {@value #MAX_METHOD_LINES}; {@link JavaMethods} says what of a
 * method counts. Scripts of others, bundled minified with their licence, are not ours to cut.
 */
final class Sizes {
  static final int MAX_FILE_LINES = 400;
  static final int MAX_METHOD_LINES = 50;

  private static final Set<String> CODE =
      Set.of("java", "go", "js", "mjs", "sh", "jte", "css", "py", "bt");

  private Sizes() {}

  static Stream<String> violations(Checkout checkout) {
    return checkout.files().stream().flatMap(file -> of(checkout, file));
  }

  private static Stream<String> of(Checkout checkout, Path file) {
    String name = Checkout.name(file);
    if (name.contains(".min.") || !isCode(file, name)) {
      return Stream.empty();
    }
    String text = Checkout.text(file);
    List<String> told = new ArrayList<>();
    long lines = text.lines().count();
    if (lines > MAX_FILE_LINES) {
      told.add(
          "%s: wanted at most %d lines, found %d"
              .formatted(checkout.shown(file), MAX_FILE_LINES, lines));
    }
    if (name.endsWith(".java") && !checkout.shown(file).contains("src/test/")) {
      JavaMethods.in(name, text).stream()
          .filter(method -> method.lines() > MAX_METHOD_LINES)
          .map(method ->
              "%s:%d: wanted at most %d lines in a method, found %d in %s"
                  .formatted(
                      checkout.shown(file),
                      method.line(),
                      MAX_METHOD_LINES,
                      method.lines(),
                      method.name()))
          .forEach(told::add);
    }
    return told.stream();
  }

  private static boolean isCode(Path file, String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? CODE.contains(name.substring(dot + 1)) : Checkout.text(file).startsWith("#!");
  }
}
