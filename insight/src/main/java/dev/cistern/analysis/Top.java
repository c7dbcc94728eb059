package dev.cistern.analysis;

import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.TopTable;
import dev.cistern.model.TopTable.Row;
import dev.cistern.model.TopTable.TypeTop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a profile's values arise: functions by what they cost themselves and with their callees, to
 * the unit as {@code go tool pprof -top} counts them without trimming.
 *
 * <p>A row is a function's name; frames without one are a row per module. A sample counts once for
 * each name on its stack, and once for its leaf. Rows whose sums are both 0 are left out.
 */
public final class Top {
  private static final String DIFF_BASE_KEY = "pprof::base";

  private final Profile profile;
  private final Stacks stacks;
  private final Optional<FramePruning> pruning;
  private final int[] rowOfFunction; // by string number: row + 1
  private final int[] rowOfModule;
  private int[] frameOfRow = new int[256]; // one frame that names the row
  private int[] seenInStack = new int[256]; // by row: stack + 1
  private int rowCount;

  private Top(Profile profile) {
    this.profile = profile;
    stacks = profile.stacks();
    pruning = FramePruning.of(profile);
    rowOfFunction = new int[stacks.strings().size()];
    rowOfModule = new int[stacks.strings().size()];
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
    long[][] flat = new long[types.length][256];
    long[][] cum = new long[types.length][256];
    int[] frames = new int[256];
    for (int stack = 0; stack < stackCount; stack++) {
      if (stacks.depth(stack) > frames.length) {
        frames = new int[stacks.depth(stack) * 2];
      }
      int depth = frames(stack, frames);
      int leaf = -1;
      for (int i = depth - 1; i >= 0; i--) {
        int row = row(frames[i]);
        leaf = row;
        if (seenInStack[row] == stack + 1) {
          continue;
        }
        seenInStack[row] = stack + 1;
        for (int t = 0; t < types.length; t++) {
          cum[t] = room(cum[t], row);
          cum[t][row] += byStack[t][stack];
        }
      }
      for (int t = 0; t < types.length && leaf >= 0; t++) {
        flat[t] = room(flat[t], leaf);
        flat[t][leaf] += byStack[t][stack];
      }
    }
    List<TypeTop> tops = new ArrayList<>();
    for (int t = 0; t < types.length; t++) {
      tops.add(top(types[t], room(flat[t], rowCount), room(cum[t], rowCount), limit));
    }
    return new TopTable(profile.sampleCount(), tops);
  }

  private int frames(int stack, int[] into) {
    if (pruning.isPresent()) {
      return pruning.get().prune(stack, into);
    }
    int depth = stacks.depth(stack);
    for (int i = 0; i < depth; i++) {
      into[i] = stacks.frameAt(stack, i);
    }
    return depth;
  }

  private int row(int frame) {
    int function = stacks.functionId(frame);
    int[] rows = function != 0 ? rowOfFunction : rowOfModule;
    int name = function != 0 ? function : stacks.moduleId(frame);
    if (rows[name] == 0) {
      if (rowCount == frameOfRow.length) {
        frameOfRow = Arrays.copyOf(frameOfRow, rowCount * 2);
        seenInStack = Arrays.copyOf(seenInStack, rowCount * 2);
      }
      frameOfRow[rowCount] = frame;
      rows[name] = ++rowCount;
    }
    return rows[name] - 1;
  }

  private static long[] room(long[] values, int index) {
    return index < values.length
        ? values
        : Arrays.copyOf(values, Math.max(index + 1, values.length * 2));
  }

  private TypeTop top(int type, long[] flat, long[] cum, int limit) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < rowCount; row++) {
      if (flat[row] != 0 || cum[row] != 0) {
        rows.add(new Row(stacks.resolve(frameOfRow[row]).displayName(), flat[row], cum[row]));
      }
    }
    rows.sort(ORDER);
    SampleType sampleType = profile.sampleTypes().get(type);
    List<Row> shown = List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
    return new TypeTop(sampleType, profile.total(type), shownTotal(type), shown, rows.size());
  }

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong((Row row) -> -Math.abs(row.flat()))
          .thenComparing(Row::function, Top::compareByCodePoint)
          .thenComparingLong(row -> -Math.abs(row.cum()));

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
