package dev.cistern.damage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Breaks a valid file in every way that a seed can think of. */
final class Mutations {
  private static final int REGIONS = 24;
  private static final byte[][] BOMBS = {
    bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01), // the largest varint
    bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), // one that never ends
    bytes(0xff, 0xff, 0xff, 0xff, 0x07), // 2^31 - 1 as a varint
    bytes(0x7f, 0xff, 0xff, 0xff), // and as a big-endian int
    bytes(0xff, 0xff, 0xff, 0x7f), // and as a little-endian one
    bytes(0x80, 0x00, 0x00, 0x00),
    bytes(0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), // 2^63 - 1
    bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00),
    bytes(0xc3, 0x28, 0xf0, 0x28, 0x8c, 0xbc), // not UTF-8
    bytes(0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00),
  };

  /**
   * A broken file.
   *
   * @param intact how many bytes from the start are those of the sample
   */
  record Mutant(String name, byte[] bytes, int intact) {}

  private final byte[] sample;
  private final Random random;
  private final List<Mutant> mutants = new ArrayList<>();

  private Mutations(byte[] sample, long seed) {
    this.sample = sample;
    random = new Random(seed);
  }

  static List<Mutant> of(byte[] sample, long seed) {
    Mutations mutations = new Mutations(sample, seed);
    mutations.truncate();
    mutations.flip();
    mutations.overwrite();
    mutations.moveBlocks();
    return mutations.mutants;
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void truncate() {
    for (int length = 1; length < Math.min(40, sample.length); length++) {
      cut(length);
    }
    for (int back = 1; back < Math.min(12, sample.length); back++) {
      cut(sample.length - back);
    }
    for (int region = 0; region < REGIONS; region++) {
      cut(inRegion(region));
      cut(inRegion(region));
    }
  }

  private void cut(int length) {
    mutants.add(new Mutant("cut to " + length, Arrays.copyOf(sample, length), length));
  }

  private void flip() {
    for (int region = 0; region < REGIONS; region++) {
      for (int i = 0; i < 8; i++) {
        flip(inRegion(region), 1 << random.nextInt(8));
      }
    }
    for (int at = 0; at < Math.min(64, sample.length); at++) {
      flip(at, 1 << random.nextInt(8));
    }
    for (int i = 0; i < 24; i++) {
      byte[] broken = sample.clone();
      int first = sample.length;
      int count = 2 + random.nextInt(30);
      for (int flip = 0; flip < count; flip++) {
        int at = random.nextInt(sample.length);
        broken[at] = (byte) random.nextInt();
        first = Math.min(first, at);
      }
      mutants.add(new Mutant(count + " random bytes from " + first, broken, first));
    }
  }

  private void flip(int at, int bits) {
    byte[] broken = sample.clone();
    broken[at] ^= (byte) bits;
    mutants.add(new Mutant("flip 0x%02x at %d".formatted(bits, at), broken, at));
  }

  private void overwrite() {
    for (int region = 0; region < REGIONS; region++) {
      for (byte[] bomb : BOMBS) {
        int at = inRegion(region);
        byte[] broken = sample.clone();
        System.arraycopy(bomb, 0, broken, at, Math.min(bomb.length, broken.length - at));
        mutants.add(new Mutant("%x over %d".formatted(bomb[0], at), broken, at));
        mutants.add(new Mutant("%x into %d".formatted(bomb[0], at), splice(at, bomb, at), at));
      }
    }
  }

  private void moveBlocks() {
    for (int i = 0; i < 40; i++) {
      int from = random.nextInt(sample.length);
      int to = Math.min(sample.length, from + 1 + random.nextInt(1 + sample.length / 8));
      byte[] block = Arrays.copyOfRange(sample, from, to);
      mutants.add(
          new Mutant("without %d..%d".formatted(from, to), splice(from, new byte[0], to), from));
      mutants.add(new Mutant("twice %d..%d".formatted(from, to), splice(to, block, to), to));
      byte[] noise = block.clone();
      random.nextBytes(noise);
      mutants.add(new Mutant("noise at %d..%d".formatted(from, to), splice(from, noise, to), from));
      byte[] zeros = new byte[block.length];
      mutants.add(new Mutant("zeros at %d..%d".formatted(from, to), splice(from, zeros, to), from));
    }
    mutants.add(
        new Mutant("itself twice", splice(sample.length, sample, sample.length), sample.length));
  }

  /** The first {@code head} bytes, then {@code middle}, then what follows {@code tail}. */
  private byte[] splice(int head, byte[] middle, int tail) {
    byte[] joined = new byte[head + middle.length + sample.length - tail];
    System.arraycopy(sample, 0, joined, 0, head);
    System.arraycopy(middle, 0, joined, head, middle.length);
    System.arraycopy(sample, tail, joined, head + middle.length, sample.length - tail);
    return joined;
  }

  private int inRegion(int region) {
    int from = (int) ((long) sample.length * region / REGIONS);
    int to = (int) ((long) sample.length * (region + 1) / REGIONS);
    return from + random.nextInt(Math.max(1, to - from));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
