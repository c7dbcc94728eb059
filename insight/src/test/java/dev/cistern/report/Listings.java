package dev.cistern.report;

import dev.cistern.model.SampleType;
import dev.cistern.model.SourceExcerpt;
import dev.cistern.model.SourceListing;
import java.util.List;

/** Source lines made by hand. */
final class Listings {
  private Listings() {}

  static SourceListing of(String function, String text) {
    return new SourceListing(
        new SampleType("alloc_space", "bytes"),
        100_000_000,
        List.of(
            new SourceListing.Function(
                function,
                "src/" + function + ".java",
                62_000_000,
                80_000_000,
                List.of(
                    new SourceListing.Line(30, 0, 0, "\tvoid show(Item item) {"),
                    new SourceListing.Line(31, 62_000_000, 62_000_000, "\t\t" + text),
                    new SourceListing.Line(
                        52,
                        0,
                        18_000_000,
                        "\t\twhile (true) { " + "send(page); ".repeat(9) + "}")))),
        2);
  }

  /** Source around a finding, every text of it this one. */
  static SourceExcerpt excerpt(String text) {
    return new SourceExcerpt(text, List.of(new SourceExcerpt.Line(1, text, text, text)));
  }
}
