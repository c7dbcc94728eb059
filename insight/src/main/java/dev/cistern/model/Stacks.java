package dev.cistern.model;

import java.util.Arrays;

/**
 * The frames and call stacks of one snapshot, each kept once; a stack is an {@code int} everywhere
 * else, and stack 0 is the empty one.
 *
 * <p>A stack lists its frames leaf first. Names are numbers of {@link #strings()}. Not safe for use
 * by several threads while it grows.
 */
public final class Stacks {
  private static final Language[] LANGUAGES = Language.values();
  private static final int INLINED = 0x80;

  private final Strings strings;

  private int[] functions = new int[256];
  private int[] files = new int[256];
  private int[] modules = new int[256];
  private int[] lines = new int[256];
  private long[] addresses = new long[256];
  private byte[] flags = new byte[256]; // the language's ordinal, INLINED
  private int[] frameSlots = new int[512];
  private int frameCount;

  private IntLists stacks = new IntLists(); // of frames, leaf first

  public Stacks(Strings strings) {
    this.strings = strings;
  }

  public Strings strings() {
    return strings;
  }

  /** Makes room for about so many more frames, so that their table need not grow on the way. */
  public void expectFrames(int moreFrames) {
    if (frameCount + moreFrames > functions.length) {
      growFrames(frameCount + moreFrames);
      rehashFrames(Hashing.slots(frameCount + moreFrames));
    }
  }

  /**
   * Takes over lists of frames, leaf first, as the stacks: while there is none but the empty one.
   */
  public void adopt(IntLists lists) {
    if (stacks.size() > 1) {
      throw new IllegalStateException("there are %d stacks already".formatted(stacks.size()));
    }
    stacks = lists;
  }

  /**
   * The number of a frame, added if it is new; {@code function}, {@code file} and {@code module}
   * are string numbers.
   */
  public int frame(
      int function,
      int file,
      int line,
      int module,
      Language language,
      long address,
      boolean inlined) {
    byte flag = (byte) (language.ordinal() | (inlined ? INLINED : 0));
    int mask = frameSlots.length - 1;
    int slot = frameHash(function, file, line, module, address, flag) & mask;
    while (frameSlots[slot] != 0) {
      int id = frameSlots[slot] - 1;
      if (functions[id] == function
          && lines[id] == line
          && addresses[id] == address
          && files[id] == file
          && modules[id] == module
          && flags[id] == flag) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (frameCount == functions.length) {
      growFrames(Strings.grown(frameCount));
    }
    int id = frameCount++;
    functions[id] = function;
    files[id] = file;
    lines[id] = line;
    modules[id] = module;
    addresses[id] = address;
    flags[id] = flag;
    frameSlots[slot] = id + 1;
    if (frameCount * 2 > frameSlots.length) {
      rehashFrames(frameSlots.length * 2);
    }
    return id;
  }

  /**
   * The number of the stack of the first {@code depth} of {@code frames}, leaf first, added if it
   * is new.
   */
  public int stack(int[] frames, int depth) {
    return stack(frames, 0, depth);
  }

  /** The number of the stack of the frames from {@code from} to before {@code to}, leaf first. */
  public int stack(int[] frames, int from, int to) {
    int depth = to - from;
    int[] into = stacks.room(depth);
    System.arraycopy(frames, from, into, stacks.end(), depth);
    stacks.end(stacks.end() + depth);
    return stacks.close();
  }

  /** How many frames a stack has. */
  public int depth(int stack) {
    return stacks.length(stack);
  }

  /** The frame of a stack at {@code index}, 0 being the leaf. */
  public int frameAt(int stack, int index) {
    return stacks.at(stack, index);
  }

  /** Puts a stack's frames, leaf first, into an array that has room for them; tells how many. */
  public int copy(int stack, int[] into) {
    return stacks.copy(stack, into);
  }

  public int frameCount() {
    return frameCount;
  }

  public int stackCount() {
    return stacks.size();
  }

  /** The string number of a frame's function, 0 where it is not known. */
  public int functionId(int frame) {
    return functions[frame];
  }

  /** The string number of a frame's file, 0 where it is not known. */
  public int fileId(int frame) {
    return files[frame];
  }

  /** The string number of a frame's module, 0 where it is not known. */
  public int moduleId(int frame) {
    return modules[frame];
  }

  public int line(int frame) {
    return lines[frame];
  }

  public long address(int frame) {
    return addresses[frame];
  }

  public boolean inlined(int frame) {
    return (flags[frame] & INLINED) != 0;
  }

  public Language language(int frame) {
    return LANGUAGES[flags[frame] & ~INLINED & 0xff];
  }

  /** The function's name, empty where it is not known. */
  public String function(int frame) {
    return strings.get(functions[frame]);
  }

  /** A frame resolved, for a result that is written. */
  public Frame resolve(int frame) {
    return new Frame(
        function(frame),
        strings.get(files[frame]),
        lines[frame],
        strings.get(modules[frame]),
        language(frame),
        addresses[frame],
        inlined(frame));
  }

  private void growFrames(int capacity) {
    functions = Arrays.copyOf(functions, capacity);
    files = Arrays.copyOf(files, capacity);
    lines = Arrays.copyOf(lines, capacity);
    modules = Arrays.copyOf(modules, capacity);
    addresses = Arrays.copyOf(addresses, capacity);
    flags = Arrays.copyOf(flags, capacity);
  }

  private void rehashFrames(int slots) {
    int[] wider = new int[slots];
    for (int id = 0; id < frameCount; id++) {
      int hash =
          frameHash(functions[id], files[id], lines[id], modules[id], addresses[id], flags[id]);
      place(wider, hash, id);
    }
    frameSlots = wider;
  }

  private static void place(int[] slots, int hash, int id) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = id + 1;
  }

  private static int frameHash(
      int function, int file, int line, int module, long address, byte flag) {
    int hash = function;
    hash = Hashing.FACTOR * hash + line;
    hash = Hashing.FACTOR * hash + Long.hashCode(address);
    hash = Hashing.FACTOR * hash + file;
    hash = Hashing.FACTOR * hash + module;
    return Hashing.mix(Hashing.FACTOR * hash + flag);
  }
}
