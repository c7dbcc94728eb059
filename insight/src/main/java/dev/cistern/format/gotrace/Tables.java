package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.io.IOException;

/**
 * The strings and stacks of the generation at hand, as numbers of the timeline's own tables; they
 * may lie in the file after the events that name them, so they are read first.
 *
 * <p>An id that is not there is 0: the empty string, the empty stack.
 */
final class Tables {
  private static final int STRING_ENTRY_BYTES = 32;
  private static final int BLOCK_BYTES = 1 << 16;

  private final Strings strings;
  private final Stacks stacks;
  private final Room room;
  private final int version;
  private final DamageLog damage;
  private final long[] counts;
  private final Window in;
  private final Batch batch = new Batch();
  private final Ids stringIds = new Ids(); // the timeline's number plus one
  private final Ids stackIds = new Ids();
  private final byte[] text = new byte[Wire.STRING_BYTES_MAX];
  private final int[] frames = new int[Wire.FRAMES_MAX];
  private final long[] numbers = new long[4];
  private long stringBytes;
  private long stackFrames;

  Tables(
      Source source,
      int version,
      Strings strings,
      Stacks stacks,
      Room room,
      DamageLog damage,
      long[] counts) {
    this.strings = strings;
    this.stacks = stacks;
    this.room = room;
    this.version = version;
    this.damage = damage;
    this.counts = counts;
    this.in = new Window(source, BLOCK_BYTES);
  }

  /** Forgets the generation before and reads this one's tables. */
  void read(Generation generation) throws IOException {
    stringIds.clear();
    stackIds.clear();
    for (int i = 0; i < generation.strings().size(); i++) {
      readBatch(generation.strings().get(i), Wire.STRINGS);
    }
    for (int i = 0; i < generation.stacks().size(); i++) {
      readBatch(generation.stacks().get(i), Wire.STACKS);
    }
  }

  /** The timeline's number of a string of this generation. */
  int string(long id) {
    int found = stringIds.get(id);
    return found == 0 ? 0 : found - 1;
  }

  /** The timeline's number of a stack of this generation. */
  int stack(long id) {
    int found = id == 0 ? 0 : stackIds.get(id);
    return found == 0 ? 0 : found - 1;
  }

  Strings strings() {
    return strings;
  }

  Stacks stacks() {
    return stacks;
  }

  /** The timeline's number of a text made here; 0 once there is no memory for another. */
  int intern(byte[] utf8) {
    if (stringBytes >= room.stringBytesMax()) {
      return 0;
    }
    int before = strings.size();
    int number = strings.intern(utf8, 0, utf8.length);
    stringBytes += number == before ? utf8.length + STRING_ENTRY_BYTES : 0;
    return number;
  }

  private void readBatch(long at, int kind) throws IOException {
    in.move(at, Long.MAX_VALUE);
    batch.read(in, version);
    in.move(batch.bodyAt, batch.bodyAt + batch.sizeBytes);
    in.next(); // the byte that told the batch's kind
    counts[kind]++;
    int wanted = kind == Wire.STRINGS ? Wire.STRING : Wire.STACK;
    while (!in.atEnd()) {
      long recordAt = in.at();
      int type = in.next();
      if (type != wanted) {
        damage.add(recordAt, kind == Wire.STRINGS ? "a string" : "a stack", "byte " + type);
        return;
      }
      String wrong = kind == Wire.STRINGS ? readString() : readStack();
      if (!wrong.isEmpty()) {
        damage.add(recordAt, kind == Wire.STRINGS ? "a whole string" : "a whole stack", wrong);
        return;
      }
      counts[wanted]++;
    }
  }

  private String readString() throws IOException {
    readNumbers(2);
    long id = numbers[0];
    long length = numbers[1];
    if (in.failed()) {
      return "a broken varint";
    }
    if (length < 0 || length > Wire.STRING_BYTES_MAX) {
      return Long.toUnsignedString(length) + " bytes where 1024 are the most";
    }
    if (!in.bytes(text, (int) length)) {
      return "the end of its batch";
    }
    if (stringIds.size() >= room.entriesMax() || stringBytes >= room.stringBytesMax()) {
      return "more strings than there is memory for";
    }
    stringIds.put(id, intern((int) length) + 1);
    return "";
  }

  private int intern(int length) {
    int before = strings.size();
    int number = strings.intern(text, 0, length);
    if (number == before) {
      stringBytes += length + STRING_ENTRY_BYTES;
    }
    return number;
  }

  private String readStack() throws IOException {
    readNumbers(2);
    long id = numbers[0];
    long depth = numbers[1];
    if (in.failed()) {
      return "a broken varint";
    }
    if (depth < 0 || depth > Wire.FRAMES_MAX) {
      return Long.toUnsignedString(depth) + " frames where 128 are the most";
    }
    if (stackIds.size() >= room.entriesMax()
        || stackFrames >= room.stackFramesMax()
        || stacks.frameCount() >= room.framesMax()) {
      return "more stacks than there is memory for";
    }
    for (int i = 0; i < depth; i++) {
      readNumbers(4);
      if (in.failed()) {
        return "a broken varint";
      }
      int function = string(numbers[1]);
      int file = string(numbers[2]);
      int line = Math.clamp(numbers[3], 0, Integer.MAX_VALUE);
      frames[i] = stacks.frame(function, file, line, 0, Language.GO, numbers[0], false);
    }
    int before = stacks.stackCount();
    int number = stacks.stack(frames, (int) depth);
    if (number == before) {
      stackFrames += depth + 4;
    }
    stackIds.put(id, number + 1);
    return "";
  }

  /** Reads varints in one place: compiled, each place is as large as all else here. */
  private void readNumbers(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      numbers[i] = in.varint();
    }
  }
}
