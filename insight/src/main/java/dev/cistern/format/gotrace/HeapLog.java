package dev.cistern.format.gotrace;

import dev.cistern.model.EventKind;

/**
 * The heap's spans and objects, told by the experiment AllocFree ({@code
 * GODEBUG=traceallocfree=1}): those that were there when the trace began, and each that came or
 * went.
 */
final class HeapLog {
  /** The number of the experiment in its batches. */
  static final int EXPERIMENT = 1;

  /** The first byte of its batch that says how addresses are packed. */
  static final int INFO_BATCH = 1;

  private static final int USUAL_PAGE_BYTES = 8192;
  private static final int USUAL_ALIGN_BYTES = 8;

  /** Slots up to this size have their pointer bits at the span's end. */
  private static final int BITS_IN_SPAN_MAX = 512;

  private static final int INLINE_MARKS_MIN = 16;
  private static final int INLINE_MARKS_BYTES = 128;
  private static final int SPAN_BYTES_PER_BITS_BYTE = 64;
  private static final long SPAN_PAGES_MAX = 1L << 32;

  /** Go's size classes in bytes, the same since Go 1.16; class 0 is an object of its own span. */
  private static final int[] SLOT_BYTES = {
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
    352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
    2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240,
    10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768
  };

  private final Emitter out;
  private final boolean inlineMarks;
  private long firstAddress;
  private long pageBytes = USUAL_PAGE_BYTES;
  private long alignBytes = USUAL_ALIGN_BYTES;

  /** Of a trace of this version: since Go 1.26 small slots are marked inside their span. */
  HeapLog(Emitter out, int version) {
    this.out = out;
    this.inlineMarks = version >= 26;
  }

  /** Sets how addresses are packed. */
  void packing(long newFirstAddress, long newPageBytes, long newAlignBytes) {
    firstAddress = newFirstAddress;
    pageBytes = newPageBytes;
    alignBytes = newAlignBytes;
  }

  void event(Cursor event, long now) {
    switch (event.type()) {
      case Wire.SPAN, Wire.SPAN_ALLOC -> spanCame(event, now);
      case Wire.SPAN_FREE ->
          tell(EventKind.SPAN_FREED, event, firstAddress + event.arg(0) * pageBytes, now);
      case Wire.HEAP_OBJECT, Wire.HEAP_OBJECT_ALLOC ->
          tell(EventKind.OBJECT_ALLOCATED, event, firstAddress + event.arg(0) * alignBytes, now);
      case Wire.HEAP_OBJECT_FREE ->
          tell(EventKind.OBJECT_FREED, event, firstAddress + event.arg(0) * alignBytes, now);
      default -> {} // goroutines' stacks
    }
  }

  private void spanCame(Cursor event, long now) {
    if (!out.wants(EventKind.SPAN_ALLOCATED)) {
      return;
    }
    long pages = event.arg(1);
    long spanBytes = pages < 0 || pages > SPAN_PAGES_MAX ? 0 : pages * pageBytes;
    out.start(EventKind.SPAN_ALLOCATED, event.type(), now)
        .object(firstAddress + event.arg(0) * pageBytes)
        .value(spanBytes)
        .pool(slots(spanBytes, event.arg(2)));
    out.end(now);
  }

  /** Their bytes and number, as {@link EventKind#SPAN_ALLOCATED} packs them. */
  private long slots(long spanBytes, long kind) {
    long sizeClass = kind >>> 2;
    if ((kind & 1) != 0 || sizeClass >= SLOT_BYTES.length || spanBytes == 0) {
      return 0; // a stack, or the runtime's own
    }
    if (sizeClass == 0) {
      return 1;
    }
    boolean pointers = (kind & 2) == 0;
    long slotBytes = SLOT_BYTES[(int) sizeClass];
    long reserved = 0;
    if (slotBytes <= BITS_IN_SPAN_MAX) {
      reserved += pointers ? spanBytes / SPAN_BYTES_PER_BITS_BYTE : 0;
      reserved += inlineMarks && slotBytes >= INLINE_MARKS_MIN ? INLINE_MARKS_BYTES : 0;
    }
    return slotBytes << 32 | Math.max(1, (spanBytes - reserved) / slotBytes) & 0xffff_ffffL;
  }

  private void tell(EventKind kind, Cursor event, long address, long now) {
    if (out.wants(kind)) {
      out.start(kind, event.type(), now).object(address);
      out.end(now);
    }
  }
}
