package dev.cistern.format.elf;

import dev.cistern.format.UnreadableException;
import dev.cistern.model.Variables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The variables of a 64-bit ELF executable, from its symbol table. Where there is no such table, or
 * addresses are chosen when the program starts, there are none, and {@link #lacking} says why.
 *
 * <p>Names are read when they are asked for; held are addresses alone.
 */
public final class ElfVariables implements Variables {
  private static final int HEADER_BYTES = 64;
  private static final int SECTION_BYTES = 64;
  private static final int SYMBOL_BYTES = 24;
  private static final int SYMBOLS_AT_ONCE = 1 << 12;
  private static final int NAME_BYTES_MAX = 1 << 10;
  private static final int VARIABLES_MAX = 1 << 20;
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_64 = 2;
  private static final int TYPE_DYNAMIC = 3;
  private static final int SECTION_SYMBOLS = 2;
  private static final int SYMBOL_OBJECT = 1;

  /** One variable: where it lies, how long it is, where its name stands in the table of names. */
  private record Entry(long address, long bytes, int nameAt) {}

  private final Path file;
  private final Entry[] entries; // by address
  private final long namesAt;
  private final String lacking;

  private ElfVariables(Path file, Entry[] entries, long namesAt, String lacking) {
    this.file = file;
    this.entries = entries;
    this.namesAt = namesAt;
    this.lacking = lacking;
  }

  /**
   * Of an executable.
   *
   * @throws UnreadableException where it is none, or breaks off
   */
  public static ElfVariables of(Path file) throws IOException, UnreadableException {
    try (FileChannel in = FileChannel.open(file)) {
      ByteBuffer header = read(file, in, 0, HEADER_BYTES);
      if (header.getInt(0) != MAGIC || header.get(4) != CLASS_64) {
        throw new UnreadableException(
            file.toString(), 0, "a 64-bit ELF executable", "something else");
      }
      header.order(header.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      if (header.getShort(16) == TYPE_DYNAMIC) {
        return none(file, "its variables' addresses are chosen when it starts (-buildmode=pie)");
      }
      long sectionsAt = header.getLong(40);
      int sections = header.getShort(60) & 0xffff;
      for (int i = 0; i < sections; i++) {
        ByteBuffer section = section(file, in, header.order(), sectionsAt, i);
        if (section.getInt(4) == SECTION_SYMBOLS) {
          int names = section.getInt(40);
          long namesAt = section(file, in, header.order(), sectionsAt, names).getLong(24);
          return new ElfVariables(file, entries(file, in, section), namesAt, "");
        }
      }
      return none(file, "it has no symbol table: it was stripped (-ldflags=-s)");
    }
  }

  /** Why it names nothing; empty if it does. */
  public String lacking() {
    return lacking;
  }

  private static ElfVariables none(Path file, String lacking) {
    return new ElfVariables(file, new Entry[0], 0, lacking);
  }

  private static ByteBuffer section(
      Path file, FileChannel in, ByteOrder order, long sectionsAt, int index)
      throws IOException, UnreadableException {
    return read(file, in, sectionsAt + (long) index * SECTION_BYTES, SECTION_BYTES).order(order);
  }

  private static Entry[] entries(Path file, FileChannel in, ByteBuffer section)
      throws IOException, UnreadableException {
    long at = section.getLong(24);
    long left = section.getLong(32) / SYMBOL_BYTES;
    Entry[] found = new Entry[1024];
    int count = 0;
    while (left > 0 && count < VARIABLES_MAX) {
      int symbols = (int) Math.min(left, SYMBOLS_AT_ONCE);
      ByteBuffer block = read(file, in, at, symbols * SYMBOL_BYTES).order(section.order());
      for (int i = 0; i < symbols && count < VARIABLES_MAX; i++) {
        int symbol = i * SYMBOL_BYTES;
        long bytes = block.getLong(symbol + 16);
        if ((block.get(symbol + 4) & 0xf) == SYMBOL_OBJECT && bytes > 0) {
          if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
          }
          found[count++] = new Entry(block.getLong(symbol + 8), bytes, block.getInt(symbol));
        }
      }
      at += (long) symbols * SYMBOL_BYTES;
      left -= symbols;
    }
    Entry[] entries = Arrays.copyOf(found, count);
    Arrays.sort(entries, (a, b) -> Long.compareUnsigned(a.address(), b.address()));
    return entries;
  }

  @Override
  public Optional<Variable> at(long address) {
    int low = 0;
    int high = entries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(entries[middle].address(), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return Optional.empty();
    }
    Entry entry = entries[low - 1];
    if (Long.compareUnsigned(address - entry.address(), entry.bytes()) >= 0) {
      return Optional.empty();
    }
    String name = name(entry.nameAt());
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Variable(name, address - entry.address()));
  }

  /** As Go writes it: the linker puts {@code %2e} for a point in the last part of a path. */
  private String name(int nameAt) {
    long at = namesAt + Integer.toUnsignedLong(nameAt);
    ByteBuffer bytes = ByteBuffer.allocate(NAME_BYTES_MAX);
    try (FileChannel in = FileChannel.open(file)) {
      if (at >= 0 && at < in.size()) {
        in.read(bytes, at);
      }
    } catch (IOException e) {
      return ""; // gone since: the pool keeps the name of who uses it
    }
    int length = 0;
    while (length < bytes.position() && bytes.get(length) != 0) {
      length++;
    }
    return new String(bytes.array(), 0, length, StandardCharsets.UTF_8).replace("%2e", ".");
  }

  private static ByteBuffer read(Path file, FileChannel in, long at, int length)
      throws IOException, UnreadableException {
    ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    boolean within = at >= 0 && at < in.size();
    while (within && block.hasRemaining() && in.read(block, at + block.position()) > 0) {
      // reads on until the block is full or the file ends
    }
    if (block.hasRemaining()) {
      throw new UnreadableException(
          file.toString(),
          at,
          "%d bytes of an ELF executable".formatted(length),
          block.position() + " bytes");
    }
    return block.flip();
  }
}
