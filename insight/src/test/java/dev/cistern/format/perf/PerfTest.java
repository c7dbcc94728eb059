package dev.cistern.format.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cistern.damage.DamageHarness;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.model.Evidence;
import dev.cistern.model.Frame;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PerfTest {
  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("perf.txt", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Frame> frames(Profile profile, int sample) {
    Stacks stacks = profile.stacks();
    int stack = profile.stackOf(sample);
    return IntStream.range(0, stacks.depth(stack))
        .mapToObj(i -> stacks.resolve(stacks.frameAt(stack, i)))
        .toList();
  }

  @Test
  void a_sample_has_its_frames_its_weight_and_its_thread() throws Exception {
    Evidence evidence =
        read(
            """
            shop worker 2372/2380 [001] 17346.219452:    2000000 cpu-clock:pppH:\s
            \t            e29e shop::cart<int>::total(int) const+0x67e (/usr/lib/libshop.so)
            \t            bc5a Lcom/shop/Cart;::add+0x2aa (/tmp/perf-2372.map)
            \t        80000102 [unknown] ([kernel.kallsyms])

            """);
    Profile profile = evidence.profile().orElseThrow();
    assertThat(evidence.damage()).isEmpty();
    assertThat(profile.sampleTypes())
        .containsExactly(
            new SampleType("samples", "count"), new SampleType("cpu-clock", "nanoseconds"));
    assertThat(profile.value(0, 1)).isEqualTo(2_000_000);
    assertThat(frames(profile, 0))
        .extracting(Frame::displayName)
        .containsExactly("shop::cart::total const", "com.shop.Cart.add", "[[kernel.kallsyms]]");
    assertThat(profile.labels().get(profile.labelsOf(0)))
        .extracting("key", "text")
        .containsExactly(tuple("comm", "shop worker"));
  }

  @Test
  void several_events_are_several_sample_types() throws Exception {
    Profile profile =
        read("""
        a  1 [000]  1.000000:  10 cycles:u:
        \t1 f (x)

        a  1 [000]  1.500000:  20 instructions:u:
        \t1 f (x)

        """)
            .profile()
            .orElseThrow();
    assertThat(profile.sampleTypes())
        .extracting(SampleType::type)
        .containsExactly("samples", "cycles", "instructions");
    assertThat(profile.total(0)).isEqualTo(2);
    assertThat(profile.total(1)).isEqualTo(10);
    assertThat(profile.total(2)).isEqualTo(20);
    assertThat(profile.header().durationNanos()).isEqualTo(500_000_000);
  }

  @Test
  void frames_on_the_line_itself_sources_and_inlined_frames_are_read() throws Exception {
    Profile profile =
        read("""
                 swapper     0 [000]   123.456789:     250000 cycles:  ffffffff81 idle+0x6 ([kernel])
        java 12 1.5: cycles:
        \t    e2 in (inlined)
        \t    e2 out+0x1 (/bin/x)
          cart.c:18

        """)
            .profile()
            .orElseThrow();
    assertThat(profile.sampleCount()).isEqualTo(2);
    assertThat(frames(profile, 0)).extracting(Frame::function).containsExactly("idle");
    assertThat(frames(profile, 1))
        .extracting(Frame::function, Frame::inlined, Frame::file, Frame::line)
        .containsExactly(tuple("in", true, "", 0), tuple("out", false, "cart.c", 18));
  }

  @Test
  void a_line_that_is_no_frame_is_told() throws Exception {
    Evidence evidence = read("a 1 1.0: 1 e:\n\t1 f (x)\n\tnonsense\n\n");
    assertThat(evidence.profile().orElseThrow().sampleCount()).isEqualTo(1);
    assertThat(evidence.damage()).hasSize(1);
  }

  @Test
  void damage_is_survived() {
    DamageHarness.survives(PerfCase.class);
  }
}
