package dev.cistern.report;

import dev.cistern.model.FlameGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws flame graphs on a terminal, the root at the top: a call is as wide as its share, what is
 * narrower than a column is left out.
 */
final class TextFlame {
  private static final int[] BACKGROUNDS = {215, 222, 180, 216, 186, 223}; // of the 256 colours
  private static final int INK = 16;

  private final TextOut out;
  private final TextStyle style;
  private final int depthMax;

  TextFlame(TextOut out, TextStyle style, int depthMax) {
    this.out = out;
    this.style = style;
    this.depthMax = depthMax;
  }

  /** A call and the columns it takes. */
  private record Cell(int node, int from, int to) {}

  void write(String file, List<FlameGraph> flames) throws IOException {
    TreeNodes.writeEach(out, file, flames, this::write);
  }

  private void write(TreeNodes tree) throws IOException {
    if (tree.total(0) <= 0) {
      return;
    }
    int width = out.columns();
    List<Cell> row = children(tree, new Cell(0, 0, width));
    int depth = 0;
    while (!row.isEmpty() && depth++ < depthMax) {
      draw(tree, row);
      List<Cell> next = new ArrayList<>();
      for (Cell cell : row) {
        next.addAll(children(tree, cell));
      }
      row = next;
    }
    if (!row.isEmpty()) {
      out.line(out.paint(Ink.FAINT, "and deeper (--depth)"));
    }
  }

  /** The callees of a call, those that take a column at least. */
  private static List<Cell> children(TreeNodes tree, Cell parent) {
    List<Cell> cells = new ArrayList<>();
    double perValue = (double) (parent.to() - parent.from()) / tree.total(parent.node());
    double at = parent.from();
    for (int child : tree.children(parent.node())) {
      int from = (int) Math.round(at);
      at += tree.total(child) * perValue;
      int to = Math.min(parent.to(), (int) Math.round(at));
      if (to > from) {
        cells.add(new Cell(child, from, to));
      }
    }
    return cells;
  }

  private void draw(TreeNodes tree, List<Cell> row) throws IOException {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (Cell cell : row) {
      parts.add(" ".repeat(cell.from() - at));
      parts.add(painted(tree.name(cell.node()), cell.to() - cell.from()));
      at = cell.to();
    }
    out.line(parts.toArray(String[]::new));
  }

  private String painted(String name, int width) {
    String drawn = drawn(name, width);
    if (!style.colour()) {
      return drawn;
    }
    int colour = BACKGROUNDS[Math.floorMod(hue(name), BACKGROUNDS.length)];
    return "\u001b[48;5;" + colour + ";38;5;" + INK + "m" + drawn + "\u001b[0m";
  }

  /** Calls of one package have one colour. */
  private static int hue(String name) {
    String shown = Wording.shortFunction(name);
    return name.substring(0, Math.max(0, name.length() - shown.length())).hashCode()
        + shown.substring(0, Math.max(0, shown.indexOf('.'))).hashCode();
  }

  /** A block of this width with as much of the name as fits. */
  private String drawn(String name, int width) {
    String edge = style.unicode() ? "▏" : "|";
    String fill = style.colour() ? " " : style.unicode() ? "░" : ".";
    if (width < 4) {
      return edge + fill.repeat(width - 1);
    }
    String visible = Visible.line(name);
    String text = TextOut.fit(visible, width - 1, true);
    if (Visible.columns(visible) > width - 1) {
      text = TextOut.fit(Visible.line(Wording.shortFunction(name)), width - 1, true);
    }
    return edge + text + fill.repeat(Math.max(0, width - 1 - Visible.columns(text)));
  }
}
