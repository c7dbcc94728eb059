package dev.cistern.analysis;

import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.TopTable;
import dev.cistern.model.TopTable.Row;
import dev.cistern.model.TopTable.TypeTop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Where a profile's values arise: functions by what they cost themselves and with their callees, to
 * the unit as {@code go tool pprof -top} counts them without trimming.
 *
 * <p>A row is a function's name; frames without one are a row per module. A sample counts once for
 * each name on its stack, and once for its leaf. Rows whose sums are both 0 are left out.
 */
public final class Top {
  private static final int MANY = 1 << 16; // stacks
  private static final String DIFF_BASE_KEY = "pprof::base";

  private final Profile profile;
  private final Stacks stacks;
  private final Optional<FramePruning> pruning;
  private final int[] rowOfFrame;
  private final int[] frameOfRow; // one frame that names the row
  private final String[] names; // of rows, as they are asked for
  private int rowCount;

  private Top(Profile profile) {
    this.profile = profile;
    stacks = profile.stacks();
    pruning = FramePruning.of(profile);
    rowOfFrame = new int[stacks.frameCount()];
    frameOfRow = new int[stacks.frameCount()];
    nameRows();
    names = new String[rowCount];
  }

  /** One row for each function name, and for each module of frames without one. */
  private void nameRows() {
    int[] rowOfFunction = new int[stacks.strings().size()]; // + 1
    int[] rowOfModule = new int[stacks.strings().size()];
    for (int frame = 0; frame < rowOfFrame.length; frame++) {
      int function = stacks.functionId(frame);
      int[] rows = function != 0 ? rowOfFunction : rowOfModule;
      int name = function != 0 ? function : stacks.moduleId(frame);
      if (rows[name] == 0) {
        frameOfRow[rowCount] = frame;
        rows[name] = ++rowCount;
      }
      rowOfFrame[frame] = rows[name] - 1;
    }
  }

  /**
   * The table of one sample type, or of all where none is named.
   *
   * @param sampleType a name of {@link Profile#sampleTypes()}
   * @param limit how many rows each sample type has at most
   */
  public static TopTable of(Profile profile, Optional<String> sampleType, int limit) {
    int[] types =
        IntStream.range(0, profile.sampleTypes().size())
            .filter(i -> sampleType.isEmpty() || matches(profile, i, sampleType.get()))
            .toArray();
    return new Top(profile).table(types, limit);
  }

  private static boolean matches(Profile profile, int type, String name) {
    return profile.sampleTypes().get(type).type().equals(name);
  }

  private TopTable table(int[] types, int limit) {
    int stackCount = stacks.stackCount();
    long[][] byStack = new long[types.length][stackCount];
    for (int t = 0; t < types.length; t++) {
      for (int sample = 0; sample < profile.sampleCount(); sample++) {
        byStack[t][profile.stackOf(sample)] += profile.value(sample, types[t]);
      }
    }
    RowSums sums = sums(byStack);
    List<TypeTop> tops = new ArrayList<>();
    for (int t = 0; t < types.length; t++) {
      tops.add(top(types[t], sums.flat(t), sums.cum(t), limit));
    }
    return new TopTable(profile.sampleCount(), first(), tops);
  }

  /** The sums of all stacks; of many, half are added up beside the other half. */
  private RowSums sums(long[][] byStack) {
    int end = stacks.stackCount();
    if (end < MANY) {
      return rowSums(byStack).add(0, end);
    }
    int half = end / 2;
    return IntStream.of(0, half)
        .parallel()
        .mapToObj(from -> rowSums(byStack).add(from, from == 0 ? half : end))
        .reduce(RowSums::add)
        .orElseThrow();
  }

  private RowSums rowSums(long[][] byStack) {
    return new RowSums(stacks, pruning, rowOfFrame, rowCount, byStack);
  }

  private String first() {
    String named = profile.header().defaultSampleType();
    if (profile.typeIndex(named).isPresent() || profile.sampleTypes().isEmpty()) {
      return named;
    }
    return profile.sampleTypes().getLast().type();
  }

  private TypeTop top(int type, long[] flat, long[] cum, int limit) {
    Comparator<Integer> order = (left, right) -> compare(left, right, flat, cum);
    int count = 0;
    PriorityQueue<Integer> first = new PriorityQueue<>(order.reversed());
    for (int row = 0; row < rowCount; row++) {
      if (flat[row] != 0 || cum[row] != 0) {
        count++;
        if (first.size() < limit) {
          first.add(row);
        } else if (compare(first.element(), row, flat, cum) > 0) {
          first.poll(); // so few names are ever compared, or read
          first.add(row);
        }
      }
    }
    List<Row> rows =
        first.stream().sorted(order).map(row -> new Row(name(row), flat[row], cum[row])).toList();
    SampleType sampleType = profile.sampleTypes().get(type);
    return new TypeTop(sampleType, profile.total(type), shownTotal(type), rows, count);
  }

  /** The larger first; of equal ones by name. */
  private int compare(int left, int right, long[] flat, long[] cum) {
    int byFlat = Long.compare(Math.abs(flat[right]), Math.abs(flat[left]));
    if (byFlat != 0) {
      return byFlat;
    }
    int byName = left == right ? 0 : compareByCodePoint(name(left), name(right));
    return byName != 0 ? byName : Long.compare(Math.abs(cum[right]), Math.abs(cum[left]));
  }

  private String name(int row) {
    if (names[row] == null) {
      names[row] = stacks.resolve(frameOfRow[row]).displayName();
    }
    return names[row];
  }

  /** As UTF-8 bytes compare, which differs from {@code char}s above the first plane only. */
  private static int compareByCodePoint(String left, String right) {
    int at = 0;
    int length = Math.min(left.length(), right.length());
    while (at < length && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (at == length) {
      return Integer.compare(left.length(), right.length());
    }
    char l = left.charAt(at);
    char r = right.charAt(at);
    return Character.isSurrogate(l) == Character.isSurrogate(r)
        ? Character.compare(l, r)
        : Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r));
  }

  /**
   * What shares refer to: the sum of absolute values; in a difference whose base is labelled, the
   * base's alone.
   */
  private long shownTotal(int type) {
    boolean[] base = baseSets();
    long total = 0;
    long baseTotal = 0;
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      long value = Math.abs(profile.value(sample, type));
      total += value;
      if (base[profile.labelsOf(sample)]) {
        baseTotal += value;
      }
    }
    return baseTotal > 0 ? baseTotal : total;
  }

  /** Which label sets mark a sample as the base's. */
  private boolean[] baseSets() {
    Labels labels = profile.labels();
    boolean[] base = new boolean[labels.size()];
    int key = stacks.strings().find(DIFF_BASE_KEY);
    int text = stacks.strings().find("true");
    if (key < 0 || text < 0) {
      return base;
    }
    for (int set = 0; set < base.length; set++) {
      for (int i = 0; i < labels.count(set); i++) {
        base[set] |= labels.keyId(set, i) == key && labels.textId(set, i) == text;
      }
    }
    return base;
  }
}
