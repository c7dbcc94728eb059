package dev.cistern.analysis;

import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.UnitFamily;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up profiles with tables of their own into one with common tables. */
final class ProfileSum {
  /** A label to add to every sample of a profile, as string numbers. */
  private record Mark(int key, int text) {}

  private final List<SampleType> types;
  private final Strings strings = new Strings();
  private final Stacks stacks = new Stacks(strings);
  private final Labels labels = new Labels(strings);
  private final Map<Long, Integer> rows = new HashMap<>(); // by stack and label set
  private long[] values = new long[1024]; // row by row
  private int[] rowStacks = new int[256];
  private int[] rowLabels = new int[256];

  ProfileSum(List<SampleType> types) {
    this.types = types;
  }

  /** Adds a profile {@code factor} times. */
  void add(Profile profile, long factor) {
    add(profile, factor, Optional.empty());
  }

  /** Adds some of a profile's columns: one for each type of the sum, −1 for none. */
  void addColumns(Profile profile, int[] columns) {
    add(profile, 1, new Translation(profile, Optional.empty()), columns);
  }

  /** Adds a profile whose samples get one more label. */
  void addLabelled(Profile profile, long factor, String key, String text) {
    add(profile, factor, Optional.of(new Mark(strings.intern(key), strings.intern(text))));
  }

  private void add(Profile profile, long factor, Optional<Mark> mark) {
    Translation translation = new Translation(profile, mark);
    int[] columns =
        types.stream().mapToInt(type -> profile.typeIndex(type.type()).orElse(-1)).toArray();
    add(profile, factor, translation, columns);
  }

  /** Adds a profile's columns; −1 where it has none for a type of the sum. */
  private void add(Profile profile, long factor, Translation translation, int[] columns) {
    double[] ratios = ratios(profile, columns);
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      if (isZero(profile, sample, columns)) {
        continue;
      }
      int stack = translation.stack(profile.stackOf(sample));
      int set = translation.labels(profile.labelsOf(sample));
      int row = row(stack, set);
      for (int t = 0; t < columns.length; t++) {
        if (columns[t] >= 0) {
          long value = profile.value(sample, columns[t]);
          values[row * columns.length + t] +=
              factor * (ratios[t] == 1 ? value : Math.round(value * ratios[t]));
        }
      }
    }
  }

  /** How many of the sum's units one of the profile's is. */
  private double[] ratios(Profile profile, int[] columns) {
    double[] ratios = new double[columns.length];
    for (int t = 0; t < columns.length; t++) {
      if (columns[t] < 0) {
        continue;
      }
      String unit = profile.sampleTypes().get(columns[t]).unit();
      ratios[t] = UnitFamily.ratio(unit, types.get(t).unit()).orElseThrow();
    }
    return ratios;
  }

  private static boolean isZero(Profile profile, int sample, int[] columns) {
    for (int column : columns) {
      if (column >= 0 && profile.value(sample, column) != 0) {
        return false;
      }
    }
    return true;
  }

  private int row(int stack, int set) {
    int row = rows.computeIfAbsent((long) stack << 32 | set, _ -> rows.size());
    if (row >= rowStacks.length) {
      rowStacks = Arrays.copyOf(rowStacks, row * 2);
      rowLabels = Arrays.copyOf(rowLabels, row * 2);
    }
    if ((row + 1) * types.size() > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, (row + 1) * types.size()));
    }
    rowStacks[row] = stack;
    rowLabels[row] = set;
    return row;
  }

  Profile build(Profile.Header header) {
    Profile.Builder builder = new Profile.Builder(types, stacks, labels, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      int from = row * types.size();
      long[] sample = Arrays.copyOfRange(values, from, from + types.size());
      if (Arrays.stream(sample).anyMatch(value -> value != 0)) {
        builder.add(rowStacks[row], rowLabels[row], sample);
      }
    }
    return builder.header(header).build();
  }

  /** One profile's numbers in the common tables, each found when it is first needed. */
  private final class Translation {
    private final Stacks from;
    private final Labels fromLabels;
    private final Optional<Mark> mark;
    private final int[] stringIds; // all + 1, 0 is not found yet
    private final int[] frameIds;
    private final int[] stackIds;
    private final int[] labelIds;
    private int[] frames = new int[64];

    Translation(Profile profile, Optional<Mark> mark) {
      from = profile.stacks();
      fromLabels = profile.labels();
      this.mark = mark;
      stringIds = new int[from.strings().size()];
      frameIds = new int[from.frameCount()];
      stackIds = new int[from.stackCount()];
      labelIds = new int[fromLabels.size()];
    }

    int stack(int stack) {
      if (stackIds[stack] == 0) {
        int depth = from.depth(stack);
        frames = depth > frames.length ? new int[depth * 2] : frames;
        for (int i = 0; i < depth; i++) {
          frames[i] = frame(from.frameAt(stack, i));
        }
        stackIds[stack] = stacks.stack(frames, depth) + 1;
      }
      return stackIds[stack] - 1;
    }

    private int frame(int frame) {
      if (frameIds[frame] == 0) {
        frameIds[frame] =
            1
                + stacks.frame(
                    string(from.functionId(frame)),
                    string(from.fileId(frame)),
                    from.line(frame),
                    string(from.moduleId(frame)),
                    from.language(frame),
                    from.address(frame),
                    from.inlined(frame));
      }
      return frameIds[frame] - 1;
    }

    int labels(int set) {
      if (labelIds[set] == 0) {
        for (int i = 0; i < fromLabels.count(set); i++) {
          labels.add(
              string(fromLabels.keyId(set, i)),
              string(fromLabels.textId(set, i)),
              fromLabels.number(set, i),
              string(fromLabels.unitId(set, i)));
        }
        mark.ifPresent(label -> labels.add(label.key(), label.text(), 0, 0));
        labelIds[set] = labels.end() + 1;
      }
      return labelIds[set] - 1;
    }

    private int string(int id) {
      if (stringIds[id] == 0) {
        stringIds[id] = strings.intern(from.strings().get(id)) + 1;
      }
      return stringIds[id] - 1;
    }
  }
}
