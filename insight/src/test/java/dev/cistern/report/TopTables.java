package dev.cistern.report;

import dev.cistern.model.SampleType;
import dev.cistern.model.TopTable;
import dev.cistern.model.TopTable.Row;
import dev.cistern.model.TopTable.TypeTop;
import java.util.List;

/** Top lists made by hand. */
final class TopTables {
  private TopTables() {}

  /** A processor profile as a busy service gives it. */
  static TopTable cpu() {
    return new TopTable(
        251,
        "cpu",
        List.of(
            new TypeTop(
                new SampleType("cpu", "nanoseconds"),
                5_010_000_000L,
                5_010_000_000L,
                List.of(
                    new Row("runtime.memmove", 1_200_000_000L, 1_250_000_000L),
                    new Row("main.(*Encoder).encode", 800_000_000L, 3_900_000_000L),
                    new Row("runtime.mallocgc", 30_000_000L, 1_900_000_000L),
                    new Row("main.main", 0, 5_010_000_000L)),
                61)));
  }

  /** The difference of two heap profiles: less in one place, more in another. */
  static TopTable difference() {
    return new TopTable(
        12,
        "inuse_space",
        List.of(
            new TypeTop(
                new SampleType("inuse_space", "bytes"),
                -40L << 20,
                140L << 20,
                List.of(
                    new Row("main.old", -90L << 20, -90L << 20),
                    new Row("main.new", 50L << 20, (50L << 20) + 512),
                    new Row("main.main", 0, -40L << 20)),
                3)));
  }
}
