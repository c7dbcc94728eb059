package dev.cistern.lint;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Fact;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.lint.lower.GoTree;
import dev.cistern.model.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells by the text alone which packages may concern pools, before anything is parsed: those that
 * name a pool's type, import a catalogued pool's package, or open what must be closed; and then
 * those that import one of them.
 */
final class Relevance {
  private static final long FILE_BYTES_MAX = 8L << 20;
  private static final int IMPORTS_MAX = 60;
  private final List<byte[]> words = new ArrayList<>();

  Relevance(Catalogue catalogue) {
    Set<String> texts = new LinkedHashSet<>();
    texts.add("sync.Pool");
    for (PoolEntry pool : catalogue.pools()) {
      if (pool.language() == Language.GO && !pool.functions(Role.RELEASE).isEmpty()) {
        String type = pool.type();
        int dot = type.lastIndexOf('.');
        if (dot > 0
            && type.contains("/")
            && type.contains(".")
            && type.indexOf('.') < type.indexOf('/')) {
          texts.add('"' + type.substring(0, dot) + '"');
        }
      }
    }
    for (Fact fact : catalogue.facts(Fact.Kind.CLOSE)) {
      if (fact.language() == Language.GO && !fact.what().startsWith("file")) {
        for (String function : fact.functions()) {
          String simple = function.substring(function.lastIndexOf('.') + 1);
          boolean method = function.contains("(*");
          String pkg =
              function.substring(
                  function.lastIndexOf('/') + 1, function.length() - simple.length() - 1);
          texts.add(method ? "." + simple + "(" : pkg + "." + simple + "(");
        }
      }
    }
    texts.remove(".Get(");
    texts.remove(".Do(");
    texts.remove(".Conn(");
    texts.forEach(text -> words.add(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The packages that may concern pools, in the order of the tree. */
  List<String> packages(GoTree tree) {
    Set<String> hot = new HashSet<>();
    addMentioning(tree, words, hot);
    List<byte[]> imports = new ArrayList<>();
    hot.stream()
        .filter(path -> path.contains("/"))
        .forEach(path -> imports.add(('"' + path + '"').getBytes(StandardCharsets.UTF_8)));
    if (imports.size() <= IMPORTS_MAX) {
      addMentioning(tree, imports, hot);
    }
    return tree.paths().stream().filter(hot::contains).toList();
  }

  /** The names whose calls make a function one to follow. */
  static Set<String> seeds(Catalogue catalogue) {
    Set<String> seeds = new LinkedHashSet<>(Set.of("Get", "Put", "Pool"));
    for (PoolEntry pool : catalogue.pools()) {
      if (pool.language() == Language.GO && !pool.functions(Role.RELEASE).isEmpty()) {
        pool.functions(Role.ACQUIRE).forEach(f -> seeds.add(simple(f)));
        pool.functions(Role.RELEASE).forEach(f -> seeds.add(simple(f)));
      }
    }
    for (Fact fact : catalogue.facts(Fact.Kind.CLOSE)) {
      if (fact.language() == Language.GO && !fact.what().startsWith("file")) {
        fact.functions().forEach(f -> seeds.add(simple(f)));
      }
    }
    return seeds;
  }

  static String simple(String function) {
    return function.substring(function.lastIndexOf('.') + 1);
  }

  /** Whether a text calls one of these names, or has a pool in it. */
  static boolean calls(String text, Set<String> names) {
    if (text.contains("sync.Pool") || text.contains(".New()")) {
      return true;
    }
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isJavaIdentifierPart(c)) {
        start = start < 0 ? i : start;
      } else {
        if (start >= 0
            && (c == '(' || c == '{' || c == '[')
            && names.contains(text.substring(start, i))) {
          return true;
        }
        start = -1;
      }
    }
    return false;
  }

  private static void addMentioning(GoTree tree, List<byte[]> texts, Set<String> hot) {
    for (String path : tree.paths()) {
      for (Path file : hot.contains(path) ? List.<Path>of() : tree.files(path)) {
        if (mentions(file, texts)) {
          hot.add(path);
          break;
        }
      }
    }
  }

  private static boolean mentions(Path file, List<byte[]> words) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        return false;
      }
      byte[] text = Files.readAllBytes(file);
      for (byte[] word : words) {
        if (indexOf(text, word) >= 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true; // reading it again will tell why
    }
  }

  /** Where a word stands in a text; its rarest letters are looked at first. */
  private static int indexOf(byte[] text, byte[] word) {
    byte last = word[word.length - 1];
    int end = text.length;
    int at = word.length - 1;
    while (at < end) {
      if (text[at] == last && matches(text, at - word.length + 1, word)) {
        return at - word.length + 1;
      }
      at++;
    }
    return -1;
  }

  private static boolean matches(byte[] text, int from, byte[] word) {
    for (int i = word.length - 2; i >= 0; i--) {
      if (text[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
