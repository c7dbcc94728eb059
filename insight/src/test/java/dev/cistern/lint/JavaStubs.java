package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles Java against the little of each library's pool that examples use. */
final class JavaStubs {
  private JavaStubs() {}

  /** A folder of the test's resources. */
  static Path resource(String name) throws Exception {
    URI place = Objects.requireNonNull(JavaStubs.class.getResource(name)).toURI();
    return Path.of(place);
  }

  /** Compiles what lies under a folder. */
  static void compile(Path sources, Path to) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(sources, resource("stubs"))) {
      try (Stream<Path> found = Files.walk(folder)) {
        found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    StringWriter told = new StringWriter();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      boolean fine =
          compiler
              .getTask(
                  told,
                  manager,
                  null,
                  List.of("-proc:none", "-implicit:none", "-d", to.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(fine).as(told.toString()).isTrue();
    }
  }
}
