package dev.cistern.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sampled totals: for each sample a stack, a label set and one value per sample type, in columns.
 *
 * <p>Values are already scaled to estimate the whole; they may be negative in a difference. Build
 * one with {@link Builder}.
 */
public final class Profile {
  /**
   * What the profile says of itself.
   *
   * @param timeNanos wall time since the epoch, 0 where it is not known; of a delta profile the end
   *     of its window
   * @param durationNanos the window's length, 0 where it is not known
   * @param periodType what is counted between two samples, empty where it is not known
   * @param period units of {@code periodType} between two samples, 0 where it is not known
   * @param defaultSampleType the type to show first, empty where the profile names none
   * @param dropFrames regular expression of the functions to leave out at the leaf, empty for none
   * @param keepFrames regular expression of the functions that {@code dropFrames} must keep
   * @param comments free text of the writer
   */
  public record Header(
      long timeNanos,
      long durationNanos,
      Optional<SampleType> periodType,
      long period,
      String defaultSampleType,
      String dropFrames,
      String keepFrames,
      List<String> comments) {
    /** Of a profile that says nothing of itself. */
    public static final Header UNKNOWN =
        new Header(0, 0, Optional.empty(), 0, "", "", "", List.of());
  }

  private final Header header;
  private final List<SampleType> sampleTypes;
  private final Stacks stacks;
  private final Labels labels;
  private final int sampleCount;
  private final int[] sampleStacks;
  private final int[] sampleLabels;
  private final long[][] values; // by sample type, then by sample

  private Profile(Builder from) {
    header = from.header;
    sampleTypes = from.sampleTypes;
    stacks = from.stacks;
    labels = from.labels;
    sampleCount = from.sampleCount;
    sampleStacks = from.sampleStacks;
    sampleLabels = from.sampleLabels;
    values = from.values;
  }

  public Header header() {
    return header;
  }

  public List<SampleType> sampleTypes() {
    return sampleTypes;
  }

  public Stacks stacks() {
    return stacks;
  }

  public Labels labels() {
    return labels;
  }

  /** How many samples there are; samples of the same stack are not merged. */
  public int sampleCount() {
    return sampleCount;
  }

  /** The stack of a sample, a number of {@link #stacks()}. */
  public int stackOf(int sample) {
    return sampleStacks[sample];
  }

  /** The label set of a sample, a number of {@link #labels()}. */
  public int labelsOf(int sample) {
    return sampleLabels[sample];
  }

  /** The value of a sample, in the unit of {@code sampleTypes().get(type)}. */
  public long value(int sample, int type) {
    return values[type][sample];
  }

  /** The plain sum of a sample type's values. */
  public long total(int type) {
    long sum = 0;
    for (int sample = 0; sample < sampleCount; sample++) {
      sum += values[type][sample];
    }
    return sum;
  }

  /** The column of a sample type by name. */
  public OptionalInt typeIndex(String type) {
    for (int i = 0; i < sampleTypes.size(); i++) {
      if (sampleTypes.get(i).type().equals(type)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Collects samples; the sample types are fixed from the start. */
  public static final class Builder {
    private final List<SampleType> sampleTypes;
    private final Stacks stacks;
    private final Labels labels;
    private Header header = Header.UNKNOWN;
    private int sampleCount;
    private int[] sampleStacks;
    private int[] sampleLabels;
    private long[][] values;

    public Builder(List<SampleType> sampleTypes, Stacks stacks, Labels labels) {
      this(sampleTypes, stacks, labels, 64);
    }

    /** With room for {@code expectedSamples}, which may be exceeded. */
    public Builder(
        List<SampleType> sampleTypes, Stacks stacks, Labels labels, int expectedSamples) {
      this.sampleTypes = List.copyOf(sampleTypes);
      this.stacks = stacks;
      this.labels = labels;
      int capacity = Math.max(expectedSamples, 16);
      sampleStacks = new int[capacity];
      sampleLabels = new int[capacity];
      values = new long[sampleTypes.size()][capacity];
    }

    public Builder header(Header value) {
      header = value;
      return this;
    }

    public Stacks stacks() {
      return stacks;
    }

    public Labels labels() {
      return labels;
    }

    public int sampleCount() {
      return sampleCount;
    }

    /** How many sample types there are. */
    public int typeCount() {
      return values.length;
    }

    /** Adds a sample; {@code sampleValues} holds at least one value per sample type. */
    public Builder add(int stack, int labelSet, long... sampleValues) {
      if (sampleCount == sampleStacks.length) {
        int capacity = Strings.grown(sampleCount);
        sampleStacks = Arrays.copyOf(sampleStacks, capacity);
        sampleLabels = Arrays.copyOf(sampleLabels, capacity);
        for (int type = 0; type < values.length; type++) {
          values[type] = Arrays.copyOf(values[type], capacity);
        }
      }
      sampleStacks[sampleCount] = stack;
      sampleLabels[sampleCount] = labelSet;
      for (int type = 0; type < values.length; type++) {
        values[type][sampleCount] = sampleValues[type];
      }
      sampleCount++;
      return this;
    }

    public Profile build() {
      return new Profile(this);
    }
  }
}
