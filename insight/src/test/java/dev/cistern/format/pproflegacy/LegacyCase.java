package dev.cistern.format.pproflegacy;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The forms for the damage harness; each nested class is one. */
public abstract class LegacyCase implements DamageCase {
  private static final long SEED = 20261122;
  private static final int HEADER_WORDS = 5;

  private final byte[] file;
  private final Pattern record;

  /** Records are the places where {@code record} matches whole. */
  private LegacyCase(byte[] file, String record) {
    this.file = file;
    this.record = Pattern.compile(record, Pattern.MULTILINE);
  }

  @Override
  public Format format() {
    return new PprofLegacyFormat();
  }

  @Override
  public byte[] sample() {
    return file;
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.profile().orElseThrow().sampleCount();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    return record
        .matcher(new String(sample, 0, length, StandardCharsets.ISO_8859_1))
        .results()
        .count();
  }

  private static Bomb text(String name, String head, String line, int times, String tail) {
    return new Bomb(
        name, () -> (head + line.repeat(times) + tail).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Big-endian words of 32 bits. */
  public static final class Words extends LegacyCase {
    public Words() {
      super(new LegacyFiles(SEED).cpu(4, ByteOrder.BIG_ENDIAN, false), "");
    }

    @Override
    public long wholeBefore(byte[] sample, int length) {
      long count = 0;
      int words = length / 4;
      for (int at = HEADER_WORDS; at + 2 <= words; count++) {
        int depth = word(sample, at + 1);
        if (at + 2 + depth > words || word(sample, at) == 0) {
          break;
        }
        at += 2 + depth;
      }
      return count;
    }

    private static int word(byte[] sample, int index) {
      return java.nio.ByteBuffer.wrap(sample).getInt(index * 4);
    }

    @Override
    public List<Bomb> bombs() {
      return List.of(
          text(
              "tiny stacks",
              new String(sample(), 0, 20, StandardCharsets.ISO_8859_1),
              "\0\0\0\1\0\0\0\0",
              3_000_000,
              ""));
    }
  }

  /** Java's words with functions behind them. */
  public static final class JavaWords extends LegacyCase {
    public JavaWords() {
      super(new LegacyFiles(SEED).cpu(8, ByteOrder.LITTLE_ENDIAN, true), "");
    }

    @Override
    public long wholeBefore(byte[] sample, int length) {
      return length == sample.length ? 60 : 0;
    }
  }

  /** A sampled heap of C++. */
  public static final class Heap extends LegacyCase {
    private static final String HEAD = "heap profile: 1: 1 [1: 1] @ heap_v2/524288\n";
    private static final String SAMPLE = "1: 1 [1: 1] @ 0x%x\n";

    public Heap() {
      super(new LegacyFiles(SEED).heap("heap_v2/524288", true), "^ *\\d+: .* @ .*\\n");
    }

    @Override
    public List<Bomb> bombs() {
      StringBuilder many = new StringBuilder(HEAD);
      for (int i = 0; i < 300_000; i++) {
        many.append(SAMPLE.formatted(i * 64));
      }
      StringBuilder maps = new StringBuilder("MAPPED_LIBRARIES:\n");
      for (int i = 0; i < 60_000; i++) {
        maps.append("%x-%x: /lib/%d.so\n".formatted(1L << 33, 1L << 34, i));
      }
      return List.of(
          text("tiny samples", HEAD, "1: 1 [1: 1] @\n", 3_000_000, ""),
          text("one long line", HEAD, "1: 1 [1: 1] @" + " 0x1".repeat(4_000_000), 1, "\n"),
          new Bomb(
              "many addresses in many mappings",
              (many.toString() + maps).getBytes(StandardCharsets.ISO_8859_1)),
          text(
              "variables of variables",
              HEAD + "MAPPED_LIBRARIES:\na=/x/y/z\n",
              "a=$a$a$a$a\n",
              100_000,
              ""));
    }
  }

  /** Waits of C++. */
  public static final class Contention extends LegacyCase {
    public Contention() {
      super(new LegacyFiles(SEED).contention("--- contentionz 1 ---"), "^ *\\d+ +\\d+ @ .*\\n");
    }
  }

  /** Threads of C++; a thread is whole when the next line of dashes begins. */
  public static final class Threads extends LegacyCase {
    public Threads() {
      super(new LegacyFiles(SEED).threads(), "^--- Thread .*\\n(?:[^-].*\\n)+(?=---)");
    }

    @Override
    public long records(Evidence evidence) {
      return evidence.profile().orElseThrow().total(0);
    }
  }

  /** A heap of Java. */
  public static final class JavaHeap extends LegacyCase {
    public JavaHeap() {
      super(new LegacyFiles(SEED).javaHeap(), "^ *\\d+ +\\d+ @ .*\\n");
    }

    @Override
    public List<Bomb> bombs() {
      return List.of(
          text(
              "many functions",
              "--- heapz 1 ---\nformat = java\nresolution = bytes\n",
              " 0x0000008a com.example.f (A.java:1)\n",
              500_000,
              ""),
          text(
              "brackets",
              "--- heapz 1 ---\nformat = java\nresolution = bytes\n",
              " 0x0000008a " + "( ".repeat(400_000) + ")\n",
              4,
              ""));
    }
  }

  /** A heap of jemalloc. */
  public static final class Jemalloc extends LegacyCase {
    public Jemalloc() {
      super(new LegacyFiles(SEED).jemalloc(), "^@ .*\\n  t\\*: .*\\n");
    }

    @Override
    public List<Bomb> bombs() {
      return List.of(text("threads", "heap_v2/1\n@ 0x1\n", "  t1: 1: 1 [0: 0]\n", 1_000_000, ""));
    }
  }
}
