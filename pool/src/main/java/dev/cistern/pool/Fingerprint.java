package dev.cistern.pool;

import dev.cistern.pool.internal.Runtimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What pooled objects rely on: the runtime they were made in, and the shape of their class. Two
 * fingerprints that are equal say that objects of the one may live on in the other; a version
 * string alone does not, so a {@link Probe} of behaviour stands beside it.
 *
 * @param vendor the virtual machine's vendor
 * @param feature its feature release, such as 25
 * @param collector its collectors, by their beans' names
 * @param objectHeaders {@code compact}, {@code compressed}, {@code full} or {@code unknown}
 * @param shape the class's name and a digest of its instance fields, those inherited included
 */
public record Fingerprint(
    String vendor, int feature, String collector, String objectHeaders, String shape) {
  private static final String SEPARATOR = "; ";

  /** None of the texts may be null or hold the separator of {@link #toString}. */
  public Fingerprint {
    for (String part : List.of(vendor, collector, objectHeaders, shape)) {
      if (part.contains(SEPARATOR)) {
        throw new IllegalArgumentException("wanted a part without '; ', found " + part);
      }
    }
  }

  /** That of objects of this class in the running machine. */
  public static Fingerprint of(Class<?> pooled) {
    return new Fingerprint(
        Runtimes.vendor(),
        Runtime.version().feature(),
        Runtimes.collector(),
        Runtimes.objectHeaders(),
        Runtimes.shape(pooled));
  }

  /** What differs, each as a sentence of what was wanted (by this) and what was found (there). */
  public List<String> differences(Fingerprint found) {
    List<String> differences = new ArrayList<>();
    differ(differences, "vendor", vendor, found.vendor);
    differ(differences, "feature release", feature, found.feature);
    differ(differences, "collector", collector, found.collector);
    differ(differences, "object headers", objectHeaders, found.objectHeaders);
    differ(differences, "class shape", shape, found.shape);
    return List.copyOf(differences);
  }

  private static void differ(List<String> to, String what, Object wanted, Object found) {
    if (!Objects.equals(wanted, found)) {
      to.add(what + ": wanted " + wanted + ", found " + found);
    }
  }

  /** One line that {@link #parse} reads, to be kept beside what it is about. */
  @Override
  public String toString() {
    return String.join(
        SEPARATOR, vendor, Integer.toString(feature), collector, objectHeaders, shape);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is no such line
   */
  public static Fingerprint parse(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "wanted a fingerprint of 5 parts, found " + parts.length + " in '" + line + "'");
    }
    try {
      return new Fingerprint(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3], parts[4]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("wanted a feature release, found '" + parts[1] + "'", e);
    }
  }
}
