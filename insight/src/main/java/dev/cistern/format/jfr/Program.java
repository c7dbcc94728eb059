package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Layout.Kind;
import dev.cistern.format.jfr.Layout.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Picks the wanted leaves out of a type's values and skips the others: compiled once for metadata
 * and type, from names to steps, and the same for every chunk with these metadata.
 *
 * <p>A text comes as a string's number, an array as the place of its count.
 */
final class Program {
  private static final Step ABSENT = Step.unknown("", 0);

  private static final int VARINT = 0;
  private static final int NARROW_VARINT = 1;
  private static final int BIG_ENDIAN = 2;
  private static final int TEXT = 3;
  private static final int PLACE = 4;

  private final Step[] byName;
  private final Layout[] before; // what is skipped before each captured step
  private final boolean[] skips; // whether there is anything
  private final int[] captures; // how to take each step
  private final int[] widths;
  private final int[] targets;
  private final Layout[] arrays; // of captured steps that are arrays
  private final Layout after; // what follows the last one

  /**
   * For the leaves {@code names} among a type's {@code steps}, each several alternatives parted by
   * {@code |}; empty names and those that the type has not stay absent.
   */
  Program(Metadata metadata, List<Step> steps, List<String> names) {
    byName = new Step[names.size()];
    int[] targetOf = new int[steps.size()];
    for (int name = 0; name < byName.length; name++) {
      int step = find(steps, names.get(name));
      byName[name] = step < 0 ? ABSENT : steps.get(step);
      if (step >= 0) {
        targetOf[step] = name + 1;
      }
    }
    List<Layout> skipped = new ArrayList<>();
    List<Step> taken = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (targetOf[i] > 0) {
        skipped.add(layout(metadata, steps.subList(from, i)));
        taken.add(steps.get(i));
        slots.add(targetOf[i] - 1);
        from = i + 1;
      }
    }
    before = skipped.toArray(Layout[]::new);
    skips = new boolean[before.length];
    captures = new int[before.length];
    widths = new int[before.length];
    targets = slots.stream().mapToInt(Integer::intValue).toArray();
    after = layout(metadata, steps.subList(from, steps.size()));
    arrays = new Layout[before.length];
    for (int i = 0; i < before.length; i++) {
      arrays[i] = layout(metadata, List.of(taken.get(i)));
      skips[i] = !before[i].isEmpty();
      captures[i] = capture(taken.get(i), metadata.compressed());
      widths[i] = taken.get(i).kind() == Kind.REFERENCE ? Long.BYTES : taken.get(i).width();
    }
  }

  private static int find(List<Step> steps, String names) {
    for (String name : names.split("\\|")) {
      for (int i = 0; i < steps.size(); i++) {
        if (!name.isEmpty()
            && steps.get(i).path().equals(name)
            && steps.get(i).kind() != Kind.UNKNOWN) {
          return i;
        }
      }
    }
    return -1;
  }

  private static Layout layout(Metadata metadata, List<Step> steps) {
    Layout layout = new Layout();
    layout.fill(metadata, steps);
    return layout;
  }

  /** Whether the type has the leaf that was asked for as the {@code name}th. */
  boolean has(int name) {
    return byName[name] != ABSENT;
  }

  Step step(int name) {
    return byName[name];
  }

  /**
   * Reads one value's leaves into {@code values}; the cursor stops behind the last of them, or at
   * its count if it is an array.
   */
  void read(Cursor in, long[] values, Resolver resolver) {
    int last = captures.length - 1;
    for (int i = 0; i <= last; i++) {
      if (skips[i]) {
        before[i].skip(in);
      }
      long value;
      switch (captures[i]) {
        case VARINT -> value = in.varint();
        case NARROW_VARINT -> value = widths[i] == 4 ? (int) in.varint() : (short) in.varint();
        case BIG_ENDIAN -> value = in.big(widths[i]);
        case TEXT -> value = resolver.string(in);
        default -> {
          value = in.pos();
          if (i < last) {
            arrays[i].skip(in);
          }
        }
      }
      values[targets[i]] = value;
    }
  }

  /** Moves the cursor from behind the last leaf to behind the value. */
  void finish(Cursor in) {
    after.skip(in);
  }

  private static int capture(Step step, boolean compressed) {
    return switch (step.kind()) {
      case INTEGER ->
          !compressed ? BIG_ENDIAN : step.width() == Long.BYTES ? VARINT : NARROW_VARINT;
      case REFERENCE -> compressed ? VARINT : BIG_ENDIAN;
      case FIXED -> BIG_ENDIAN;
      case STRING -> TEXT;
      case ARRAY, REFERENCES, UNKNOWN -> PLACE;
    };
  }
}
