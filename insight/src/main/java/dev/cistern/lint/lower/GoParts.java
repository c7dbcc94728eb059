package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.GoFolders;
import dev.cistern.lint.front.go.GoUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The packages under some roots as far as their texts tell without a parser: which files belong
 * together, what they import, whether they mention something.
 */
public final class GoParts {
  private final Map<String, Part> parts = new TreeMap<>();
  private final Map<String, Part> byPath = new HashMap<>();
  private final Predicate<byte[]> wanted;
  private final Function<byte[], int[]> glance;

  /**
   * Files that are read together as one package.
   *
   * @param path how it is imported; what shares a folder with another package has {@code ~} and its
   *     name behind that
   * @param files those the go command builds first
   * @param mentioned whether a text is as wanted
   * @param places for files, by their paths, the offsets in functions that are worth a look; a
   *     negative one stands for the whole package
   */
  public record Part(
      String path,
      List<Path> files,
      Set<String> imports,
      boolean mentioned,
      Map<String, int[]> places) {
    /** Whether the whole package is worth a look. */
    boolean keeps() {
      return places.values().stream().anyMatch(offsets -> offsets[offsets.length - 1] < 0);
    }
  }

  /** A collection that packages are added to, from several threads if need be. */
  public GoParts(Predicate<byte[]> wanted) {
    this(wanted, _ -> new int[0]);
  }

  /**
   * A collection that takes note of places too.
   *
   * @param glance gives the offsets in a text that are worth a look
   */
  public GoParts(Predicate<byte[]> wanted, Function<byte[], int[]> glance) {
    this.wanted = wanted;
    this.glance = glance;
  }

  /** Adds the packages of a folder. */
  public void add(GoFolders folders, GoFolders.Folder folder) {
    Map<String, List<GoUnit>> byName = new LinkedHashMap<>();
    for (GoUnit unit : folders.units(folder)) {
      String key = unit.importPath() + " " + unit.name();
      byName.computeIfAbsent(key, _ -> new ArrayList<>()).add(unit);
    }
    Map<String, String> firsts = new LinkedHashMap<>();
    byName
        .values()
        .forEach(units -> {
          GoUnit one = units.getFirst();
          boolean first = firsts.putIfAbsent(one.importPath(), one.name()) == null;
          put(part(first ? one.importPath() : one.importPath() + "~" + one.name(), units));
        });
  }

  private synchronized void put(Part part) {
    parts.put(part.path(), part);
    byPath.put(part.path(), part);
  }

  private Part part(String path, List<GoUnit> units) {
    List<Path> files = new ArrayList<>();
    Set<String> imports = new LinkedHashSet<>();
    boolean mentioned = false;
    Map<String, int[]> places = new HashMap<>();
    for (GoUnit unit : units) {
      for (GoUnit.Source source : unit.sources()) {
        files.add(source.path());
        imports(source.bytes(), imports);
        mentioned = mentioned || wanted.test(source.bytes());
        int[] offsets = glance.apply(source.bytes());
        if (offsets.length > 0) {
          places.put(source.path().toString(), offsets);
        }
      }
    }
    return new Part(path, List.copyOf(files), imports, mentioned, places);
  }

  /** The texts in quotes in front of the first declaration that is no import. */
  private static void imports(byte[] text, Set<String> into) {
    int at = 0;
    while (at < text.length) {
      byte b = text[at];
      if (b == '/' && at + 1 < text.length && text[at + 1] == '/') {
        at = indexOf(text, at, '\n');
      } else if (b == '/' && at + 1 < text.length && text[at + 1] == '*') {
        at = indexOf(text, at + 2, '*');
        while (at + 1 < text.length && text[at + 1] != '/') {
          at = indexOf(text, at + 1, '*');
        }
        at++;
      } else if (b == '"' || b == '`') {
        int end = indexOf(text, at + 1, (char) b);
        into.add(new String(text, at + 1, Math.max(0, end - at - 1), StandardCharsets.UTF_8));
        at = end;
      } else if (Character.isLetter(b)) {
        int end = at;
        while (end < text.length && (Character.isLetterOrDigit(text[end]) || text[end] == '_')) {
          end++;
        }
        switch (new String(text, at, end - at, StandardCharsets.UTF_8)) {
          case "func", "type", "var", "const" -> {
            return;
          }
          default -> at = end - 1;
        }
      }
      at++;
    }
  }

  private static int indexOf(byte[] text, int from, char wanted) {
    int at = from;
    while (at < text.length && text[at] != wanted) {
      at++;
    }
    return at;
  }

  /** All, by their paths. */
  public Collection<Part> all() {
    return parts.values();
  }

  public @Nullable Part find(String path) {
    return byPath.get(path);
  }

  /** How many files there are. */
  public int fileCount() {
    return parts.values().stream().mapToInt(part -> part.files().size()).sum();
  }
}
