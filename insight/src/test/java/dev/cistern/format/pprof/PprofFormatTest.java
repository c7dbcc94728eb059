package dev.cistern.format.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Format.Claim;
import dev.cistern.format.Formats;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PprofFormatTest {
  private static final long[] LEAF_FIRST = {2, 1};

  /** Two functions, one of them with a call inlined into it; the strings come last. */
  private static Proto small() {
    return Proto.message()
        .inner(1, Proto.type(1, 2))
        .inner(2, Proto.sample(LEAF_FIRST, 7))
        .inner(3, Proto.message().number(1, 1).number(5, 3))
        .inner(4, Proto.location(1, 1, 0x10, 1))
        .inner(4, Proto.location(2, 1, 0x20, 3, 2))
        .inner(5, Proto.function(1, 4, 4, 7))
        .inner(5, Proto.function(2, 5, 5, 7))
        .inner(5, Proto.function(3, 6, 6, 7));
  }

  private static Proto strings(Proto profile) {
    for (String text :
        List.of(
            "", "cpu", "nanoseconds", "/bin/app", "main.main", "main.work", "main.inl", "a.go")) {
      profile.text(6, text);
    }
    return profile;
  }

  private static Evidence read(Proto profile) throws IOException, UnreadableException {
    return Formats.read(Input.of("x.pb", profile.done()));
  }

  private static List<String> stack(Profile profile, int sample) {
    Stacks stacks = profile.stacks();
    int stack = profile.stackOf(sample);
    return IntStream.range(0, stacks.depth(stack))
        .mapToObj(i -> stacks.resolve(stacks.frameAt(stack, i)).displayName())
        .toList();
  }

  @Test
  void inlined_calls_are_frames_of_their_own_innermost_first() throws Exception {
    Profile profile = read(strings(small())).profile().orElseThrow();
    assertThat(stack(profile, 0)).containsExactly("main.inl", "main.work", "main.main");
    Stacks stacks = profile.stacks();
    int stack = profile.stackOf(0);
    assertThat(IntStream.range(0, 3).mapToObj(i -> stacks.inlined(stacks.frameAt(stack, i))))
        .containsExactly(true, false, false);
    var leaf = stacks.resolve(stacks.frameAt(stack, 0));
    assertThat(leaf.line()).isEqualTo(13);
    assertThat(leaf.module()).isEqualTo("/bin/app");
    assertThat(leaf.language()).isEqualTo(Language.GO);
    assertThat(leaf.address()).isEqualTo(0x20);
  }

  @Test
  void packed_and_single_fields_mean_the_same() throws Exception {
    Proto single = Proto.message().number(1, 2).number(1, 1).number(2, 7);
    Proto profile =
        strings(
            Proto.message()
                .inner(1, Proto.type(1, 2))
                .inner(2, single)
                .inner(4, Proto.location(1, 0, 1, 1))
                .inner(4, Proto.location(2, 0, 2, 2))
                .inner(5, Proto.function(1, 4, 4, 0))
                .inner(5, Proto.function(2, 5, 5, 0)));
    Profile read = read(profile).profile().orElseThrow();
    assertThat(stack(read, 0)).containsExactly("main.work", "main.main");
    assertThat(read.value(0, 0)).isEqualTo(7);
  }

  @Test
  void labels_are_texts_or_numbers_with_units() throws Exception {
    Proto sample =
        Proto.sample(new long[0], 1)
            .inner(3, Proto.message().number(1, 4).number(2, 5))
            .inner(3, Proto.message().number(1, 6).number(3, -3).number(4, 2))
            .inner(3, Proto.message().number(1, 6));
    Profile profile =
        read(strings(Proto.message().inner(1, Proto.type(1, 2)).inner(2, sample)))
            .profile()
            .orElseThrow();
    assertThat(profile.labels().get(profile.labelsOf(0)))
        .extracting(Object::toString)
        .containsExactly(
            "Label[key=main.main, text=main.work, number=0, unit=]",
            "Label[key=main.inl, text=, number=-3, unit=nanoseconds]");
  }

  @Test
  void a_text_that_begins_with_a_number_is_no_profile() throws Exception {
    for (int pid = 20_000; pid < 90_000; pid++) { // '2' is a string's tag, '8' that of drop_frames
      String text = "%d%n2026-11-22T10:00:00Z%n25.0.1%n%n#1 \"main\"%n".formatted(pid);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(new PprofFormat().claims(Input.of("dump.txt", bytes).head()))
          .as(text)
          .isEqualTo(Claim.NO);
    }
  }

  @Test
  void an_empty_profile_is_a_profile() throws Exception {
    Evidence evidence = read(strings(Proto.message().inner(1, Proto.type(1, 2)).number(9, 5)));
    assertThat(evidence.damage()).isEmpty();
    Facts facts = evidence.facts().read();
    assertThat(facts.startTime()).contains(Instant.ofEpochSecond(0, 5));
    assertThat(facts.detail().toString())
        .isEqualTo(
            "OfProfile[samples=0, sampleTypes=[Total[type=SampleType[type=cpu, unit=nanoseconds],"
                + " total=0]]]");
  }

  @Test
  void without_its_string_table_a_profile_gives_values_by_id_and_address() throws Exception {
    Evidence evidence = read(small());
    Profile profile = evidence.profile().orElseThrow();
    assertThat(profile.sampleTypes().getFirst().type()).isEqualTo("value 1");
    assertThat(profile.value(0, 0)).isEqualTo(7);
    assertThat(stack(profile, 0)).containsExactly("function 3", "function 2", "function 1");
    assertThat(profile.stacks().address(profile.stacks().frameAt(profile.stackOf(0), 0)))
        .isEqualTo(0x20);
    assertThat(evidence.damage())
        .singleElement()
        .asString()
        .isEqualTo(
            "x.pb@0x%x: wanted a string table of more than 1 entries, found 0 (functions and labels are named by id)"
                .formatted(small().done().length));
  }

  @Test
  void dangling_ids_are_told_and_named() throws Exception {
    Proto profile =
        strings(
            Proto.message()
                .inner(1, Proto.type(1, 2))
                .inner(2, Proto.sample(new long[] {1, 99}, 7))
                .inner(4, Proto.location(1, 5, 1, 88)));
    Evidence evidence = read(profile);
    assertThat(stack(evidence.profile().orElseThrow(), 0))
        .containsExactly("function 88", "location 99");
    assertThat(evidence.damage()).hasSize(2);
  }

  @Test
  void a_function_without_id_is_shown_by_its_module() throws Exception {
    Proto profile =
        strings(
            Proto.message()
                .inner(1, Proto.type(1, 2))
                .inner(2, Proto.sample(new long[] {1, 2}, 7))
                .inner(3, Proto.message().number(1, 1).number(5, 3))
                .inner(4, Proto.location(1, 1, 1, 0))
                .inner(4, Proto.location(2, 0, 1)));
    Evidence evidence = read(profile);
    assertThat(stack(evidence.profile().orElseThrow(), 0)).containsExactly("[app]", "<unknown>");
    assertThat(evidence.damage()).isEmpty();
  }

  @Test
  void names_that_are_not_utf8_stay_apart() throws Exception {
    Proto profile =
        Proto.message()
            .inner(1, Proto.type(0, 0))
            .inner(2, Proto.sample(new long[] {1}, 1))
            .inner(2, Proto.sample(new long[] {2}, 2))
            .inner(4, Proto.location(1, 0, 1, 1))
            .inner(4, Proto.location(2, 0, 1, 2))
            .inner(5, Proto.function(1, 1, 1, 0))
            .inner(5, Proto.function(2, 2, 2, 0))
            .text(6, "")
            .bytes(6, new byte[] {(byte) 0xc3, 0x28})
            .bytes(6, new byte[] {(byte) 0xc4, 0x28});
    Profile read = read(profile).profile().orElseThrow();
    assertThat(stack(read, 0)).containsExactly("\uFFFD(");
    assertThat(read.stackOf(0)).isNotEqualTo(read.stackOf(1));
  }

  @Test
  void a_broken_sample_costs_no_other() throws Exception {
    Proto profile =
        strings(
            Proto.message()
                .inner(1, Proto.type(1, 2))
                .inner(2, Proto.sample(new long[] {1}, 5))
                .inner(2, Proto.message().raw(0x12, 0x7f, 1))
                .inner(2, Proto.sample(new long[] {1}, 6))
                .inner(4, Proto.location(1, 0, 1)));
    Evidence evidence = read(profile);
    assertThat(evidence.profile().orElseThrow().total(0)).isEqualTo(11);
    assertThat(evidence.damage())
        .singleElement()
        .asString()
        .contains("wanted a length of at most the 1 bytes that are left, found 127");
  }

  @Test
  void texts_and_other_bytes_are_not_claimed() {
    PprofFormat format = new PprofFormat();
    for (String text :
        List.of("Hello, world\n", "{\"a\": 1}", "\n\n\n# x\n", "PK\3\4", "go 1.26 trace")) {
      Head head = Head.of(text.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(format.claims(head)).as(text).isEqualTo(Claim.NO);
    }
    assertThat(format.claims(Head.of(small().done()))).isEqualTo(Claim.MAYBE);
  }
}
