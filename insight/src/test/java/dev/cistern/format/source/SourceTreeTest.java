package dev.cistern.format.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Language;
import dev.cistern.model.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTreeTest {
  @TempDir private Path base;
  private Path folder = Path.of("");

  @BeforeEach
  void files() throws IOException {
    folder = Files.createDirectories(base.resolve("shop"));
    put("desk/desk.go", "package desk\n\nfunc Ask() {}\n");
    put("main.go", "package main\n");
    put("a/util.go", "package a\n");
    put("b/util.go", "package b\n");
    put("vendor/example.com/pool/pool.go", "package pool\n");
    put("src/main/java/com/acme/Desk.java", "package com.acme;\nclass Desk {}\n");
    put(".git/desk/hidden.go", "package desk\n");
    Files.writeString(base.resolve("secret.go"), "package secret\n");
  }

  private void put(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Optional<String> go(String file, String function) throws IOException {
    return SourceTree.of(folder).find(file, function, Language.GO).map(SourceText::path);
  }

  @Test
  void a_file_is_found_wherever_it_was_built() throws IOException {
    assertThat(go("/builds/ci/shop/desk/desk.go", "example.com/shop/desk.Ask"))
        .contains("desk/desk.go");
    assertThat(go("example.com/shop/desk/desk.go", "example.com/shop/desk.Ask"))
        .as("-trimpath")
        .contains("desk/desk.go");
    assertThat(go("C:\\build\\shop\\desk\\desk.go", "example.com/shop/desk.Ask"))
        .contains("desk/desk.go");
    assertThat(go("/go/pkg/mod/example.com/pool@v1.2.3/pool.go", "example.com/pool.(*Pool).Get"))
        .as("a module that is vendored here")
        .isEmpty();
    assertThat(go("/x/shop/vendor/example.com/pool/pool.go", "example.com/pool.(*Pool).Get"))
        .contains("vendor/example.com/pool/pool.go");
    assertThat(go("/elsewhere/main.go", "main.main")).contains("main.go");
  }

  @Test
  void a_module_s_version_does_not_count() throws IOException {
    Path mod = Files.createDirectories(base.resolve("mod/example.com/pool@v1.2.4"));
    Files.writeString(mod.resolve("pool.go"), "package pool\n");
    assertThat(
            SourceTree.of(base.resolve("mod"))
                .find("/go/pkg/mod/example.com/pool@v1.2.3/pool.go", "pool.Get", Language.GO)
                .map(SourceText::path))
        .contains("example.com/pool@v1.2.4/pool.go");
  }

  @Test
  void a_class_is_found_by_its_package() throws IOException {
    SourceTree tree = SourceTree.of(folder);
    assertThat(tree.find("Desk.java", "com.acme.Desk.ask", Language.JVM).map(SourceText::path))
        .contains("src/main/java/com/acme/Desk.java");
    assertThat(tree.find("Desk.java", "com.other.Desk.ask", Language.JVM)).isEmpty();
  }

  @Test
  void a_name_alone_or_one_that_fits_twice_finds_nothing() throws IOException {
    assertThat(go("util.go", "x.f")).isEmpty();
    assertThat(go("/usr/local/go/src/fmt/util.go", "fmt.f")).isEmpty();
    assertThat(go("/usr/local/go/src/runtime/main.go", "runtime.main"))
        .as("of another package")
        .isEmpty();
  }

  @Test
  void nothing_outside_the_folder_is_read() throws IOException {
    Files.createSymbolicLink(folder.resolve("desk/link.go"), base.resolve("secret.go"));
    Files.createSymbolicLink(folder.resolve("out"), base);
    assertThat(go("/x/shop/desk/link.go", "secret.f")).isEmpty();
    assertThat(go("/x/shop/out/secret.go", "secret.f")).isEmpty();
    assertThat(go("../secret.go", "secret.f")).isEmpty();
    assertThat(go("/x/shop/desk/../../secret.go", "secret.f")).isEmpty();
    assertThat(go(base.resolve("secret.go").toString(), "secret.f")).isEmpty();
    assertThat(go("/x/shop/.git/desk/hidden.go", "desk.f")).isEmpty();
    assertThat(go("", "f")).isEmpty();
    assertThat(go("\0/desk.go", "f")).isEmpty();
  }

  @Test
  void a_file_that_becomes_a_link_after_listing_is_not_followed() throws IOException {
    SourceTree tree = SourceTree.of(folder);
    Files.delete(folder.resolve("desk/desk.go"));
    Files.createSymbolicLink(folder.resolve("desk/desk.go"), base.resolve("secret.go"));
    assertThat(tree.find("/x/shop/desk/desk.go", "secret.f", Language.GO)).isEmpty();
  }
}
