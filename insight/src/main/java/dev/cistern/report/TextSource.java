package dev.cistern.report;

import dev.cistern.model.SourceListing;
import dev.cistern.model.SourceListing.Function;
import dev.cistern.model.SourceListing.Line;
import java.io.IOException;
import java.util.List;

/** Writes source lines with their flat and cumulative values before them. */
final class TextSource {
  private static final int VALUE = 10;
  private static final int PATH_MIN = 10;
  private static final String TAB = "    ";

  private final TextOut out;

  TextSource(TextOut out) {
    this.out = out;
  }

  void write(List<SourceListing> listings) throws IOException {
    for (SourceListing listing : listings) {
      out.heading("Source by " + listing.type().type());
      if (listing.functions().isEmpty()) {
        out.line("  No file of the costly functions lies in the folder.");
      }
      PprofUnit unit = unit(listing);
      boolean first = true;
      for (Function function : listing.functions()) {
        if (!first) {
          out.gap();
        }
        first = false;
        write(listing, function, unit);
      }
    }
  }

  /** The unit in which the smallest value of the listing still shows. */
  static PprofUnit unit(SourceListing listing) {
    long smallest =
        listing.functions().stream()
            .flatMap(function -> function.lines().stream())
            .mapToLong(line -> Math.abs(line.flat() == 0 ? line.cum() : line.flat()))
            .filter(value -> value > 0)
            .min()
            .orElse(0);
    return PprofUnit.of(listing.type().unit(), smallest, listing.total());
  }

  private void write(SourceListing listing, Function function, PprofUnit unit) throws IOException {
    out.line(out.paint(Ink.LINK, TextOut.fit(function.function(), out.columns(), true)));
    String cost =
        "%s flat, %s cum (%s)"
            .formatted(
                unit.format(function.flat()),
                unit.format(function.cum()),
                PprofUnit.percent(function.cum(), listing.total()).strip());
    int room = Math.max(PATH_MIN, out.columns() - cost.length() - 6);
    out.line(
        out.paint(Ink.FAINT, "  in " + TextOut.fit(function.path(), room, true) + " "),
        out.paint(Ink.STRONG, cost));
    out.line(out.paint(Ink.FAINT, "      flat        cum   line"));
    int before = 0;
    for (Line line : function.lines()) {
      if (before > 0 && line.number() > before + 1) {
        out.line(out.paint(Ink.FAINT, "                        …"));
      }
      before = line.number();
      boolean costly = line.flat() != 0 || line.cum() != 0;
      out.line(
          out.paint(Ink.STRONG, TextOut.padLeft(value(unit, line.flat()), VALUE)),
          " ",
          TextOut.padLeft(value(unit, line.cum()), VALUE),
          out.paint(Ink.FAINT, TextOut.padLeft(Integer.toString(line.number()), 7) + "  "),
          out.paint(costly ? Ink.PLAIN : Ink.FAINT, shown(line.text())));
    }
  }

  /** Cut where the terminal ends: a line that breaks would part the columns. */
  private String shown(String text) {
    String plain = Visible.line(text.replace("\t", TAB));
    return TextOut.fit(plain, Math.max(PATH_MIN, out.columns() - 2 * VALUE - 10), false);
  }

  static String value(PprofUnit unit, long value) {
    return value == 0 ? "." : unit.format(value);
  }
}
