package dev.cistern.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Units that measure the same and so can be told in each other, known as pprof knows them. */
public enum UnitFamily {
  BYTES(
      List.of(
          new Step("B", List.of("b", "byte"), 1),
          new Step("kB", List.of("kb", "kbyte", "kilobyte"), 0x1p10),
          new Step("MB", List.of("mb", "mbyte", "megabyte"), 0x1p20),
          new Step("GB", List.of("gb", "gbyte", "gigabyte"), 0x1p30),
          new Step("TB", List.of("tb", "tbyte", "terabyte"), 0x1p40),
          new Step("PB", List.of("pb", "pbyte", "petabyte"), 0x1p50)),
      0),
  TIME(
      List.of(
          new Step("ns", List.of("ns", "nanosecond"), 1),
          new Step("us", List.of("μs", "us", "microsecond"), 1e3),
          new Step("ms", List.of("ms", "millisecond"), 1e6),
          new Step("s", List.of("s", "sec", "second"), 1e9),
          new Step("hrs", List.of("hour", "hr"), 3600e9)),
      3);

  /**
   * A unit of a family.
   *
   * @param name as it is printed
   * @param aliases the spellings, in lower case and in the singular
   * @param factor how many of the family's smallest it is
   */
  public record Step(String name, List<String> aliases, double factor) {}

  private final List<Step> steps;
  private final int usual;

  UnitFamily(List<Step> steps, int usual) {
    this.steps = steps;
    this.usual = usual;
  }

  /** The smallest first. */
  public List<Step> steps() {
    return steps;
  }

  /** The unit for what is smaller than all of them. */
  public Step usual() {
    return steps.get(usual);
  }

  /** The step that a profile's unit is, in upper or lower case, singular or plural. */
  public Optional<Step> find(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    String alias =
        lower.length() > 2 && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    return steps.stream().filter(step -> step.aliases().contains(alias)).findFirst();
  }

  /** How many of {@code to} one of {@code from} is; empty where they measure different things. */
  public static Optional<Double> ratio(String from, String to) {
    if (from.equals(to)) {
      return Optional.of(1.0);
    }
    for (UnitFamily family : values()) {
      Optional<Step> whole = family.find(from);
      Optional<Step> part = family.find(to);
      if (whole.isPresent() && part.isPresent()) {
        return Optional.of(whole.get().factor() / part.get().factor());
      }
    }
    return Optional.empty();
  }
}
