package dev.cistern.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a terminal: painted, wrapped, indented. Every text that comes in is made {@link Visible}
 * first, so the only escapes that go out are our own.
 */
final class TextOut {
  private static final String[][] ASCII = {
    {"·", "-"},
    {"…", "~"},
    {"─", "-"},
    {"→", "->"},
    {"–", "-"},
    {"µ", "u"},
    {"λ", "lambda"},
    {"²", "^2"},
    {"−", "-"},
    {"✓", "*"},
    {"×", "x"},
    {"∞", "inf"},
    {"≤", "<="},
    {"├─", "|-"},
    {"└─", "`-"},
    {"│", "|"}
  };

  private static final int LABEL = 8;

  private final Appendable out;
  private final TextStyle style;

  TextOut(Appendable out, TextStyle style) {
    this.out = out;
    this.style = style;
  }

  int columns() {
    return style.columns();
  }

  boolean unicode() {
    return style.unicode();
  }

  /** One text as it will stand in a line, painted. */
  String paint(Ink ink, String text) {
    return style.colour() ? ink.on(Visible.line(text)) : Visible.line(text);
  }

  /** An empty line. */
  void gap() throws IOException {
    out.append('\n');
  }

  /** Ends a line made of {@link #paint}ed texts. */
  void line(String... painted) throws IOException {
    StringBuilder whole = new StringBuilder();
    for (String part : painted) {
      whole.append(part);
    }
    out.append(plain(whole.toString().stripTrailing())).append('\n');
  }

  /** A heading over the whole width. */
  void heading(String text) throws IOException {
    String rule = "─".repeat(Math.max(3, columns() - Visible.columns(text) - 1));
    gap();
    line(paint(Ink.HEADING, text), " ", paint(Ink.FAINT, rule));
  }

  /** A paragraph that begins at {@code indent}, on its first line a label eight columns before. */
  void labelled(int indent, String label, Ink ink, String text) throws IOException {
    String head = head(indent, label);
    for (String row : wrap(Visible.lines(text), columns() - indent)) {
      line(head, paint(ink, row));
      head = " ".repeat(indent);
    }
  }

  /** One line with a label, however wide: a command must stay whole to be copied. */
  void labelledWhole(int indent, String label, Ink ink, String text) throws IOException {
    line(head(indent, label), paint(ink, text));
  }

  /** One line with a label, its second text faint. */
  void beside(int indent, String label, String text, String faint) throws IOException {
    line(head(indent, label), paint(Ink.PLAIN, text), paint(Ink.FAINT, faint));
  }

  private String head(int indent, String label) {
    return " ".repeat(indent - LABEL) + paint(Ink.FAINT, pad(fit(label, LABEL - 1, false), LABEL));
  }

  /** A paragraph. */
  void paragraph(int indent, Ink ink, String text) throws IOException {
    for (String row : wrap(Visible.lines(text), columns() - indent)) {
      line(" ".repeat(indent), paint(ink, row));
    }
  }

  private String plain(String text) {
    if (style.unicode()) {
      return text;
    }
    String ascii = text;
    for (String[] pair : ASCII) {
      ascii = ascii.replace(pair[0], pair[1]);
    }
    return ascii;
  }

  /** The text filled up with spaces on its right. */
  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - Visible.columns(text)));
  }

  /** The text filled up with spaces on its left. */
  static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - Visible.columns(text))) + text;
  }

  /** Breaks at spaces; a word wider than the line stands alone and whole. */
  static List<String> wrap(String text, int columns) {
    List<String> rows = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder row = new StringBuilder();
      int filled = 0;
      for (String word : paragraph.strip().split(" +")) {
        int width = Visible.columns(word);
        if (filled > 0 && filled + 1 + width > columns) {
          rows.add(row.toString());
          row.setLength(0);
          filled = 0;
        }
        if (filled > 0) {
          row.append(' ');
          filled++;
        }
        row.append(word);
        filled += width;
      }
      rows.add(row.toString());
    }
    while (rows.size() > 1 && rows.getLast().isEmpty()) {
      rows.removeLast();
    }
    return rows;
  }

  /** Cuts to a width: in the middle where the end says most, else at the end. */
  static String fit(String text, int columns, boolean keepEnd) {
    if (Visible.columns(text) <= columns) {
      return text;
    }
    if (columns <= 1) {
      return "…";
    }
    int head = keepEnd ? Math.max(0, columns / 5 - 1) : columns - 1;
    int tail = columns - 1 - head;
    return prefix(text, head) + "…" + suffix(text, tail);
  }

  private static String prefix(String text, int columns) {
    int end = 0;
    int filled = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      filled += Visible.columns(c);
      if (filled > columns) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  private static String suffix(String text, int columns) {
    int start = text.length();
    int filled = 0;
    while (start > 0) {
      int c = text.codePointBefore(start);
      filled += Visible.columns(c);
      if (filled > columns) {
        break;
      }
      start -= Character.charCount(c);
    }
    return text.substring(start);
  }
}
