package dev.cistern.report;

import java.io.IOException;

/**
 * Markdown in which a text from a file stays text: no markup, no links, no mentions, no breaks out
 * of a table's cell.
 */
final class Markdown {
  private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~&$^=:\"'";
  private static final String SPLIT = "<!-- -->";

  private Markdown() {}

  /** Running text: everything that could be markup is escaped, names and addresses are split. */
  static String text(String text) {
    String visible = Visible.line(text);
    StringBuilder out = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      if (c == '@' || (c == '/' && i + 1 < visible.length() && visible.charAt(i + 1) == '/')) {
        out.append(c).append(SPLIT); // neither a mention nor an address
      } else if (c == 'w' && visible.startsWith("www.", i)) {
        out.append(c).append(SPLIT);
      } else if (c == '#') {
        out.append("\\#").append(SPLIT); // nor the number of an issue
      } else if (isMarkup(visible, i)) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Only what can be markup where it stands: prose keeps its full stops. */
  private static boolean isMarkup(String text, int at) {
    char c = text.charAt(at);
    if (SPECIAL.indexOf(c) < 0) {
      return false;
    }
    return switch (c) {
      case '.', ')', '-', '+', '=', ':', '\'', '"', '(', '!' -> at == 0 || c == '!';
      default -> true;
    };
  }

  /** A name or place as code, also inside a table. */
  static String code(String text) {
    String visible = Visible.line(text).strip();
    if (visible.isEmpty()) {
      return "";
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < visible.length(); i++) {
      run = visible.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String gap = visible.startsWith("`") || visible.endsWith("`") ? " " : "";
    return fence + gap + visible.replace("\\|", "\\ |").replace("|", "\\|") + gap + fence;
  }

  /** Running text inside an HTML element. */
  static String html(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : Visible.line(text).toCharArray()) {
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '@', '#', '/' -> out.append(c).append(SPLIT);
        case '*', '_', '`', '[', ']', '\\', '!', '~', '|', '$' ->
            out.append("&#").append((int) c).append(';');
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** A block of code; nothing in it ends it. */
  static void fenced(Appendable out, String language, String code) throws IOException {
    String visible = Visible.lines(code).stripTrailing();
    StringBuilder fence = new StringBuilder("```");
    while (visible.contains(fence)) {
      fence.append('`');
    }
    out.append(fence).append(language).append('\n');
    out.append(visible).append('\n').append(fence).append('\n');
  }
}
