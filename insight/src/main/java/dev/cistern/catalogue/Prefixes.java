package dev.cistern.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values found by the longest prefix of a name. */
final class Prefixes<T> {
  private final TreeMap<String, T> byPrefix = new TreeMap<>();

  /** The first value added for a prefix stands. */
  void add(String prefix, T value) {
    byPrefix.putIfAbsent(prefix, value);
  }

  /** The value of the longest prefix that the name begins with. */
  Optional<T> find(String name) {
    String bound = name;
    while (true) {
      Map.Entry<String, T> below = byPrefix.floorEntry(bound);
      if (below == null) {
        return Optional.empty();
      }
      if (name.startsWith(below.getKey())) {
        return Optional.of(below.getValue());
      }
      int common = common(name, below.getKey());
      if (common == 0) {
        return Optional.empty();
      }
      bound = name.substring(0, common);
    }
  }

  private static int common(String a, String b) {
    int length = Math.min(a.length(), b.length());
    int at = 0;
    while (at < length && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }
}
