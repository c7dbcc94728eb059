package dev.cistern.report;

import dev.cistern.model.TaskStates;
import dev.cistern.model.TaskStates.Row;
import java.io.IOException;
import java.util.List;

/** Writes how many goroutines were in each state, as a line of bars for each. */
final class TextStates {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final String PLAIN_BARS = " .:-=+*#@";
  private static final int NAME_MAX = 34;
  private static final int FIGURES = 22;
  private static final int BARS_MIN = 8;

  private final TextOut out;

  TextStates(TextOut out) {
    this.out = out;
  }

  void write(List<TaskStates> traces) throws IOException {
    for (TaskStates states : traces) {
      out.heading("Goroutines by state");
      out.paragraph(2, Ink.FAINT, StateWords.lead(states));
      int names = Math.min(NAME_MAX, out.columns() / 3);
      int width = Math.max(BARS_MIN, out.columns() - names - FIGURES);
      for (Row row : states.rows()) {
        out.line(
            "  ",
            TextOut.pad(TextOut.fit(Visible.line(row.state()), names, out.unicode()), names),
            " ",
            out.paint(Ink.LINK, bars(row, width)),
            out.paint(
                Ink.FAINT,
                " %s, up to %s"
                    .formatted(StateWords.count(row.mean()), StateWords.count(row.max()))));
      }
    }
  }

  /** The largest of what falls under a column, as a share of the row's largest. */
  private String bars(Row row, int width) {
    String bars = out.unicode() ? BARS : PLAIN_BARS;
    int points = row.counts().size();
    int columns = Math.min(width, points);
    StringBuilder line = new StringBuilder(columns);
    for (int column = 0; column < columns; column++) {
      double most =
          row.counts().subList(column * points / columns, (column + 1) * points / columns).stream()
              .mapToDouble(Double::doubleValue)
              .max()
              .orElse(0);
      long height = row.max() <= 0 ? 0 : Math.round(Math.ceil(most / row.max() * 8));
      line.append(bars.charAt(Math.clamp(height, 0, 8)));
    }
    return line.toString();
  }
}
