package dev.cistern.report;

import dev.cistern.model.Comparison;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Facts;
import dev.cistern.model.FlameGraph;
import dev.cistern.model.HeatMap;
import dev.cistern.model.SourceListing;
import dev.cistern.model.TopTable;
import java.io.IOException;
import java.util.List;

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

  /** Source lines with what they cost, in the form of {@code go tool pprof -list}. */
  public void source(List<SourceListing> listings, Appendable out) throws IOException {
    new TextSource(new TextOut(out, style)).write(listings);
  }

  /** What was hot when. */
  public void heat(List<HeatMap> maps, Appendable out) throws IOException {
    new TextHeat(new TextOut(out, style), style.unicode()).write(maps);
  }

  /** What got better or worse, and the figures behind it. */
  public void write(Comparison result, Appendable out) throws IOException {
    new TextDiff(new TextOut(out, style)).write(result);
  }

  /**
   * Call trees.
   *
   * @param file its name as the user gave it
   * @param shareMin calls under this share of the whole are left out
   * @param limit how many lines each tree has at most
   */
  public void tree(String file, List<FlameGraph> trees, double shareMin, int limit, Appendable out)
      throws IOException {
    new TextTree(new TextOut(out, style), shareMin, limit).write(file, trees);
  }

  /**
   * Flame graphs.
   *
   * @param file its name as the user gave it
   * @param depthMax how many calls deep
   */
  public void flame(String file, List<FlameGraph> flames, int depthMax, Appendable out)
      throws IOException {
    new TextFlame(new TextOut(out, style), style, depthMax).write(file, flames);
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
