package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.TaskStates;
import java.util.Locale;

/** What reports say of goroutines' states, and how they draw them. */
final class StateWords {
  static final int WIDTH = 400;
  static final int HEIGHT = 30;

  private StateWords() {}

  static String lead(TaskStates states) {
    return "How many goroutines were in each state over the %s of %s, on average and at most; each row has a scale of its own. Exact, as the trace tells it."
        .formatted(Amounts.nanos(states.windowNanos()), states.source());
  }

  /** A mean, with a decimal where that says something. */
  static String count(double value) {
    return value < 10 && value > 0
        ? String.format(Locale.ROOT, value < 0.1 ? "%.2f" : "%.1f", value)
        : Amounts.count(Math.round(value));
  }

  /** The outline of a row as an SVG path in a box of {@link #WIDTH} by {@link #HEIGHT}. */
  static String path(TaskStates.Row row) {
    int points = row.counts().size();
    double most = Math.max(row.max(), Double.MIN_NORMAL);
    StringBuilder path = new StringBuilder("M0 " + HEIGHT);
    for (int i = 0; i < points; i++) {
      double y = HEIGHT - row.counts().get(i) / most * (HEIGHT - 1);
      path.append(String.format(Locale.ROOT, "V%.1fH%.1f", y, (double) WIDTH * (i + 1) / points));
    }
    return path.append("V").append(HEIGHT).append("Z").toString();
  }
}
