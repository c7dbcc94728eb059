package dev.cistern.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A table of distinct strings, each known by a small number; number 0 is the empty string.
 *
 * <p>Bytes are kept as they came and become a {@code String} only when asked for, so a profile's
 * hundred thousand names cost their bytes and one hash each. Bytes that are not valid UTF-8 stay
 * distinct and read as U+FFFD. Not safe for use by several threads while it grows.
 */
public final class Strings {
  private byte[] arena = new byte[1 << 12];
  private int[] ends =
      new int[256]; // the end of string i in the arena; its start is the end of i-1
  private String[] decoded = new String[256];
  private int[] slots = new int[512]; // open addressing; holds id + 1, 0 is free
  private int[] hashes = new int[256];
  private int size;

  public Strings() {
    intern(new byte[0], 0, 0);
  }

  /** The number of a string, added if it is new. */
  public int intern(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /** The number of the string whose UTF-8 bytes lie at {@code offset}; the bytes are copied. */
  public int intern(byte[] utf8, int offset, int length) {
    int hash = hash(utf8, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (hashes[id] == hash && isAt(id, utf8, offset, length)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    int id = append(utf8, offset, length, hash);
    slots[slot] = id + 1;
    if (size * 2 > slots.length) {
      rehash();
    }
    return id;
  }

  /** The number of a string, or −1 if the table does not have it. */
  public int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int hash = hash(utf8, 0, utf8.length);
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int id = slots[slot] - 1;
      if (hashes[id] == hash && isAt(id, utf8, 0, utf8.length)) {
        return id;
      }
    }
    return -1;
  }

  /** The string with this number; U+FFFD stands for bytes that are not UTF-8. */
  public String get(int id) {
    String known = decoded[id];
    if (known == null) {
      int start = start(id);
      known = new String(arena, start, ends[id] - start, StandardCharsets.UTF_8);
      decoded[id] = known;
    }
    return known;
  }

  /** Whether the string with this number ends so, told without making it a {@code String}. */
  public boolean endsWith(int id, byte[] utf8) {
    int from = ends[id] - utf8.length;
    return from >= start(id) && Arrays.equals(arena, from, ends[id], utf8, 0, utf8.length);
  }

  /** How many bytes the string with this number has. */
  public int lengthBytes(int id) {
    return ends[id] - start(id);
  }

  /** How many strings there are; their numbers are 0 to one less. */
  public int size() {
    return size;
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  private boolean isAt(int id, byte[] utf8, int offset, int length) {
    int start = start(id);
    return Arrays.equals(arena, start, ends[id], utf8, offset, offset + length);
  }

  private int append(byte[] utf8, int offset, int length, int hash) {
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, length);
    if (end > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(end, grown(arena.length)));
    }
    System.arraycopy(utf8, offset, arena, start, length);
    if (size == ends.length) {
      int capacity = grown(size);
      ends = Arrays.copyOf(ends, capacity);
      decoded = Arrays.copyOf(decoded, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    ends[size] = end;
    hashes[size] = hash;
    return size++;
  }

  private void rehash() {
    int[] wider = new int[slots.length * 2];
    int mask = wider.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (wider[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      wider[slot] = id + 1;
    }
    slots = wider;
  }

  static int grown(int capacity) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, capacity + (capacity >> 1) + 16L);
  }

  private static int hash(byte[] bytes, int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = Hashing.FACTOR * hash + bytes[i];
    }
    return Hashing.mix(hash);
  }
}
