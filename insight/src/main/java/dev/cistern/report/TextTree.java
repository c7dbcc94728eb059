package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.FlameGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes call trees: what each call costs with all it calls, itself, and of the whole. */
final class TextTree {
  private static final int DEPTH_SHOWN_MAX = 40;

  private final TextOut out;
  private final double shareMin;
  private final int limit;

  /**
   * With bounds.
   *
   * @param shareMin calls under this share of the whole are left out
   * @param limit how many lines each tree has at most
   */
  TextTree(TextOut out, double shareMin, int limit) {
    this.out = out;
    this.shareMin = shareMin;
    this.limit = limit;
  }

  /** A line that may be written. */
  private record Line(int node, int depth, String stem) {}

  void write(String file, List<FlameGraph> trees) throws IOException {
    TreeNodes.writeEach(out, file, trees, this::write);
  }

  private void write(TreeNodes tree) throws IOException {
    out.line(out.paint(Ink.FAINT, "     TOTAL       SELF   SHARE  CALL"));
    List<Line> open = new ArrayList<>(); // the next line last: depth first without recursion
    push(open, tree, 0, 0, "");
    int written = 0;
    int hidden = 0;
    while (!open.isEmpty()) {
      Line line = open.removeLast();
      if (written == limit) {
        hidden++;
        continue;
      }
      written++;
      write(tree, line);
      push(open, tree, line.node(), line.depth() + 1, below(line.stem()));
    }
    if (hidden > 0) {
      out.line(out.paint(Ink.FAINT, "and more below (--limit, --min)"));
    }
  }

  /** What stands before the children of a line. */
  private static String below(String stem) {
    return stem.replace("├─", "│ ").replace("└─", "  ");
  }

  private void push(List<Line> open, TreeNodes tree, int node, int depth, String stem) {
    int[] children = tree.children(node);
    int shown = 0;
    while (shown < children.length && tree.share(children[shown]) >= shareMin) {
      shown++;
    }
    for (int i = shown - 1; i >= 0; i--) {
      String branch = depth == 0 ? "" : i == shown - 1 ? "└─" : "├─";
      open.add(new Line(children[i], depth, stem + branch));
    }
  }

  private void write(TreeNodes tree, Line line) throws IOException {
    int node = line.node();
    String self = tree.self(node) == 0 ? "" : tree.amount(tree.self(node));
    String stem = line.stem();
    if (line.depth() > DEPTH_SHOWN_MAX) {
      stem = "…" + line.depth() + " " + stem.substring(stem.length() - 2);
    }
    String head =
        TextOut.padLeft(tree.amount(tree.total(node)), 10)
            + " "
            + TextOut.padLeft(self, 10)
            + " "
            + TextOut.padLeft(Amounts.share(tree.share(node)), 7)
            + "  ";
    int room = out.columns() - Visible.columns(head) - Visible.columns(stem);
    String name = TextOut.fit(Visible.line(tree.name(node)), Math.max(16, room), true);
    out.line(
        out.paint(Ink.STRONG, head.substring(0, 10)),
        head.substring(10),
        out.paint(Ink.FAINT, stem),
        out.paint(Ink.LINK, name));
  }
}
