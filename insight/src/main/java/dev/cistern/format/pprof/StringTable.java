package dev.cistern.format.pprof;

import dev.cistern.format.DamageLog;
import dev.cistern.format.demangle.Demangler;
import dev.cistern.model.Strings;
import java.util.Arrays;

/**
 * The file's strings by number, noted as they come. Each becomes a string of the model at once
 * while memory is ample, and else when it is first asked for.
 */
final class StringTable {
  private static final int GROWTH = 3; // what a byte of text costs while the model's table grows
  private static final int ENTRY_BYTES = 64;
  private static final int NOTED_BYTES = 8; // its offset, its number in the model

  private final Strings strings;
  private final Budget budget;
  private final DamageLog log;
  private Wire wire = new Wire(new byte[0], 0, 0);
  private int fileEnd;
  private int[] offsets = new int[256];
  private int[] ids = new int[256]; // of the model + 1
  private int count;
  private int dropped; // strings that found no room here
  private boolean early = true; // whether memory is ample so far
  private boolean missingTold;

  StringTable(Strings strings, Budget budget, DamageLog log) {
    this.strings = strings;
    this.budget = budget;
    this.log = log;
  }

  Strings strings() {
    return strings;
  }

  /** Notes the next string, whose length stands at {@code offset} and which lies whole. */
  void add(byte[] bytes, int offset, int text, int length) {
    if (count == offsets.length && !grow()) {
      dropped++;
      return;
    }
    offsets[count] = offset;
    early = early && budget.ample() && length <= Budget.STRING_BYTES_MAX;
    if (early && budget.take(cost(length))) {
      ids[count] = strings.intern(bytes, text, length) + 1;
    }
    if (count++ == 0 && length != 0) {
      log.add(offset, "the empty string as number 0", "another");
    }
  }

  private boolean grow() {
    int wider = count + (count >> 1);
    if (dropped > 0 || !budget.take((long) NOTED_BYTES * (wider - count))) {
      return false;
    }
    offsets = Arrays.copyOf(offsets, wider);
    ids = Arrays.copyOf(ids, wider);
    return true;
  }

  /** All have come; those not made yet are read from these bytes. */
  void complete(byte[] bytes, int end) {
    wire = new Wire(bytes, 0, end);
    fileEnd = end;
    if (dropped > 0) {
      log.add(
          end,
          "at most %d strings (the heap is too small for more)".formatted(count),
          Integer.toString(count + dropped));
    }
  }

  /** Whether all strings were made as they came. */
  boolean early() {
    return early;
  }

  /** The model's number of a string that was made already, or −1: adds nothing to the model. */
  int known(int number) {
    return number == 0 ? 0 : number < 0 || number >= count ? -1 : ids[number] - 1;
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
      if (end - wire.at() > 1 && Demangler.mayShow(bytes[wire.at()], bytes[wire.at() + 1])) {
        return true;
      }
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
      if (!budget.take(cost(length))) {
        log.add(offset, "strings that fit into the heap", "more");
        return 0;
      }
      return strings.intern(wire.bytes(), wire.at(), length);
    } catch (Broken e) {
      throw new IllegalStateException("a string that was whole is not", e);
    }
  }

  private static long cost(int length) {
    return (long) GROWTH * length + ENTRY_BYTES;
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
