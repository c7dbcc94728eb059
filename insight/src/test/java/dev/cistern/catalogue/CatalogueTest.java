package dev.cistern.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.house.Tools;
import dev.cistern.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueTest {
  @TempDir private Path dir = Path.of("");

  @Test
  void the_shipped_catalogue_knows_pools_of_both_worlds() {
    Catalogue shipped = Catalogue.shipped();

    assertThat(shipped.known("sync.(*Pool).Get"))
        .hasValueSatisfying(known -> {
          assertThat(known.pool().id()).isEqualTo("go-sync-pool");
          assertThat(known.role()).isEqualTo(Role.ACQUIRE);
        });
    assertThat(shipped.known("org.apache.commons.pool2.impl.GenericObjectPool.<init>"))
        .hasValueSatisfying(known -> assertThat(known.role()).isEqualTo(Role.MAKE));
    assertThat(shipped.pools()).extracting(PoolEntry::id).doesNotHaveDuplicates();
  }

  @Test
  void a_name_is_found_whatever_it_carries() {
    Catalogue shipped = Catalogue.shipped();

    assertThat(shipped.known("go.uber.org/zap/internal/pool.(*Pool[...]).Get")).isPresent();
    assertThat(shipped.known("a.com/b/vendor/github.com/valyala/bytebufferpool.Get")).isPresent();
    assertThat(
            shipped.known(
                "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject(java.time.Duration)"))
        .isPresent();
    assertThat(shipped.known("com.example.GenericObjectPool.borrowObject")).isEmpty();
  }

  @Test
  void libraries_are_told_from_applications() {
    Catalogue shipped = Catalogue.shipped();

    for (String library :
        List.of("runtime.mallocgc", "net/http.(*conn).serve", "sync.(*Pool).Get", "type:.eq.x")) {
      assertThat(shipped.isLibrary(Language.GO, library)).as(library).isTrue();
    }
    for (String own :
        List.of("main.main", "example.com/net/http.Get", "netshop/cart.Add", "time.example/x.F")) {
      assertThat(shipped.isLibrary(Language.GO, own)).as(own).isFalse();
    }
    assertThat(shipped.isLibrary(Language.JVM, "java.util.HashMap.resize")).isTrue();
    assertThat(shipped.isLibrary(Language.JVM, "javaland.Shop.sell")).isFalse();
  }

  @Test
  void a_users_pool_stands_before_a_shipped_one() throws IOException, CatalogueException {
    Path file = dir.resolve(UserFiles.NAME);
    Files.writeString(
        file,
        """
        [[pool]]
        id = "ours"
        language = "go"
        type = "example.com/shop.Pool"
        acquire = ["Take", "sync.(*Pool).Get"]
        release = ["Give"]

        [thresholds]
        gc-pause-millis = 7.5
        """);

    Catalogue both = Catalogue.with(List.of(file));

    assertThat(both.known("example.com/shop.(*Pool).Take")).isPresent();
    assertThat(both.known("sync.(*Pool).Get"))
        .hasValueSatisfying(known -> assertThat(known.pool().id()).isEqualTo("ours"));
    assertThat(both.thresholds().gcPauseMillis()).isEqualTo(7.5);
    assertThat(both.thresholds().collectionsPerSecond()).isEqualTo(5);
    assertThat(UserFiles.find(dir, Map.of())).containsExactly(file);
  }

  @Test
  void all_mistakes_are_told_together_with_their_lines() throws IOException {
    Path one = dir.resolve("one.toml");
    Files.writeString(
        one,
        """
        version = 2
        [[pool]]
        id = "a"
        language = "rust"
        type = "x.Pool"
        aquire = ["Get"]

        [[grows]]
        language = "go"
        [thresholds]
        gc-pause-millis = "much"
        """);
    Path two = dir.resolve("two.toml");
    Files.writeString(two, "[[pool]]\nid = \n");

    assertThatThrownBy(() -> Catalogue.with(List.of(one, two)))
        .isInstanceOfSatisfying(
            CatalogueException.class,
            e ->
                assertThat(e.mistakes())
                    .extracting(Mistake::toString)
                    .map(text -> text.substring(text.lastIndexOf('/') + 1))
                    .anyMatch(text -> text.startsWith("one.toml:1: version: wanted 1, found 2"))
                    .anyMatch(text ->
                        text.startsWith("one.toml:4: pool[1].language: wanted \"go\" or \"jvm\""))
                    .anyMatch(text ->
                        text.startsWith("one.toml:6: pool[1].aquire:")
                            && text.endsWith("found \"aquire\" (nearest: acquire)"))
                    .anyMatch(text -> text.startsWith("one.toml:2: pool[1].acquire: wanted a list"))
                    .anyMatch(text -> text.startsWith("one.toml:8: grows:"))
                    .anyMatch(
                        text -> text.startsWith("one.toml:11: thresholds.gc-pause-millis: wanted"))
                    .anyMatch(text -> text.startsWith("two.toml:2: wanted TOML")));
  }

  @Test
  void the_published_schema_follows_the_tables() throws IOException {
    Path schema = Tools.root().resolve("docs/schema/catalogue.schema.json");
    if (Boolean.getBoolean("cistern.golden.update")) {
      Files.writeString(schema, Schema.json());
    }
    assertThat(Files.readString(schema)).isEqualTo(Schema.json());
  }

  @Test
  void the_default_limits_are_those_of_the_record() {
    assertThat(Thresholds.of(Map.of())).isEqualTo(Thresholds.DEFAULT);
  }
}
