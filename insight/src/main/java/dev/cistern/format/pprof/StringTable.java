package dev.cistern.format.pprof;

import dev.cistern.model.Strings;

/** The file's strings by number; one becomes a string of the model when it is first asked for. */
final class StringTable {
  private static final int GROWTH = 3; // what a byte of text costs while the model's table grows
  private static final int ENTRY_BYTES = 64;

  private final Wire wire;
  private final int fileEnd;
  private final int[] offsets;
  private final int count;
  private final int[] ids; // of the model + 1
  private final Strings strings;
  private final Budget budget;
  private final DamageLog log;
  private boolean missingTold;

  StringTable(byte[] bytes, Outline outline, Strings strings, Budget budget, DamageLog log) {
    fileEnd = outline.wholeEnd();
    wire = new Wire(bytes, 0, fileEnd);
    offsets = outline.stringOffsets();
    count = outline.stringCount();
    ids = new int[count];
    this.strings = strings;
    this.budget = budget;
    this.log = log;
  }

  Strings strings() {
    return strings;
  }

  /** The model's number of a string, or −1 if the file has none of this number. */
  int find(long number) {
    if (number == 0) {
      return 0;
    }
    if (number < 0 || number >= count) {
      tellMissing(number);
      return -1;
    }
    int known = ids[(int) number];
    if (known != 0) {
      return known - 1;
    }
    int id = resolve(offsets[(int) number]);
    ids[(int) number] = id + 1;
    return id;
  }

  /** The model's number of a string; one that the file lacks is named by its number. */
  int id(long number) {
    int found = find(number);
    return found >= 0 ? found : strings.intern("string " + Long.toUnsignedString(number));
  }

  /** Whether a string has a sign that {@link FunctionNames} looks for; most names have none. */
  boolean hasNameSigns(long number) {
    wire.narrow(offsets[(int) number], fileEnd);
    try {
      int end = wire.enter();
      byte[] bytes = wire.bytes();
      for (int i = wire.at(); i < end; i++) {
        if (FunctionNames.isSign(bytes[i])) {
          return true;
        }
      }
      return false;
    } catch (Broken e) {
      throw new IllegalStateException("a string that was whole is not", e);
    }
  }

  /** The text of a string, empty if the file has none of this number. */
  String text(long number) {
    int found = find(number);
    return found >= 0 ? strings.get(found) : "";
  }

  private int resolve(int offset) {
    wire.narrow(offset, fileEnd);
    try {
      int length = wire.length();
      if (length > Budget.STRING_BYTES_MAX) {
        log.add(
            offset,
            "a string of at most %d bytes".formatted(Budget.STRING_BYTES_MAX),
            "%d bytes".formatted(length));
        length = Budget.STRING_BYTES_MAX;
      }
      if (!budget.take((long) GROWTH * length + ENTRY_BYTES)) {
        log.add(offset, "strings that fit into the heap", "more");
        return 0;
      }
      return strings.intern(wire.bytes(), wire.at(), length);
    } catch (Broken e) {
      throw new IllegalStateException("a string that was whole is not", e);
    }
  }

  private void tellMissing(long number) {
    if (!missingTold) {
      missingTold = true;
      log.add(
          fileEnd,
          "a string table of more than %s entries".formatted(Long.toUnsignedString(number)),
          count + " (functions and labels are named by id)");
    }
  }
}
