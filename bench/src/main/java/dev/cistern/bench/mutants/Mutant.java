package dev.cistern.bench.mutants;

import dev.cistern.lint.front.go.tree.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A change of a package's code.
 *
 * @param kind what was done to it
 * @param rules of which one must speak; empty where none may
 * @param at file and function
 * @param splices what changes, file by file
 */
record Mutant(String kind, Set<String> rules, String at, Map<GoFile, List<Splice>> splices) {

  /** Puts a text in the place of some bytes. */
  record Splice(int from, int to, String text) {}

  /** A mutant of one file with no change yet. */
  static Mutant of(String kind, Set<String> rules, PoolCode.Place place) {
    return new Mutant(
        kind, rules, place.file().path() + " " + place.func().name().name(), new LinkedHashMap<>());
  }

  /** Changes a stretch of a file. */
  Mutant splice(GoFile file, int from, int to, String text) {
    splices.computeIfAbsent(file, _ -> new ArrayList<>()).add(new Splice(from, to, text));
    return this;
  }

  /** Puts a declaration at a file's end. */
  Mutant declare(GoFile file, String text) {
    int end = file.source().length;
    return splice(file, end, end, "\n" + text + "\n");
  }

  /** The new content of each file that changes. */
  Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new TreeMap<>();
    splices.forEach((file, all) -> contents.put(file.path(), applied(file.source(), all)));
    return contents;
  }

  private static byte[] applied(byte[] source, List<Splice> all) {
    List<Splice> ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparingInt(Splice::from));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Splice one : ordered) {
      if (one.from() < at) {
        return source; // two changes of one place: none is made
      }
      out.append(new String(source, at, one.from() - at, StandardCharsets.UTF_8))
          .append(one.text());
      at = one.to();
    }
    out.append(new String(source, at, source.length - at, StandardCharsets.UTF_8));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
