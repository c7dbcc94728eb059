package dev.cistern.format.pproflegacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PprofLegacyTest {
  private static Evidence read(String text) throws Exception {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Evidence read(byte[] bytes) throws Exception {
    return Formats.read(Input.of("x", bytes));
  }

  private static List<String> names(Profile profile, int sample) {
    Stacks stacks = profile.stacks();
    int stack = profile.stackOf(sample);
    return IntStream.range(0, stacks.depth(stack))
        .mapToObj(i -> stacks.resolve(stacks.frameAt(stack, i)).displayName())
        .toList();
  }

  @Test
  void a_sampled_heap_is_scaled_to_all_allocations() throws Exception {
    Profile profile =
        read("heap profile: 1: 524288 [1: 524288] @ heap_v2/524288\n1: 524288 [1: 524288] @ 0x11\n")
            .profile()
            .orElseThrow();
    assertThat(profile.value(0, 0)).isEqualTo((long) (1 / (1 - Math.exp(-1))));
    assertThat(profile.value(0, 1)).isEqualTo((long) (524288 / (1 - Math.exp(-1))));
    assertThat(profile.stacks().address(profile.stacks().frameAt(profile.stackOf(0), 0)))
        .isEqualTo(0x10);
  }

  @Test
  void growth_is_not_scaled() throws Exception {
    Profile profile =
        read("heap profile: 1: 4096 [1: 4096] @ growthz\n2: 4096 [2: 4096] @ 0x11\n")
            .profile()
            .orElseThrow();
    assertThat(profile.value(0, 0)).isEqualTo(2);
    assertThat(profile.value(0, 1)).isEqualTo(4096);
  }

  @Test
  void a_heap_without_bytes_for_an_object_is_damage_and_the_rest_is_read() throws Exception {
    Evidence evidence =
        read("heap profile: 1: 1 [1: 1] @ heapprofile\n0: 8 [0: 0] @ 0x1\n1: 1 [1: 1] @ 0x2\n");
    assertThat(evidence.profile().orElseThrow().sampleCount()).isEqualTo(1);
    assertThat(evidence.damage()).hasSize(1);
  }

  @Test
  void an_address_is_shown_by_its_library() throws Exception {
    Profile profile =
        read("""
        --- contentionz 1 ---
        cycles/second = 2000000000
        sampling period = 10
        300 2 @ 0x1001 0x5005
        --- Memory map: ---
        1000-2000: /bin/server
        """)
            .profile()
            .orElseThrow();
    assertThat(names(profile, 0)).containsExactly("[server]", "<unknown>");
    assertThat(profile.value(0, 0)).isEqualTo(20);
    assertThat(profile.value(0, 1)).isEqualTo(1500);
  }

  @Test
  void a_thread_like_the_one_before_counts_with_it() throws Exception {
    Profile profile =
        read("""
        --- threadz 1 ---

        --- Thread 7f01 (name: main/1) stack: ---
          PC: 0x10 0x20
        --- Thread 7f02 (name: pool/2) stack: ---
          [same as previous thread]
        --- Memory map: ---
        """)
            .profile()
            .orElseThrow();
    assertThat(profile.sampleCount()).isEqualTo(1);
    assertThat(profile.value(0, 0)).isEqualTo(2);
  }

  @Test
  void functions_of_java_are_named_with_file_and_line() throws Exception {
    Profile profile =
        read("""
        --- contentionz 1 ---
        format = java
        resolution = microseconds
        sampling period = 100
        ms since reset = 6000
           7 3 @ 0x3 0x4
         0x00000003 com.shop.Stock.take (Stock.java:12)
         0x00000004 start_thread (/lib/x86_64/libpthread.so)
        """)
            .profile()
            .orElseThrow();
    assertThat(names(profile, 0)).containsExactly("com.shop.Stock.take", "start_thread");
    assertThat(profile.stacks().line(profile.stacks().frameAt(profile.stackOf(0), 0)))
        .isEqualTo(12);
    assertThat(profile.value(0, 0)).isEqualTo(300);
    assertThat(profile.value(0, 1)).isEqualTo(700);
    assertThat(profile.sampleTypes().get(1).unit()).isEqualTo("microseconds");
    assertThat(profile.header().durationNanos()).isEqualTo(6_000_000_000L);
  }

  @Test
  void jemalloc_counts_all_threads_once() throws Exception {
    Profile profile =
        read("""
        heap_v2/1
          t*: 3: 96 [0: 0]
          t0: 2: 64 [0: 0]
        @ 0x5f86da8 0x5f5a1dc
          t*: 3: 96 [0: 0]
          t0: 2: 64 [0: 0]
          t1: 1: 32 [0: 0]
        @ 0x10
          t0: 1: 8 [0: 0]
          t1: 2: 8 [0: 0]

        MAPPED_LIBRARIES:
        05f00000-06000000 r-xp 00000000 08:02 12 /usr/bin/db
        """)
            .profile()
            .orElseThrow();
    assertThat(profile.value(0, 0)).isEqualTo(3);
    assertThat(profile.value(0, 1)).isEqualTo(96);
    assertThat(names(profile, 0)).containsExactly("[db]", "[db]");
    assertThat(profile.value(1, 0)).isEqualTo(3);
    assertThat(profile.value(1, 1)).isEqualTo(16);
  }

  @Test
  void the_layout_of_the_words_is_told() throws Exception {
    Facts facts = read(new LegacyFiles(1).cpu(8, ByteOrder.BIG_ENDIAN, false)).facts().read();
    assertThat(facts.format()).isEqualTo("pprof-legacy");
    assertThat(facts.version()).isEqualTo("CPU words, 64 bit, big-endian");
  }

  @Test
  void words_cut_in_a_stack_give_the_stacks_before_and_the_place() throws Exception {
    byte[] file = {
      0,
      0,
      0,
      0,
      3,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      100,
      0,
      0,
      0,
      0,
      0,
      0,
      0, // header, 32 bit
      5,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      16,
      0,
      0,
      0, // a stack
      5,
      0,
      0,
      0,
      2,
      0,
      0,
      0,
      16,
      0,
      0,
      0 // half of one
    };
    Evidence evidence = read(file);
    assertThat(evidence.profile().orElseThrow().sampleCount()).isEqualTo(1);
    assertThat(evidence.profile().orElseThrow().value(0, 1)).isEqualTo(500_000);
    assertThat(evidence.damage()).extracting("offset").containsExactly(32L);
  }

  @Test
  void an_unknown_kind_of_heap_is_refused_in_one_sentence() {
    assertThatThrownBy(() -> read("heap profile: 1: 1 [1: 1] @ heap_v9/524288\n"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("heap_v2/RATE");
  }
}
