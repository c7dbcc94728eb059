package dev.cistern.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TablesTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void a_string_keeps_its_number_however_the_table_grows() {
    Strings strings = new Strings();
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String text = "f%d".formatted(random.nextInt(9_000));
      int id = strings.intern(text);
      assertThat(known.computeIfAbsent(text, _ -> id)).as("seed %d", seed).isEqualTo(id);
    }
    known.forEach((text, id) -> assertThat(strings.get(id)).as("seed %d", seed).isEqualTo(text));
    assertThat(strings.size()).isEqualTo(known.size() + 1);
    assertThat(strings.intern("")).isZero();
  }

  @Test
  void bytes_that_are_not_utf8_stay_distinct_and_read_as_replacement() {
    Strings strings = new Strings();
    int first = strings.intern(new byte[] {'a', (byte) 0xff}, 0, 2);
    int second = strings.intern(new byte[] {'a', (byte) 0xfe}, 0, 2);
    assertThat(first).isNotEqualTo(second);
    assertThat(strings.get(first)).isEqualTo("a\ufffd").isEqualTo(strings.get(second));
    byte[] whole = "héllo".getBytes(StandardCharsets.UTF_8);
    assertThat(strings.lengthBytes(strings.intern("héllo"))).isEqualTo(whole.length);
  }

  @Test
  void a_stack_is_kept_once_and_gives_its_frames_back() {
    Stacks stacks = new Stacks(new Strings());
    Map<List<Integer>, Integer> known = new HashMap<>();
    int[] frames = new int[8];
    for (int i = 0; i < 20_000; i++) {
      int depth = random.nextInt(frames.length + 1);
      List<Integer> wanted = new ArrayList<>();
      for (int j = 0; j < depth; j++) {
        int function = stacks.strings().intern("f" + random.nextInt(6));
        frames[j] = stacks.frame(function, 0, j, 0, Language.GO, 0, j == 1);
        wanted.add(frames[j]);
      }
      int stack = stacks.stack(frames, depth);
      assertThat(known.computeIfAbsent(wanted, _ -> stack)).as("seed %d", seed).isEqualTo(stack);
    }
    known.forEach((wanted, stack) -> {
      assertThat(stacks.depth(stack)).isEqualTo(wanted.size());
      for (int j = 0; j < wanted.size(); j++) {
        assertThat(stacks.frameAt(stack, j)).isEqualTo(wanted.get(j));
      }
    });
    assertThat(stacks.depth(0)).isZero();
  }

  @Test
  void a_frame_resolves_to_what_it_was_made_of() {
    Stacks stacks = new Stacks(new Strings());
    Strings names = stacks.strings();
    int frame =
        stacks.frame(
            names.intern("main.get"),
            names.intern("main.go"),
            7,
            names.intern("/bin/app"),
            Language.GO,
            0x40_1000,
            true);
    assertThat(stacks.resolve(frame))
        .isEqualTo(new Frame("main.get", "main.go", 7, "/bin/app", Language.GO, 0x40_1000, true));
    int nameless = stacks.frame(0, 0, 0, names.intern("/lib/libc.so.6"), Language.NATIVE, 1, false);
    assertThat(stacks.resolve(nameless).displayName()).isEqualTo("[libc.so.6]");
    assertThat(stacks.language(nameless)).isEqualTo(Language.NATIVE);
    assertThat(stacks.inlined(nameless)).isFalse();
  }

  @Test
  void equal_label_sets_share_a_number_and_an_abandoned_one_leaves_none() {
    Strings strings = new Strings();
    Labels labels = new Labels(strings);
    int key = strings.intern("service");
    labels.add(key, strings.intern("auth"), 0, 0);
    int auth = labels.end();
    labels.add(key, 0, 512, strings.intern("bytes"));
    int sized = labels.end();
    labels.add(key, strings.intern("gone"), 0, 0);
    labels.abandon();
    labels.add(key, strings.intern("auth"), 0, 0);
    assertThat(labels.end()).isEqualTo(auth);
    assertThat(labels.end()).isZero();
    assertThat(labels.get(sized)).containsExactly(new Labels.Label("service", "", 512, "bytes"));
    assertThat(labels.size()).isEqualTo(3);
  }

  @Test
  void a_profile_sums_its_columns_and_keeps_equal_stacks_apart() {
    Strings strings = new Strings();
    Stacks stacks = new Stacks(strings);
    Profile profile =
        new Profile.Builder(
                List.of(
                    new SampleType("alloc_objects", "count"),
                    new SampleType("alloc_space", "bytes")),
                stacks,
                new Labels(strings))
            .add(0, 0, 1, 64)
            .add(0, 0, -1, -16)
            .build();
    assertThat(profile.sampleCount()).isEqualTo(2);
    assertThat(profile.total(1)).isEqualTo(48);
    assertThat(profile.typeIndex("alloc_space")).hasValue(1);
    assertThat(profile.typeIndex("cpu")).isEmpty();
  }
}
