package dev.cistern.analysis.compare;

import dev.cistern.model.DiagnosisResult;
import java.util.List;

/** What was taken together: the runs of one service over one window, and their diagnosis. */
record Unit(List<Run> runs, DiagnosisResult diagnosis) {
  /** The longest window among the runs, 0 where none is known. */
  double seconds() {
    return runs.stream().mapToDouble(Run::seconds).max().orElse(0);
  }
}
