package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's code compiles, for it stands in {@link Examples}, and does what the page says. */
final class ExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_pages_code_is_compiled() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "pool.md"));
    String compiled =
        bare(Files.readString(Path.of("src/test/java/dev/cistern/pool/Examples.java")));
    Matcher blocks = BLOCK.matcher(page);
    int seen = 0;
    while (blocks.find()) {
      for (String paragraph : blocks.group(1).split("\n\n")) {
        assertThat(compiled).contains(bare(paragraph));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(8);
  }

  private static String bare(String code) {
    return code.replaceAll("\\s", "");
  }

  @Test
  void the_examples_run() throws IOException {
    List<String> told = new ArrayList<>();
    Examples.forms(text -> told.add(text.toString()));
    assertThat(told).containsExactly("order 7", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Examples.buffers(new byte[20], new byte[5_000], Channels.newChannel(out));
    assertThat(out.size()).isEqualTo(5_020);
    assertThat(Examples.shortRequests().retainedBytesMax()).isEqualTo(4_096);
    assertThat(Examples.keys()).isEqualTo("…");
    try (var pool =
        Examples.warm(
            Fingerprint.of(StringBuilder.class).toString(), List.of(new StringBuilder()))) {
      assertThat(pool.stats().idle()).isEqualTo(1);
      Examples.advice(pool, told::add);
      assertThat(told.getLast()).startsWith("SHARED: too little was measured");
    }
  }
}
