package dev.cistern.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * Objects that outlived the pool they come from, to fill a new one: out of an image that was
 * restored, a segment that is shared, a class loader that was replaced. They are taken over only if
 * their fingerprint is that of the running machine.
 *
 * @param type their class
 * @param fingerprint where they were made
 * @param objects idle objects, clean as after their reset
 * @param rebuild on a mismatch, whether as many are made anew; else the pool is refused
 * @param probeCollections whether {@link Probe#withCollections} is asked too, not only {@link
 *     Probe#quick}
 * @param <T> the objects' type
 */
public record WarmState<T>(
    Class<T> type,
    Fingerprint fingerprint,
    List<? extends T> objects,
    boolean rebuild,
    boolean probeCollections) {
  /** Copies {@code objects}. */
  public WarmState {
    objects = List.copyOf(objects);
  }

  /** A state that is refused on a mismatch, probed quickly. */
  public static <T> WarmState<T> of(
      Class<T> type, Fingerprint fingerprint, List<? extends T> objects) {
    return new WarmState<>(type, fingerprint, objects, false, false);
  }

  /** The same, made anew on a mismatch. */
  public WarmState<T> rebuilding() {
    return new WarmState<>(type, fingerprint, objects, true, probeCollections);
  }

  /** The same, probed with two full collections. */
  public WarmState<T> probingCollections() {
    return new WarmState<>(type, fingerprint, objects, rebuild, true);
  }

  /** What speaks against taking the objects over; empty if nothing does. */
  List<String> objections(Fingerprint running) {
    List<String> objections = new ArrayList<>(running.differences(fingerprint));
    for (Object object : objects) {
      if (!type.isInstance(object)) {
        objections.add(
            "class loader: wanted "
                + type.getName()
                + " of "
                + type.getClassLoader()
                + ", found "
                + object.getClass().getName()
                + " of "
                + object.getClass().getClassLoader());
        break;
      }
    }
    Probe probe = probeCollections ? Probe.withCollections() : Probe.quick();
    if (!probe.reuses()) {
      objections.add(
          "probe: wanted that a fresh pool reuses what came back, found that it did not");
    }
    if (!probe.asExpected() && probe.reuses()) {
      objections.add(
          "probe: wanted that two collections empty an idle pool, found that they do not");
    }
    return objections;
  }
}
