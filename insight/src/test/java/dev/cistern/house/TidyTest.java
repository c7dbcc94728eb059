package dev.cistern.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The style that a machine can check. Every violation is told at once, with its file and figure.
 */
final class TidyTest {
  @TempDir Path dir;

  @Test
  void the_checkout_is_tidy() throws IOException {
    assertThat(String.join("\n", told(Tools.root()))).as("what is untidy").isEmpty();
  }

  @Test
  void a_file_that_is_too_long_is_told_with_its_length() throws IOException {
    write("web/page.js", "x;\n".repeat(401));
    write("run", "#!/bin/sh\n" + ":\n".repeat(400));
    write("data.txt", "x\n".repeat(900));
    write("lib.min.js", "x;\n".repeat(900));
    assertThat(told(dir))
        .containsExactly(
            "run: wanted at most 400 lines, found 401",
            "web/page.js: wanted at most 400 lines, found 401");
  }

  @Test
  void a_method_that_is_too_long_is_told_outside_tests() throws IOException {
    String source = "class A {\n  void f() {\n" + "    g();\n".repeat(49) + "  }\n}\n";
    write("src/main/java/A.java", source);
    write("src/test/java/A.java", source);
    assertThat(told(dir))
        .containsExactly(
            "src/main/java/A.java:2: wanted at most 50 lines in a method, found 51 in f");
  }

  @Test
  void flat_tables_count_as_one_line() {
    String flat = "    switch (x) {\n" + "      case 1 -> g();\n".repeat(60) + "    }\n";
    String deep =
        "    switch (x) {\n      case 1 -> {\n" + "        g();\n".repeat(60) + "      }\n    }\n";
    String array = "    int[] y = {\n" + "      1,\n".repeat(60) + "    };\n";
    String list = "    var y = List.of(\n" + "      1,\n".repeat(60) + "      2);\n";
    assertThat(List.of(lines(flat), lines(deep), lines(array), lines(list)))
        .containsExactly(3L, 66L, 3L, 3L);
  }

  @Test
  void dead_links_and_anchors_are_told_and_living_ones_are_not() throws IOException {
    write("docs/b.md", "# The way, in short\n");
    write(
        "a.md",
        """
        [fine](docs/b.md#the-way-in-short) [fine](https://example.com/none) `[code](none.md)`
        [dead](docs/c.md) ![dead](shot.png) [dead](docs/b.md#the-road)
        ```
        [fenced](none.md)
        ```
        """);
    assertThat(told(dir))
        .containsExactly(
            "a.md:2: dead link docs/c.md",
            "a.md:2: dead link shot.png",
            "a.md:2: dead link docs/b.md#the-road");
  }

  @Test
  void notes_paths_hosts_and_orphaned_goldens_are_told() throws IOException {
    write("a.go", "ctx := context.TODO()\n// TO" + "DO later\n");
    write("b.txt", "at /ro" + "ot/x and https://re" + "gistry.npm" + "js.org/ and /rooted/x\n");
    write("heap.pb.golden.json", "{}");
    write("cpu.pb.gz", "");
    write("cpu.pb.golden.json", "{}");
    write("cpu.pb.gz.minus-before.expected.json", "{}");
    assertThat(told(dir))
        .containsExactly(
            "a.go:2: a note to oneself: TO" + "DO",
            "b.txt:1: a path of somebody's machine: /ro" + "ot/x",
            "b.txt:1: a registry's host: re" + "gistry.npm" + "js.org",
            "heap.pb.golden.json: golden file without its input heap.pb");
  }

  private static long lines(String body) {
    return JavaMethods.in("A.java", "class A {\n  void f() {\n" + body + "  }\n}\n")
        .getFirst()
        .lines();
  }

  private void write(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static List<String> told(Path root) throws IOException {
    Checkout checkout = Checkout.at(root);
    return Stream.of(
            Sizes.violations(checkout), Links.violations(checkout), Leftovers.violations(checkout))
        .flatMap(violations -> violations)
        .toList();
  }
}
