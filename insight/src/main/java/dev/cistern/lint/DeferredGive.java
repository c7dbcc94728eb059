package dev.cistern.lint;

import dev.cistern.lint.front.go.NameBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells whether a deferred call may give back a slice that is set anew behind it. */
final class DeferredGive {
  private static final int AHEAD_BYTES_MAX = 6_000;
  private static final String[] VERBS = {"ut", "elease", "ree", "ecycle", "eturn"};
  private static final String FIRST = "prfPRF";

  private DeferredGive() {}

  /** Whether {@code put(name)} or {@code x.Put(y.name)} stands here and the name is set later. */
  static boolean isWorth(byte[] text, int at) {
    int i = at;
    int verb = at;
    int name = -1;
    while (i < text.length && text[i] != '\n' && text[i] != ')') {
      if (text[i] == '.' && name < 0) {
        verb = i + 1;
      } else if (text[i] == '(') {
        if (name >= 0) {
          return false;
        }
        name = i + 1;
      } else if (text[i] == '.' || text[i] == ' ') {
        name = name < 0 ? name : i + 1;
      } else if (!NameBytes.isPart(text[i]) && text[i] != ',' && text[i] != '[' && text[i] != ']') {
        return false;
      }
      i++;
    }
    return name > 0
        && name < i
        && i + 1 < text.length
        && text[i] == ')'
        && isVerb(text, verb)
        && isSetLater(text, i, name, i);
  }

  private static boolean isVerb(byte[] text, int at) {
    if (at >= text.length || FIRST.indexOf(text[at]) < 0) {
      return false;
    }
    for (String verb : VERBS) {
      byte[] rest = verb.getBytes(StandardCharsets.US_ASCII);
      if (at + 1 + rest.length <= text.length
          && Arrays.equals(text, at + 1, at + 1 + rest.length, rest, 0, rest.length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSetLater(byte[] text, int from, int start, int end) {
    int length = end - start;
    int last = Math.min(text.length - length - 3, from + AHEAD_BYTES_MAX);
    boolean field = text[start - 1] == '.';
    if (field) {
      return true;
    }
    for (int i = from; i < last; i++) {
      if (text[i] == '\n' && text[i + 1] == '}') {
        return false;
      }
      if (text[i] == text[start]
          && !NameBytes.isPart(text[i - 1])
          && Arrays.equals(text, i, i + length, text, start, end)
          && (text[i - 1] == '&'
              || text[i + length] == ','
              || text[i + length] == ' ' && text[i + length + 1] == '=')) {
        return true;
      }
    }
    return false;
  }
}
