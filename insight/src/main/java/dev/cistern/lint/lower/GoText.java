package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.NameBytes;
import dev.cistern.lint.front.go.tree.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words and signs of a function, comments left out, for questions that need no tree. */
final class GoText {
  private final GoFunc func;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final Map<String, String> params = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  GoText(GoFunc func) {
    this.func = func;
    byte[] text = func.source().file().source();
    split(text, func.decl().pos(), Math.min(func.decl().end(), text.length));
    for (Field field : func.decl().type().params().list()) {
      String type = func.source().file().text(field.type());
      field.names().forEach(name -> params.put(name.name(), type));
    }
    given.addAll(params.keySet());
    derive();
  }

  GoFunc func() {
    return func;
  }

  int size() {
    return words.size();
  }

  /** The word at a place; empty beyond the ends. */
  String word(int at) {
    return at < 0 || at >= words.size() ? "" : words.get(at);
  }

  int offset(int at) {
    return offsets.get(at);
  }

  /** The type of a parameter as it is written; empty where it is none. */
  String param(String name) {
    return params.getOrDefault(name, "");
  }

  /** Whether one of the words in a stretch comes from a parameter. */
  boolean isGiven(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!word(i - 1).equals(".") && given.contains(word(i))) {
        return true;
      }
    }
    return false;
  }

  String shown(int from, int to) {
    return String.join("", words.subList(from, to));
  }

  /** The place behind the bracket that closes the one at a place. */
  int close(int open) {
    int depth = 0;
    for (int i = open; i < words.size(); i++) {
      String word = word(i);
      if (word.equals("[") || word.equals("(") || word.equals("{")) {
        depth++;
      } else if (word.equals("]") || word.equals(")") || word.equals("}")) {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    return words.size();
  }

  /** What is set from what comes from a parameter comes from there too: line by line. */
  private void derive() {
    int line = 0;
    for (int i = 0; i <= words.size(); i++) {
      if (i == words.size() || word(i).equals("\n")) {
        derive(line, i);
        line = i + 1;
      }
    }
  }

  private void derive(int from, int to) {
    for (int i = from; i < to; i++) {
      if (word(i).equals(":=") || word(i).equals("=")) {
        if (isGiven(i + 1, to)) {
          for (int j = i - 1; j >= from && (word(j).equals(",") || isName(word(j))); j--) {
            if (isName(word(j)) && !word(j - 1).equals(".")) {
              given.add(word(j));
            }
          }
        }
        return;
      }
    }
  }

  private static boolean isName(String word) {
    return !word.isEmpty() && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_');
  }

  private void split(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = text[at];
      int end = at + 1;
      if (b == '/' && end < to && text[end] == '/') {
        at = until(text, end, to, '\n');
        continue;
      }
      if (b == '/' && end < to && text[end] == '*') {
        at = blockEnd(text, end + 1, to);
        continue;
      }
      if (b == ' ' || b == '\t' || b == '\r') {
        at++;
        continue;
      }
      if (NameBytes.isPart(b)) {
        while (end < to && NameBytes.isPart(text[end])) {
          end++;
        }
      } else if (b == '"' || b == '`' || b == '\'') {
        end = stringEnd(text, at, to);
      } else if (end < to && text[end] == '=' && b != '[' && b != '(' && b != '{' && b != '\n') {
        end++;
      }
      words.add(new String(text, at, end - at, StandardCharsets.UTF_8));
      offsets.add(at);
      at = end;
    }
  }

  private static int stringEnd(byte[] text, int from, int to) {
    int at = from + 1;
    while (at < to && text[at] != text[from]) {
      at += text[at] == '\\' && text[from] != '`' ? 2 : 1;
    }
    return Math.min(to, at + 1);
  }

  private static int blockEnd(byte[] text, int from, int to) {
    int at = from;
    while (at + 1 < to && !(text[at] == '*' && text[at + 1] == '/')) {
      at++;
    }
    return Math.min(to, at + 2);
  }

  private static int until(byte[] text, int from, int to, char wanted) {
    int at = from;
    while (at < to && text[at] != wanted) {
      at++;
    }
    return at;
  }
}
