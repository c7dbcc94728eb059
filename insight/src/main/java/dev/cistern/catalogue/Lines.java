package dev.cistern.catalogue;

import java.util.List;

/**
 * Finds the lines of a file that a mistake is about; the TOML tree no longer knows them.
 *
 * <p>Good for the usual layout with one key a line; elsewhere the header's line or 0 is given.
 */
final class Lines {
  private final List<String> lines;

  Lines(String text) {
    lines = text.lines().map(String::strip).toList();
  }

  /** The line of a top-level key or table. */
  int key(String name) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (isKey(line, name)
          || line.startsWith("[" + name + "]")
          || line.startsWith("[[" + name + "]]")) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The line of the header of a table's entry, counted from 0. */
  int table(String table, int index) {
    int seen = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("[[" + table + "]]") && seen++ == index) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The line of a key in a table's entry, else that of its header. */
  int key(String table, int index, String key) {
    int header = table(table, index);
    return header == 0 ? 0 : keyBelow(header, key);
  }

  /** The line of a key below a header, else that of the header. */
  int keyAfter(String header, String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(header)) {
        return keyBelow(i + 1, key);
      }
    }
    return 0;
  }

  private int keyBelow(int header, String key) {
    for (int i = header; i < lines.size() && !lines.get(i).startsWith("["); i++) {
      if (isKey(lines.get(i), key)) {
        return i + 1;
      }
    }
    return header;
  }

  private static boolean isKey(String line, String name) {
    for (String spelling : List.of(name, "\"" + name + "\"", "'" + name + "'")) {
      if (line.startsWith(spelling)
          && line.substring(spelling.length()).stripLeading().startsWith("=")) {
        return true;
      }
    }
    return false;
  }
}
