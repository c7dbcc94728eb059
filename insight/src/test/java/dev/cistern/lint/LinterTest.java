package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinterTest {
  private static final String FAULT =
      """

      import "sync"

      var pool = sync.Pool{New: func() any { return new(int) }}

      func get() *int {
      	p := pool.Get().(*int)
      	defer pool.Put(p)
      	return p
      }
      """;

  @TempDir private Path dir;

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  private LintResult lint() throws IOException {
    return new Linter(Catalogue.shipped(), LintOptions.STANDARD).lint(List.of(dir));
  }

  private static List<String> places(LintResult result) {
    return result.findings().stream()
        .map(f -> f.rule().id() + " " + f.place().file() + ":" + f.place().line())
        .toList();
  }

  @Test
  void what_the_look_at_the_text_leaves_out_has_no_findings() throws Exception {
    URI place = Objects.requireNonNull(LinterTest.class.getResource("rules")).toURI();
    try (Stream<Path> files = Files.walk(Path.of(place))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".go")).toList()) {
        String name = Path.of(place).relativize(file).toString().replace(".go", "/x.go");
        Files.createDirectories(dir.resolve(name).resolveSibling(""));
        Files.copy(file, dir.resolve(name));
      }
    }

    LintResult all =
        new Linter(Catalogue.shipped(), LintOptions.STANDARD).everything().lint(List.of(dir));

    assertThat(places(lint())).isNotEmpty().isEqualTo(places(all));
  }

  @Test
  void a_use_by_a_method_of_an_embedded_library_type_is_told_where_it_is_called()
      throws IOException {
    write(
        "a.go",
        """
        package a

        import (
        	"bytes"
        	"sync"
        )

        type buffer struct{ bytes.Buffer }

        var buffers = sync.Pool{New: func() any { return new(buffer) }}

        func put(b *buffer) {
        	buffers.Put(b)
        	b.Reset()
        }
        """);

    assertThat(places(lint())).containsExactly("POOL-04 a.go:14");
  }

  @Test
  void a_wrapper_of_another_package_is_known_where_the_package_is_imported() throws IOException {
    write("go.mod", "module example.com/m\n");
    write(
        "bufs/bufs.go",
        """
        package bufs

        import (
        	"bytes"
        	"sync"
        )

        var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

        func Take() *bytes.Buffer { return pool.Get().(*bytes.Buffer) }

        func Give(b *bytes.Buffer) { b.Reset(); pool.Put(b) }
        """);
    write(
        "use/use.go",
        """
        package use

        import "example.com/m/bufs"

        func render() []byte {
        	b := bufs.Take()
        	defer bufs.Give(b)
        	b.WriteString("x")
        	return b.Bytes()
        }
        """);

    assertThat(places(lint())).containsExactly("POOL-05 use/use.go:9");
  }

  @Test
  void functions_of_other_platforms_and_each_init_are_looked_at() throws IOException {
    write("a_linux.go", "package a\n\nfunc get() *int { return nil }\n");
    write("a_windows.go", "package a\n" + FAULT);
    write(
        "b.go",
        """
        package a

        func init() {}

        func init() {
        	p := pool.Get().(*int)
        	pool.Put(p)
        	pool.Put(p)
        }
        """);

    LintResult result = lint();

    assertThat(places(result)).containsExactly("POOL-04 a_windows.go:10", "POOL-06 b.go:8");
    assertThat(result.findings().getLast().place().function()).endsWith(".init");
  }

  @Test
  void damage_of_any_kind_is_told_and_hides_nothing() throws IOException {
    write("good/a.go", "package a\n" + FAULT);
    write("merge/a.go", "package a\n\n<<<<<<< HEAD\nvar a = 1\n=======\n>>>>>>> other\n" + FAULT);
    Files.write(
        dir.resolve("good/latin.go"),
        "package a\n\n// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    write("deep/a.go", "package a\n" + FAULT + "\nvar x = " + "(".repeat(10_000) + "1");
    try (var big = Files.newOutputStream(write("big/a.go", "package a\n"))) {
      byte[] line =
          "// generated, and nobody reads it\n".repeat(1 << 15).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 50; i++) {
        big.write(line);
      }
    }
    Files.createSymbolicLink(dir.resolve("good/again"), dir);
    Path closed = Files.createDirectories(dir.resolve("closed"));
    write("closed/a.go", "package a\n" + FAULT);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    boolean hidden = !Files.isReadable(closed);

    LintResult result;
    try {
      result = Assertions.assertTimeout(Duration.ofSeconds(30), this::lint);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    assertThat(places(result)).contains("POOL-04 good/a.go:10", "POOL-04 deep/a.go:10");
    assertThat(result.unparsed())
        .extracting(u -> u.file())
        .contains("good/latin.go", "merge/a.go", "deep/a.go", "big/a.go");
    if (hidden) {
      assertThat(result.unparsed()).extracting(u -> u.file()).contains("closed");
    } else { // the superuser reads every folder
      assertThat(places(result)).contains("POOL-04 closed/a.go:10");
    }
  }
}
