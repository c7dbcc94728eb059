package dev.cistern.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Damage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void several_members_are_one_content() throws IOException {
    byte[] first = content(100_000);
    byte[] second = content(70_000);
    byte[] both = concat(gzip(first), gzip(second));
    Inflated inflated = inflate("x", both);
    assertThat(inflated.bytes()).isEqualTo(concat(first, second));
    assertThat(inflated.damage()).isEmpty();
  }

  @Test
  void a_cut_at_any_place_gives_a_prefix_and_says_where() throws IOException {
    byte[] whole = content(50_000);
    byte[] gzip = gzip(whole);
    for (int i = 0; i < 200; i++) {
      int length = 11 + random.nextInt(gzip.length - 12);
      Inflated inflated = inflate("x", Arrays.copyOf(gzip, length));
      assertThat(inflated.damage()).as("seed %d cut %d", seed, length).hasSize(1);
      assertThat(inflated.bytes()).isEqualTo(Arrays.copyOf(whole, inflated.bytes().length));
    }
  }

  @Test
  void a_bomb_stops_at_the_bound() throws IOException {
    byte[] bomb = gzip(new byte[10 << 20]);
    Inflated inflated = inflate("bomb", bomb);
    assertThat(inflated.bytes()).hasSize(1 << 20);
    assertThat(inflated.damage()).singleElement().asString().contains("at most 1048576");
  }

  @Test
  void the_head_of_a_damaged_file_is_what_came_before_the_damage() throws IOException {
    byte[] whole = content(200);
    byte[] gzip = gzip(whole);
    Head head = Head.of(Arrays.copyOf(gzip, gzip.length - 4));
    assertThat(head.gzipped()).isTrue();
    assertThat(head.bytes()).isEqualTo(whole);
  }

  /** What came out, and what was wrong. */
  private record Inflated(byte[] bytes, List<Damage> damage) {}

  private static Inflated inflate(String file, byte[] gzip) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Damage> damage = new ArrayList<>();
    Gzip.inflate(file, gzip, out, 1 << 20, damage);
    return new Inflated(out.toByteArray(), damage);
  }

  private byte[] content(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(20);
    }
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
