package dev.cistern.collect.overlay;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the events of an overlay tell.
 *
 * @param labels whether goroutine labels are logged too
 * @param digest whether objects are digested at Put and at Get, to see who wrote in between
 * @param sampleShift one object in {@code 1 << sampleShift} is followed
 */
public record OverlayOptions(boolean labels, boolean digest, int sampleShift) {
  /** Every object, nothing beside. */
  public static final OverlayOptions EXACT = new OverlayOptions(false, false, 0);

  static final int SAMPLE_SHIFT_MAX = 16;

  /**
   * The shift of a rate such as {@code 1/64}; {@code 1} is every object.
   *
   * @throws OverlayException where it is not one in a power of two up to 65536
   */
  public static int shiftOf(String rate) throws OverlayException {
    String divisor = rate.startsWith("1/") ? rate.substring(2) : rate;
    if (rate.equals("1")) {
      return 0;
    }
    for (int shift = 0; rate.startsWith("1/") && shift <= SAMPLE_SHIFT_MAX; shift++) {
      if (divisor.equals(Integer.toString(1 << shift))) {
        return shift;
      }
    }
    throw new OverlayException(
        "--sample: wanted 1 or 1/N with N a power of two up to 65536, found '" + rate + "'");
  }

  /**
   * Where the overlay for a toolchain lies by default, so that Go's own cache finds it unchanged.
   */
  public Path cacheFolder(GoToolchain toolchain, Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
    String name =
        "%s-%s%s%s-1in%d"
            .formatted(
                toolchain.version().replaceAll("[^A-Za-z0-9.]", "_"),
                Integer.toHexString(toolchain.root().toString().hashCode()),
                labels ? "-labels" : "",
                digest ? "-digest" : "",
                1 << sampleShift);
    return base.resolve("cistern").resolve("overlay").resolve(name);
  }
}
