package dev.cistern.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The label sets of one snapshot, each kept once; a set is an {@code int} elsewhere, and set 0 has
 * no label.
 *
 * <p>A label has a key and either a text or a number with a unit; one key may stand several times.
 * Fill it by {@link #add} and close the set by {@link #end}.
 */
public final class Labels {
  /** One label, resolved; {@code text} is empty where the value is a number. */
  public record Label(String key, String text, long number, String unit) {
    /** Whether the value is a number. */
    public boolean isNumber() {
      return text.isEmpty();
    }
  }

  private final Strings strings;
  private int[] keys = new int[256];
  private int[] texts = new int[256];
  private int[] units = new int[256];
  private long[] numbers = new long[256];
  private int[] ends = new int[256];
  private int[] hashes = new int[256];
  private int[] slots = new int[512];
  private int setCount;
  private int filled; // labels written, those of the open set included

  public Labels(Strings strings) {
    this.strings = strings;
    end();
  }

  /** Makes room for so many more sets and labels. */
  public void expect(int moreSets, int moreLabels) {
    if (filled + moreLabels > keys.length) {
      growLabels(filled + moreLabels);
    }
    if (setCount + moreSets > ends.length) {
      growSets(setCount + moreSets);
      rehash(Hashing.slots(setCount + moreSets));
    }
  }

  /** Adds a label to the open set; all but {@code number} are string numbers. */
  public void add(int key, int text, long number, int unit) {
    if (filled == keys.length) {
      growLabels(Strings.grown(filled));
    }
    keys[filled] = key;
    texts[filled] = text;
    numbers[filled] = number;
    units[filled] = unit;
    filled++;
  }

  /** Drops what was added to the open set. */
  public void abandon() {
    filled = setCount == 0 ? 0 : ends[setCount - 1];
  }

  /** Closes the open set and returns its number; an equal set that stands already is reused. */
  public int end() {
    int start = setCount == 0 ? 0 : ends[setCount - 1];
    int hash = hash(start, filled);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int set = slots[slot] - 1;
      if (hashes[set] == hash && equal(set, start)) {
        filled = start;
        return set;
      }
      slot = (slot + 1) & mask;
    }
    if (setCount == ends.length) {
      growSets(Strings.grown(setCount));
    }
    ends[setCount] = filled;
    hashes[setCount] = hash;
    slots[slot] = setCount + 1;
    setCount++;
    if (setCount * 2 > slots.length) {
      rehash(slots.length * 2);
    }
    return setCount - 1;
  }

  private void growLabels(int capacity) {
    keys = Arrays.copyOf(keys, capacity);
    texts = Arrays.copyOf(texts, capacity);
    units = Arrays.copyOf(units, capacity);
    numbers = Arrays.copyOf(numbers, capacity);
  }

  private void growSets(int capacity) {
    ends = Arrays.copyOf(ends, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
  }

  /** How many sets there are. */
  public int size() {
    return setCount;
  }

  /** How many labels a set has. */
  public int count(int set) {
    return ends[set] - start(set);
  }

  /** The labels of a set, in the order they were added. */
  public List<Label> get(int set) {
    List<Label> labels = new ArrayList<>(count(set));
    for (int i = start(set); i < ends[set]; i++) {
      labels.add(
          new Label(
              strings.get(keys[i]), strings.get(texts[i]), numbers[i], strings.get(units[i])));
    }
    return labels;
  }

  /** The string number of the key of a set's label at {@code index}. */
  public int keyId(int set, int index) {
    return keys[start(set) + index];
  }

  /** The string number of a label's text, 0 where the value is a number. */
  public int textId(int set, int index) {
    return texts[start(set) + index];
  }

  /** A label's number. */
  public long number(int set, int index) {
    return numbers[start(set) + index];
  }

  /** The string number of a number's unit. */
  public int unitId(int set, int index) {
    return units[start(set) + index];
  }

  private int start(int set) {
    return set == 0 ? 0 : ends[set - 1];
  }

  private boolean equal(int set, int start) {
    int from = start(set);
    return Arrays.equals(keys, from, ends[set], keys, start, filled)
        && Arrays.equals(texts, from, ends[set], texts, start, filled)
        && Arrays.equals(numbers, from, ends[set], numbers, start, filled)
        && Arrays.equals(units, from, ends[set], units, start, filled);
  }

  private int hash(int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = Hashing.FACTOR * hash + keys[i];
      hash = Hashing.FACTOR * hash + texts[i];
      hash = Hashing.FACTOR * hash + Long.hashCode(numbers[i]);
    }
    return Hashing.mix(hash);
  }

  private void rehash(int count) {
    int[] wider = new int[count];
    int mask = wider.length - 1;
    for (int set = 0; set < setCount; set++) {
      int slot = hashes[set] & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = set + 1;
    }
    slots = wider;
  }
}
