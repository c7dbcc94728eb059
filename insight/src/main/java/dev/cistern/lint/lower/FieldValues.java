package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.NameBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which functions the fields of a package's structs are set to, by a look through its text. */
final class FieldValues {
  private final Map<String, Set<String>> byField = new HashMap<>();

  FieldValues(GoPackage pkg) {
    for (GoSource source : pkg.sources()) {
      byte[] text = source.file().source();
      for (int i = 1; i < text.length; i++) {
        if (text[i] == ':' || text[i] == '=') {
          set(pkg, source, text, i);
        }
      }
    }
  }

  /** {@code field: function,} or {@code x.field = function} and the end of the line. */
  private void set(GoPackage pkg, GoSource source, byte[] text, int sign) {
    int nameEnd = sign;
    while (nameEnd > 0 && text[sign] == '=' && isBlank(text[nameEnd - 1])) {
      nameEnd--;
    }
    int name = nameEnd;
    while (name > 0 && NameBytes.isPart(text[name - 1])) {
      name--;
    }
    int value = sign + 1;
    while (value < text.length && isBlank(text[value])) {
      value++;
    }
    int end = value;
    while (end < text.length && (NameBytes.isPart(text[end]) || text[end] == '.')) {
      end++;
    }
    boolean ends = end < text.length && (text[end] == ',' || text[end] == '\n');
    if (name < nameEnd && value < end && ends && !Character.isDigit(text[value])) {
      String function = full(pkg, source, source.file().text(value, end));
      if (!function.isEmpty()) {
        String field = source.file().text(name, nameEnd);
        byField.computeIfAbsent(field, _ -> new TreeSet<>()).add(function);
      }
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** The full name of a function; empty where the text names none. */
  private static String full(GoPackage pkg, GoSource source, String value) {
    int dot = value.indexOf('.');
    if (dot < 0) {
      return pkg.func(value) == null ? "" : pkg.path() + "." + value;
    }
    String path = source.importPath(value.substring(0, dot));
    return path.isEmpty() ? "" : path + value.substring(dot);
  }

  /** The functions a field of this name is set to somewhere. */
  Set<String> of(String field) {
    return byField.getOrDefault(field, Set.of());
  }
}
