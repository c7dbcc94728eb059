package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Language;
import dev.cistern.model.LintResult;
import dev.cistern.model.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaSourcesTest {
  private static final String FAULT =
      """
      package %s;

      import org.apache.commons.pool2.ObjectPool;

      class Sick {
        String use(ObjectPool<StringBuilder> pool) throws Exception {
          StringBuilder out = pool.borrowObject();
          pool.returnObject(out);
          return out.toString();
        }
      }
      """;

  @TempDir private Path dir;

  private void write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
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
  void a_tree_of_both_languages_is_read_without_a_switch() throws IOException {
    write("java/Sick.java", FAULT.formatted("a"));
    write(
        "go/a.go",
        """
        package a

        import "sync"

        var pool = sync.Pool{New: func() any { return new(int) }}

        func get() *int {
        	p := pool.Get().(*int)
        	defer pool.Put(p)
        	return p
        }
        """);

    assertThat(places(lint())).containsExactly("POOL-04 go/a.go:10", "POOL-04 java/Sick.java:9");
  }

  @Test
  void a_wrapper_in_another_class_gives_back_for_its_caller() throws IOException {
    write(
        "a/Buffers.java",
        """
        package a;

        import org.apache.commons.pool2.ObjectPool;

        final class Buffers {
          private final ObjectPool<StringBuilder> pool;

          Buffers(ObjectPool<StringBuilder> pool) {
            this.pool = pool;
          }

          StringBuilder take() throws Exception {
            return pool.borrowObject();
          }

          void give(StringBuilder out) throws Exception {
            pool.returnObject(out);
          }
        }
        """);
    write(
        "b/User.java",
        """
        package b;

        import a.Buffers;

        final class User {
          private Buffers buffers;

          String sick(String text) throws Exception {
            StringBuilder out = buffers.take();
            out.append(text);
            buffers.give(out);
            return out.toString();
          }

          String lost(String text) throws Exception {
            StringBuilder out = buffers.take();
            if (text.isEmpty()) {
              return "";
            }
            String all = out.append(text).toString();
            buffers.give(out);
            return all;
          }
        }
        """);

    assertThat(places(lint())).containsExactly("POOL-04 b/User.java:12", "POOL-03 b/User.java:16");
  }

  @Test
  void a_library_that_is_read_itself_gives_back_as_it_is_known_to() throws IOException {
    write(
        "redis/clients/jedis/Connection.java",
        """
        package redis.clients.jedis;

        public class Connection implements AutoCloseable {
          private ConnectionPool memberOf;

          @Override
          public void close() {
            if (memberOf != null) {
              ConnectionPool pool = memberOf;
              memberOf = null;
              pool.returnResource(this);
            } else {
              disconnect();
            }
          }

          void disconnect() {}
        }
        """);
    write(
        "redis/clients/jedis/Executor.java",
        """
        package redis.clients.jedis;

        import redis.clients.jedis.providers.ConnectionProvider;

        class Executor {
          String execute(ConnectionProvider provider, String command) {
            Connection connection = provider.getConnection();
            Exception failed = null;
            try {
              return connection.executeCommand(command);
            } catch (Exception e) {
              failed = e;
              throw e;
            } finally {
              close(connection, failed);
            }
          }

          private void close(Connection connection, Exception failed) {
            try {
              connection.close();
            } catch (Exception e) {
              if (failed == null) {
                throw e;
              }
            }
            if (failed != null) {
              throw new IllegalStateException(failed);
            }
          }
        }
        """);

    assertThat(places(lint())).isEmpty();
  }

  @Test
  void what_the_look_at_the_text_leaves_out_has_no_findings() throws Exception {
    URI place = Objects.requireNonNull(JavaSourcesTest.class.getResource("rules")).toURI();
    try (Stream<Path> files = Files.walk(Path.of(place))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String rule = String.valueOf(file.resolveSibling("").getFileName());
        String kind = String.valueOf(file.getFileName()).replace(".java", "");
        String pkg = "example" + rule.replace("-", "") + kind;
        String text = Files.readString(file).replace("package example;", "package " + pkg + ";");
        write(rule + "/" + kind + "/X.java", text);
      }
    }
    LintResult all =
        new Linter(Catalogue.shipped(), LintOptions.STANDARD).everything().lint(List.of(dir));

    assertThat(places(lint())).isNotEmpty().isEqualTo(places(all));
  }

  @Test
  void pools_are_told_with_who_makes_takes_and_gives_back() throws IOException {
    write(
        "a/Texts.java",
        """
        package a;

        import org.apache.commons.pool2.ObjectPool;
        import org.apache.commons.pool2.impl.GenericObjectPool;

        final class Texts {
          private final ObjectPool<StringBuilder> pool;
          private ObjectPool<StringBuilder> held;

          Texts(Factory factory, ObjectPool<StringBuilder> held) {
            this.pool = new GenericObjectPool<>(factory);
            this.held = held;
          }

          StringBuilder take() throws Exception {
            return pool.borrowObject();
          }

          void give(StringBuilder out) throws Exception {
            pool.returnObject(out);
          }
        }
        """);

    assertThat(lint().pools())
        .singleElement()
        .satisfies(pool -> {
          assertThat(pool.language()).isEqualTo(Language.JVM);
          assertThat(pool.name()).isEqualTo("a.Texts.pool");
          assertThat(pool.type()).isEqualTo("org.apache.commons.pool2.impl.GenericObjectPool");
          assertThat(pool.makes()).containsExactly("StringBuilder");
          assertThat(pool.place().line()).isEqualTo(11);
          assertThat(pool.takes()).extracting(Place::line).containsExactly(16);
          assertThat(pool.gives()).extracting(Place::line).containsExactly(20);
          assertThat(pool.takers()).containsExactly("a.Texts.take");
          assertThat(pool.givers()).containsExactly("a.Texts.give");
        });
  }

  @Test
  void a_comment_silences_a_finding() throws IOException {
    write(
        "Sick.java",
        FAULT.formatted("a").replace("g();\n  }", "g(); //cistern:ignore POOL-04 x\n  }"));

    LintResult result = lint();

    assertThat(result.suppressed()).isEqualTo(1);
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void bad_input_is_told_and_hides_nothing() throws IOException {
    write("a/Sick.java", FAULT.formatted("a"));
    write("b/Sick.java", "<<<<<<< HEAD\n" + FAULT.formatted("b"));
    write(
        "c/Deep.java",
        "class Deep { ObjectPool p; int i = /* returnObject( */ "
            + "(".repeat(10_000)
            + "1"
            + ")".repeat(10_000)
            + "; }");
    write(
        "d/Bang.java",
        "class Bang { boolean b = /* returnObject( */ " + "!".repeat(20_000) + "true; }");
    Files.write(
        Files.createDirectories(dir.resolve("e")).resolve("Sick.java"),
        (FAULT.formatted("e") + "// caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    write("f/Large.java", "// returnObject\n" + " ".repeat(9 << 20));
    write("g/Open.java", "class Open { String s = /* returnObject( */ \"\"\"\n");
    Files.write(dir.resolve("Zero.java"), new byte[4_096]);

    LintResult result = lint();

    assertThat(places(result)).contains("POOL-04 a/Sick.java:9", "POOL-04 e/Sick.java:9");
    assertThat(result.unparsed())
        .extracting(u -> u.file())
        .contains("b/Sick.java", "c/Deep.java", "e/Sick.java", "f/Large.java", "g/Open.java");
  }

  @Test
  void the_form_shows_the_ways_of_an_exception() throws IOException {
    write(
        "A.java",
        """
        package a;

        class A {
          void use(Runnable first, Other other) {
            try {
              other.perform();
            } finally {
              first.run();
            }
          }
        }
        """);

    String form =
        new Linter(Catalogue.shipped(), LintOptions.STANDARD).explain(List.of(dir), "A.use");

    assertThat(form).contains("exception of ?(a.Other).perform(other").contains("panic");
  }
}
