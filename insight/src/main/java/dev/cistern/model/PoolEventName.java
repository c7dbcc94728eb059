package dev.cistern.model;

/**
 * What the name of an overlay's pool event tells beside the event itself: {@code cistern.pool},
 * then the words that hold.
 *
 * @param race from a race-detector build, which drops one Put in four on purpose
 * @param boxed the object is a value; its address is that of the box that holds it
 * @param sampleShift one object in {@code 1 << sampleShift} is followed
 */
public record PoolEventName(boolean race, boolean boxed, int sampleShift) {
  private static final String NAME = "cistern.pool";
  private static final String RACE = " race";
  private static final String BOXED = " boxed";
  private static final String SAMPLE = " 1/2^";

  /** Of an exact event about a pointer; of events that other tools write, too. */
  public static final PoolEventName PLAIN = new PoolEventName(false, false, 0);

  public String text() {
    return NAME
        + (race ? RACE : "")
        + (boxed ? BOXED : "")
        + (sampleShift > 0 ? SAMPLE + sampleShift : "");
  }

  /** What a name tells. */
  public static PoolEventName of(String text) {
    if (!text.startsWith(NAME)) {
      return PLAIN;
    }
    int rate = text.indexOf(SAMPLE);
    String digits = rate < 0 ? "" : text.substring(rate + SAMPLE.length());
    int shift = digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : 0;
    return new PoolEventName(text.contains(RACE), text.contains(BOXED), shift);
  }
}
