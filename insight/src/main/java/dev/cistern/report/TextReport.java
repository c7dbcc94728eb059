package dev.cistern.report;

import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Facts;
import dev.cistern.model.TopTable;
import java.io.IOException;

/** Writes results as text for a terminal of a given width, coloured if it wants that. */
public final class TextReport {
  private final TextStyle style;

  public TextReport(TextStyle style) {
    this.style = style;
  }

  /** The ranked findings, the pools, where memory goes, what is not known, what was damaged. */
  public void write(DiagnosisResult result, Appendable out) throws IOException {
    new TextDiagnosis(new TextOut(out, style)).write(result);
  }

  /**
   * What one file is.
   *
   * @param file its name as the user gave it
   */
  public void write(String file, Facts facts, Appendable out) throws IOException {
    new TextFacts(new TextOut(out, style)).write(file, facts);
  }

  /**
   * The functions that cost most, in the form of {@code go tool pprof -top}.
   *
   * @param file its name as the user gave it
   */
  public void write(String file, TopTable top, Appendable out) throws IOException {
    new TextTop(new TextOut(out, style)).write(file, top);
  }

  /** A table as it is. */
  public void write(Table table, Appendable out) throws IOException {
    new TextTable(new TextOut(out, style), 0).write(table, TextTable.PLAIN);
  }

  /** A text from a file as one harmless line: no control characters, no tricks with direction. */
  public static String line(String text) {
    return Visible.line(text);
  }
}
