package dev.cistern.analysis.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code label.service == "auth" && !(label.kind == "bulk" || label.kind != "x")}: equality
 * of labels, joined by and, or, not and parentheses.
 */
final class WhereParser {
  private static final String LABEL = "label.";
  private static final int DEPTH_MAX = 50;

  private final String text;
  private int at;
  private int depth;

  private WhereParser(String text) {
    this.text = text;
  }

  static Where parse(String text) throws FilterException {
    WhereParser parser = new WhereParser(text);
    Where where = parser.any();
    parser.blanks();
    if (parser.at < text.length()) {
      throw parser.wrong("&&, || or the end");
    }
    return where;
  }

  private Where any() throws FilterException {
    List<Where> parts = new ArrayList<>();
    parts.add(all());
    while (taken("||")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Where.Any(List.copyOf(parts));
  }

  private Where all() throws FilterException {
    List<Where> parts = new ArrayList<>();
    parts.add(one());
    while (taken("&&")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Where.All(List.copyOf(parts));
  }

  private Where one() throws FilterException {
    if (++depth > DEPTH_MAX) {
      throw wrong("at most %d conditions within each other".formatted(DEPTH_MAX));
    }
    try {
      if (taken("!")) {
        return new Where.Not(one());
      }
      if (taken("(")) {
        Where inner = any();
        if (!taken(")")) {
          throw wrong(")");
        }
        return inner;
      }
      return equal();
    } finally {
      depth--;
    }
  }

  private Where equal() throws FilterException {
    if (!taken(LABEL)) {
      throw wrong("label.NAME, ! or (");
    }
    int from = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw wrong("a label's name");
    }
    String key = text.substring(from, at);
    boolean negated = taken("!=");
    if (!negated && !taken("==")) {
      throw wrong("== or !=");
    }
    return new Where.Equal(key, quoted(), negated);
  }

  private String quoted() throws FilterException {
    if (!taken("\"")) {
      throw wrong("a text in \"quotes\"");
    }
    StringBuilder value = new StringBuilder();
    for (; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    if (at == text.length()) {
      throw wrong("the closing quote");
    }
    at++;
    return value.toString();
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || "_-.:/".indexOf(c) >= 0;
  }

  private boolean taken(String token) {
    blanks();
    boolean here = text.startsWith(token, at);
    if (here && token.equals("!") && text.startsWith("!=", at)) {
      return false;
    }
    at += here ? token.length() : 0;
    return here;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private FilterException wrong(String wanted) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new FilterException(text, at, wanted, found);
  }
}
