package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.FlameGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes flame graphs as one picture: an icicle for each sample type, the root at the top. It is
 * SVG without scripts or references, in light and dark; every name is text, and a call tells its
 * figures when pointed at.
 */
public final class SvgFlame {
  private static final int WIDTH = 1200;
  private static final int MARGIN = 10;
  private static final int ROW = 18;
  private static final int HEAD = 34;
  private static final double CHARACTER = 6.7;
  private static final double NARROWEST = 0.8;
  private static final int DEPTH_MAX = 200;
  private static final int NAME_MAX = 300;

  private static final String STYLE =
      """
      <style>
      text{font:11px ui-monospace,Menlo,Consolas,monospace;fill:#1d1d1f}
      .head{font:600 14px system-ui,sans-serif}
      .page{fill:#fff}
      rect{stroke:#fff;stroke-width:.5}
      g:hover>rect{stroke:#1d1d1f}
      @media (prefers-color-scheme:dark){.page{fill:#16181d}.head{fill:#eceff4}rect{stroke:#16181d}}
      </style>
      """;

  /** A call, where it stands. */
  private record Cell(int node, double x, double width, int depth) {}

  /** One icicle under another; {@code file} is the heading. */
  public void write(String file, List<FlameGraph> flames, Appendable out) throws IOException {
    List<List<Cell>> pictures = new ArrayList<>();
    int height = MARGIN;
    for (FlameGraph flame : flames) {
      List<Cell> cells = cells(new TreeNodes(flame));
      pictures.add(cells);
      height += HEAD + (1 + depth(cells)) * ROW + MARGIN;
    }
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, height, WIDTH, height, escape("Flame graphs of " + file)));
    out.append("<title>").append(escape("Flame graphs of " + file)).append("</title>\n");
    out.append(STYLE);
    out.append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
    int y = MARGIN;
    for (int i = 0; i < flames.size(); i++) {
      TreeNodes tree = new TreeNodes(flames.get(i));
      String head = tree.graph().title() + " · " + tree.amount(tree.total(0)) + " · " + file;
      out.append(
          "<text class=\"head\" x=\"%d\" y=\"%d\">%s</text>\n"
              .formatted(MARGIN, y + 20, escape(TextOut.fit(Visible.line(head), 140, true))));
      y += HEAD;
      for (Cell cell : pictures.get(i)) {
        draw(tree, cell, y, out);
      }
      y += (1 + depth(pictures.get(i))) * ROW + MARGIN;
    }
    out.append("</svg>\n");
  }

  private static int depth(List<Cell> cells) {
    return cells.stream().mapToInt(Cell::depth).max().orElse(0);
  }

  /** All calls wide enough to see. */
  private static List<Cell> cells(TreeNodes tree) {
    List<Cell> cells = new ArrayList<>();
    if (tree.total(0) <= 0) {
      return cells;
    }
    cells.add(new Cell(0, MARGIN, WIDTH - 2.0 * MARGIN, 0));
    for (int i = 0; i < cells.size(); i++) {
      Cell parent = cells.get(i);
      double x = parent.x();
      for (int child : tree.children(parent.node())) {
        double width = parent.width() * tree.total(child) / tree.total(parent.node());
        if (width >= NARROWEST && parent.depth() < DEPTH_MAX) {
          cells.add(new Cell(child, x, width, parent.depth() + 1));
        }
        x += width;
      }
    }
    return cells;
  }

  private static void draw(TreeNodes tree, Cell cell, int top, Appendable out) throws IOException {
    String full = cell.node() == 0 ? "all" : tree.name(cell.node());
    String name = TextOut.fit(Visible.line(full), NAME_MAX, true);
    int y = top + cell.depth() * ROW;
    out.append("<g><title>")
        .append(
            escape(
                "%s\n%s (%s), itself %s"
                    .formatted(
                        name,
                        tree.amount(tree.total(cell.node())),
                        Amounts.share(tree.share(cell.node())),
                        tree.amount(tree.self(cell.node())))))
        .append("</title><rect x=\"")
        .append(number(cell.x()))
        .append("\" y=\"")
        .append(Integer.toString(y))
        .append("\" width=\"")
        .append(number(cell.width()))
        .append("\" height=\"17\" fill=\"")
        .append(colour(full))
        .append("\"/>");
    int room = (int) ((cell.width() - 6) / CHARACTER);
    if (room >= 3) {
      String shown = Visible.columns(name) <= room ? name : Wording.shortFunction(name);
      out.append("<text x=\"")
          .append(number(cell.x() + 3))
          .append("\" y=\"")
          .append(Integer.toString(y + 12))
          .append("\">")
          .append(escape(TextOut.fit(shown, room, true)))
          .append("</text>");
    }
    out.append("</g>\n");
  }

  /** A warm colour that a package keeps; dark text reads well on all of them. */
  private static String colour(String name) {
    String shown = Wording.shortFunction(name);
    int dot = Math.max(0, shown.indexOf('.'));
    int hash =
        (name.substring(0, name.length() - shown.length()) + shown.substring(0, dot)).hashCode();
    int hue = 15 + Math.floorMod(hash * 31, 50);
    int light = 68 + Math.floorMod(hash >> 8, 12);
    return "hsl(%d,85%%,%d%%)".formatted(hue, light);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Text that cannot be markup, and holds no character that XML forbids. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c >= 0xfffe || (c < 0x20 && c != '\n') ? '?' : c);
      }
    }
    return escaped.toString();
  }
}
