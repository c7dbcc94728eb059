package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.Head;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Processor samples in machine words of the program that wrote them: a header of 5 words (0, 3, 0
 * of C++ or 1 of Java, microseconds between samples, 0), then for each stack its count, its depth
 * and its addresses, and at the end 0, 1, 0. Behind them stands a memory map, of Java a list of
 * functions.
 */
final class CpuWords {
  private static final int HEADER_WORDS = 5;
  private static final int NANOS_PER_MICRO = 1000;
  private static final SampleType CPU = new SampleType("cpu", "nanoseconds");
  private static final List<SampleType> TYPES = List.of(new SampleType("samples", "count"), CPU);

  /** How a word is laid out. */
  enum Layout {
    LITTLE_32(4, true),
    BIG_32(4, false),
    LITTLE_64(8, true),
    BIG_64(8, false);

    private final int bytes;
    private final boolean little;

    Layout(int bytes, boolean little) {
      this.bytes = bytes;
      this.little = little;
    }

    long word(byte[] from, int at) {
      long word = 0;
      for (int i = 0; i < bytes; i++) {
        int index = little ? at + bytes - 1 - i : at + i;
        word = word << 8 | (from[index] & 0xff);
      }
      return word;
    }

    String shown() {
      return "%d bit, %s-endian".formatted(bytes * 8, little ? "little" : "big");
    }

    private boolean isHeader(byte[] from, int length) {
      return length >= HEADER_WORDS * bytes
          && word(from, 0) == 0
          && word(from, bytes) == 3
          && word(from, 2 * bytes) >>> 1 == 0
          && word(from, 3 * bytes) != 0
          && word(from, 4 * bytes) == 0;
    }
  }

  private final byte[] bytes;
  private final int length;
  private final Layout layout;
  private final Budget budget;
  private final DamageLog log;
  private final AddressSamples samples;
  private int at;

  CpuWords(byte[] bytes, int length, Layout layout, DamageLog log, Budget budget) {
    this.bytes = bytes;
    this.length = length;
    this.layout = layout;
    this.log = log;
    this.budget = budget;
    samples = new AddressSamples(TYPES.size(), budget, log);
  }

  /** The layout that makes a header of the first words. */
  static Optional<Layout> layout(Head head) {
    return Arrays.stream(Layout.values())
        .filter(layout -> layout.isHeader(head.bytes(), head.bytes().length))
        .findFirst();
  }

  Parsed read() {
    boolean java = layout.word(bytes, 2 * layout.bytes) == 1;
    long periodNanos = layout.word(bytes, 3 * layout.bytes) * NANOS_PER_MICRO;
    at = HEADER_WORDS * layout.bytes;
    samples(periodNanos, java ? Hex.Shift.NONE : Hex.Shift.ALL_BUT_LEAF);
    Profile.Header header =
        new Profile.Header(0, 0, Optional.of(CPU), periodNanos, "", DropFrames.CPU, "", List.of());
    Lines behind = new Lines(Arrays.copyOfRange(bytes, at, length), length - at);
    if (java) {
      JavaSymbols symbols = new JavaSymbols(budget, log);
      symbols.read(behind, at);
      return new Parsed(TYPES, header, Language.JVM, samples, symbols);
    }
    samples.dropSharedSecond();
    MemoryMap map = new MemoryMap(budget, log);
    map.read(behind);
    map.settle(samples); // before some of their addresses go
    samples.dropRepeatedLeaves();
    return new Parsed(TYPES, header, Language.NATIVE, samples, map);
  }

  private void samples(long periodNanos, Hex.Shift shift) {
    while (length - at >= 2 * layout.bytes) {
      int from = at;
      long count = layout.word(bytes, at);
      long depth = layout.word(bytes, at + layout.bytes);
      long deepest = (length - at) / layout.bytes - 2L;
      if (depth < 0 || depth > deepest) {
        log.add(from, "a stack of at most %d words".formatted(deepest), "" + depth);
        at = length;
        return;
      }
      at += 2 * layout.bytes;
      if (count == 0 && depth == 1 && layout.word(bytes, at) == 0) {
        at += layout.bytes;
        return;
      }
      samples.begin();
      for (int i = 0; i < depth; i++) {
        samples.address(layout.word(bytes, at) + shift.at(i), from);
        at += layout.bytes;
      }
      samples.add(from, -1, count, count * periodNanos);
    }
    log.add(at, "the words 0, 1, 0 behind the last stack", "the end of the file");
    at = length;
  }
}
