package dev.cistern.model;

import java.util.List;

/**
 * How much of the memory that a heap has laid out for objects holds none, at one moment.
 *
 * @param source the evidence's name
 * @param basis what it rests on
 * @param inuseBytes of spans that hold at least one object
 * @param allocatedBytes of the slots in them that are taken; live and not yet swept objects
 * @param classes by size of slot, the most empty bytes first; empty where only totals are known
 */
public record Fragmentation(
    String source, String basis, long inuseBytes, long allocatedBytes, List<SizeClass> classes) {

  /**
   * Slots of one size.
   *
   * @param slotBytes of one slot; 0 stands for all objects that have a span of their own
   * @param spans how many spans
   * @param spanBytes of all of them
   * @param slots how many slots they have
   * @param taken how many of them are taken
   */
  public record SizeClass(long slotBytes, long spans, long spanBytes, long slots, long taken) {
    /** The share of slots that are empty. */
    public double share() {
      return slots == 0 ? 0 : 1 - (double) taken / slots;
    }

    /** What the empty slots could hold. */
    public long emptyBytes() {
      return slotBytes * (slots - taken);
    }
  }

  /** What is in use and holds no object. */
  public long emptyBytes() {
    return inuseBytes - allocatedBytes;
  }

  /** The share of what is in use that holds no object. */
  public double share() {
    return inuseBytes <= 0 ? 0 : (double) emptyBytes() / inuseBytes;
  }
}
