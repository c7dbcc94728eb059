package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.report.Table.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Sets a {@link Table} on a terminal: columns as wide as their widest cell; where the line is too
 * narrow first the least columns go, then the texts are cut.
 */
final class TextTable {
  private static final int GAP = 2;
  private static final int TEXT_MIN = 16;
  private static final int NAME_MIN = 26;

  /** How one row differs from plain. */
  interface RowStyle {
    /** The ink of a cell. */
    Ink ink(int row, int column);

    /** A paragraph below a row; empty for none. */
    String note(int row);
  }

  static final RowStyle PLAIN =
      new RowStyle() {
        @Override
        public Ink ink(int row, int column) {
          return Ink.PLAIN;
        }

        @Override
        public String note(int row) {
          return "";
        }
      };

  /** Strong in the first column, with a paragraph below each row. */
  static RowStyle strongFirst(IntFunction<String> notes) {
    return new RowStyle() {
      @Override
      public Ink ink(int row, int column) {
        return column == 0 ? Ink.STRONG : Ink.PLAIN;
      }

      @Override
      public String note(int row) {
        return notes.apply(row);
      }
    };
  }

  private final TextOut out;
  private final int indent;

  TextTable(TextOut out, int indent) {
    this.out = out;
    this.indent = indent;
  }

  void write(Table table, RowStyle style) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : table.rows()) {
      rows.add(row.stream().map(Visible::line).toList());
    }
    int[] widths = naturalWidths(table.columns(), rows);
    int[] shown = shownColumns(table.columns(), rows, widths);
    shrink(table.columns(), shown, widths);
    StringBuilder head = new StringBuilder();
    for (int column : shown) {
      head.append(cell(table.columns().get(column), heading(table, column), widths[column]));
      head.append(" ".repeat(GAP));
    }
    out.line(" ".repeat(indent), out.paint(Ink.FAINT, head.toString().stripTrailing()));
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder(" ".repeat(indent));
      for (int column : shown) {
        Column kind = table.columns().get(column);
        String text = cell(kind, rows.get(r).get(column), widths[column]);
        line.append(out.paint(style.ink(r, column), text)).append(" ".repeat(GAP));
      }
      out.line(line.toString());
      if (!style.note(r).isEmpty()) {
        out.paragraph(indent + GAP, Ink.FAINT, style.note(r));
      }
    }
  }

  private static String heading(Table table, int column) {
    return table.columns().get(column).heading();
  }

  private static String cell(Column column, String text, int width) {
    return switch (column.kind()) {
      case TEXT -> TextOut.pad(TextOut.fit(text, width, false), width);
      case NAME -> TextOut.pad(TextOut.fit(text, width, true), width);
      case NUMBER -> TextOut.padLeft(text, width);
    };
  }

  private static int[] naturalWidths(List<Column> columns, List<List<String>> rows) {
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Visible.columns(columns.get(c).heading());
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], Visible.columns(row.get(c)));
      }
    }
    return widths;
  }

  /** All columns but the empty ones, less the least of them until the rest can be made to fit. */
  private int[] shownColumns(List<Column> columns, List<List<String>> rows, int[] widths) {
    List<Integer> shown = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      int column = c;
      boolean empty = rows.stream().allMatch(row -> isEmpty(row.get(column)));
      if (columns.get(c).rank() == 0 || !empty) {
        shown.add(c);
      }
    }
    while (leastWidth(columns, shown, widths) > out.columns() - indent) {
      Optional<Integer> least =
          shown.stream()
              .filter(c -> columns.get(c).rank() > 0)
              .max(Comparator.comparingInt(c -> columns.get(c).rank()));
      if (least.isEmpty()) {
        break;
      }
      shown.remove(least.get());
    }
    return shown.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isEmpty(String cell) {
    return cell.isEmpty() || cell.equals(Amounts.UNKNOWN);
  }

  private static int leastWidth(List<Column> columns, List<Integer> shown, int[] widths) {
    int sum = -GAP;
    for (int c : shown) {
      sum += GAP + Math.min(leastWidth(columns.get(c)), widths[c]);
    }
    return sum;
  }

  private static int leastWidth(Column column) {
    return switch (column.kind()) {
      case TEXT -> TEXT_MIN;
      case NAME -> NAME_MIN;
      case NUMBER -> Integer.MAX_VALUE;
    };
  }

  /** Takes what is missing from the widest text column, a column at a time. */
  private void shrink(List<Column> columns, int[] shown, int[] widths) {
    int room = out.columns() - indent + GAP - shown.length * GAP;
    while (IntStream.of(shown).map(c -> widths[c]).sum() > room) {
      Optional<Integer> widest =
          IntStream.of(shown)
              .boxed()
              .filter(c -> widths[c] > leastWidth(columns.get(c)))
              .max(Comparator.comparingInt(c -> widths[c]));
      if (widest.isEmpty()) {
        return;
      }
      widths[widest.get()]--;
    }
  }
}
