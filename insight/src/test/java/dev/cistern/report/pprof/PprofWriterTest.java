package dev.cistern.report.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Input;
import dev.cistern.format.pprof.PprofFormat;
import dev.cistern.house.Tools;
import dev.cistern.model.Labels;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PprofWriterTest {
  private static byte[] write(Profile profile) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PprofWriter.write(profile, out);
    return out.toByteArray();
  }

  private static Profile read(byte[] bytes) throws Exception {
    var evidence = new PprofFormat().read(Input.of("written", bytes));
    assertThat(evidence.damage()).isEmpty();
    return evidence.profile().orElseThrow();
  }

  /** Everything a profile says, sample by sample. */
  private static List<String> told(Profile profile) {
    List<String> told = new ArrayList<>();
    told.add(profile.header() + " " + profile.sampleTypes());
    Stacks stacks = profile.stacks();
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < stacks.depth(profile.stackOf(sample)); i++) {
        line.append(stacks.resolve(stacks.frameAt(profile.stackOf(sample), i)));
      }
      line.append(profile.labels().get(profile.labelsOf(sample)));
      for (int type = 0; type < profile.sampleTypes().size(); type++) {
        line.append(' ').append(profile.value(sample, type));
      }
      told.add(line.toString());
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cpu.pb.gz", "heap.pb.gz", "goroutine.pb.gz", "mutex.pb.gz", "empty-mutex.pb.gz"})
  void a_recorded_profile_read_written_and_read_is_the_same(String name) throws Exception {
    Path file =
        Tools.root().resolve("insight/src/test/resources/recorded/go/profiles").resolve(name);
    Profile profile = read(Files.readAllBytes(file));
    byte[] written = write(profile);
    assertThat(told(read(written))).isEqualTo(told(profile));
    assertThat(write(profile)).isEqualTo(written);
  }

  /** As a JFR recording gives it: no module, no address, names that look like C++ to the tool. */
  private static Profile java() {
    Strings strings = new Strings();
    Stacks stacks = new Stacks(strings);
    Labels labels = new Labels(strings);
    int file = strings.intern("A.java");
    int[] frames = {
      stacks.frame(strings.intern("a.A.of(int[])"), file, 3, 0, Language.JVM, 0, true),
      stacks.frame(strings.intern("a.A$$Lambda[x].run"), file, 7, 0, Language.JVM, 0, false),
      stacks.frame(0, 0, 0, 0, Language.OTHER, 0, false),
      stacks.frame(0, 0, 0, strings.intern("/lib/libjvm.so"), Language.OTHER, 0x10, false)
    };
    labels.add(strings.intern("thread"), strings.intern("main"), 0, 0);
    labels.add(strings.intern("size"), 0, -5, strings.intern("bytes"));
    Profile.Builder builder =
        new Profile.Builder(
            List.of(
                new SampleType("alloc_objects", "count"), new SampleType("alloc_space", "bytes")),
            stacks,
            labels);
    builder.add(stacks.stack(frames, 4), labels.end(), 3, 4096);
    builder.add(stacks.stack(frames, 2), 0, -1, 0);
    return builder
        .header(
            new Profile.Header(
                5,
                6,
                Optional.of(new SampleType("space", "bytes")),
                7,
                "alloc_space",
                "",
                "",
                List.of("c")))
        .build();
  }

  @Test
  void a_profile_of_another_runtime_keeps_everything() throws Exception {
    assertThat(told(read(write(java())))).isEqualTo(told(java()));
  }

  @Test
  void go_tool_pprof_opens_it_and_shows_the_same_names(@TempDir Path dir) throws Exception {
    Path file = Files.write(dir.resolve("java.pb.gz"), write(java()));
    String top = Tools.pprofTop(dir, file, "-sample_index=alloc_objects");
    assertThat(top.lines().map(String::strip).toList())
        .anyMatch(line -> line.startsWith("2") && line.contains("a.A.of(int[])"))
        .anyMatch(line -> line.startsWith("0") && line.endsWith("a.A$$Lambda[x].run"))
        .anyMatch(line -> line.endsWith("[libjvm.so]"))
        .anyMatch(line -> line.endsWith("<unknown>"));
  }
}
