package dev.cistern.analysis;

import static dev.cistern.analysis.Script.MILLI;
import static dev.cistern.analysis.Script.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Severity;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PoolQuestionTest {
  private static final String TAKE =
      "io.netty.buffer.AbstractByteBufAllocator.directBuffer ; com.shop.Journal.enter@J.java:5 ;"
          + " com.shop.Server.serve@S.java:9 ; java.lang.VirtualThread.run";
  private static final String OTHER =
      "io.netty.buffer.AbstractByteBufAllocator.directBuffer ; com.shop.Stream.open@T.java:8 ;"
          + " com.shop.Server.serve@S.java:9";
  private static final String MAKE =
      "java.util.concurrent.ConcurrentHashMap.<init> ;"
          + " org.apache.commons.pool2.impl.BaseGenericObjectPool.<init> ;"
          + " org.apache.commons.pool2.impl.GenericObjectPool.<init> ;"
          + " com.shop.Signer.sign@S.java:3 ; com.shop.Server.serve";
  private static final String FIRST =
      "java.nio.ByteBuffer.allocate ; com.shop.Pages.lambda$new$0 ;"
          + " java.lang.ThreadLocal$SuppliedThreadLocal.initialValue ;"
          + " java.lang.ThreadLocal.setInitialValue ; java.lang.ThreadLocal.get ;"
          + " com.shop.Pages.render@P.java:7 ; java.lang.VirtualThread.run";
  private static final String GROWN =
      "java.util.Arrays.copyOf ; java.io.ByteArrayOutputStream.ensureCapacity ;"
          + " java.io.ByteArrayOutputStream.writeBytes ; com.shop.Exports.fill@E.java:6";
  private static final String IN_POOL =
      "byte[] ← java.io.ByteArrayOutputStream.buf ←"
          + " org.apache.commons.pool2.impl.DefaultPooledObject.object ←"
          + " java.util.concurrent.ConcurrentHashMap$Node.val ← com.shop.Exports.pool";

  /** Two hundred short holds through the window, without a fault. */
  private static Script busy() {
    Script script = new Script(Language.JVM);
    int take = script.stack(TAKE);
    for (int i = 0; i < 200; i++) {
      script.taken(i * 45 * MILLI, 0x1000 + i % 4, take);
      script.released(i * 45 * MILLI + MILLI, 0x1000 + i % 4);
    }
    return script;
  }

  @Test
  void buffers_that_come_back_are_a_healthy_pool_with_its_figures() throws IOException {
    DiagnosisResult result = busy().diagnose();

    assertThat(result.findings()).isEmpty();
    PoolTable.Row row = result.pools().rows().getFirst();
    assertThat(row.verdict()).isEqualTo("healthy");
    assertThat(row.acquires()).hasValue(200);
    assertThat(row.hits()).hasValue(200);
    assertThat(row.neverReleased()).hasValue(0);
    assertThat(row.meanHoldNanos()).hasValue(MILLI);
    assertThat(row.meanIdleNanos()).hasValue(4 * 45 * MILLI - MILLI);
    assertThat(row.shareInUse().orElse(0)).isBetween(0.005, 0.006);
    assertThat(row.basis()).startsWith("exact");
  }

  @Test
  void buffers_lost_through_the_window_are_told_with_count_and_place() throws IOException {
    Script script = busy();
    int take = script.stack(TAKE);
    for (int i = 0; i < 40; i++) {
      script.taken(i * 230 * MILLI, 0x9000 + i, take);
    }

    DiagnosisResult result = script.diagnose();

    assertThat(result.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A2-never-released");
          assertThat(finding.severity()).isEqualTo(Severity.HIGH);
          assertThat(finding.evidence()).isEqualTo(EvidenceKind.EXACT);
          assertThat(finding.place().function()).isEqualTo("com.shop.Journal.enter");
          assertThat(finding.title()).startsWith("40 of 240 buffers");
          assertThat(finding.cost().orElseThrow().objectsPerSecond()).isEqualTo(4);
          assertThat(finding.steps()).hasSize(2);
        });
    assertThat(result.pools().rows().getFirst().neverReleased()).hasValue(40);
  }

  @Test
  void what_is_in_flight_at_the_end_or_set_up_once_is_not_lost() throws IOException {
    Script inFlight = busy();
    int take = inFlight.stack(TAKE);
    for (int i = 0; i < 40; i++) {
      inFlight.taken(10 * SECOND - 15 * MILLI, 0x9000 + i, take);
    }
    Script setUp = new Script(Language.JVM);
    int open = setUp.stack(OTHER);
    for (int i = 0; i < 40; i++) {
      setUp.taken(i * MILLI, 0x9000 + i, open);
    }
    int then = setUp.stack(TAKE);
    for (int i = 0; i < 200; i++) {
      setUp.taken(i * 45 * MILLI, 0x1000, then);
      setUp.released(i * 45 * MILLI + MILLI, 0x1000);
    }

    assertThat(inFlight.diagnose().findings()).isEmpty();
    assertThat(setUp.diagnose().findings()).isEmpty();
  }

  @Test
  void long_streams_that_do_end_are_not_lost() throws IOException {
    Script script = busy();
    int open = script.stack(OTHER);
    for (int i = 0; i < 90; i++) {
      script.taken(i * 100 * MILLI, 0x9000 + i, open);
      if (i >= 30) {
        script.released(i * 100 * MILLI, 0x9000 + i - 30); // each lives three seconds
      }
    }

    assertThat(script.diagnose().findings()).isEmpty();
  }

  @Test
  void a_reallocated_buffer_is_not_lost_and_an_address_of_zero_is_not_paired() throws IOException {
    Script script = busy();
    int take = script.stack(TAKE);
    for (int i = 0; i < 100; i++) {
      script.taken(i * 90 * MILLI, 0x9000 + i, take);
      script.reallocated(i * 90 * MILLI + MILLI, 0x9000 + i);
      script.taken(i * 90 * MILLI, 0, take);
    }

    assertThat(script.diagnose().findings()).isEmpty();
  }

  @Test
  void a_pool_built_again_and_again_is_told_and_one_built_at_the_start_is_not() throws IOException {
    Script again = new Script(Language.JVM);
    int make = again.stack(MAKE);
    int rest = again.stack("com.shop.Server.serve");
    for (int i = 0; i < 100; i++) {
      again.allocated(i * 100 * MILLI, i, make, 1000).allocated(i * 100 * MILLI, i, rest, 9000);
    }
    Script once = new Script(Language.JVM);
    int start = once.stack(MAKE);
    for (int i = 0; i < 100; i++) {
      once.allocated(i * 5 * MILLI, i, start, 1000);
    }
    int later = once.stack("com.shop.Server.serve");
    for (int i = 0; i < 100; i++) {
      once.allocated(i * 100 * MILLI, i, later, 9000);
    }

    assertThat(Script.rules(again.diagnose())).containsExactly("A2-per-call");
    assertThat(Script.faults(once.diagnose())).isEmpty();
    Finding finding = Script.faults(again.diagnose()).getFirst();
    assertThat(finding.place().function()).isEqualTo("com.shop.Signer.sign");
    assertThat(finding.why()).startsWith("10% of all allocated bytes");
  }

  @Test
  void a_thread_local_of_threads_that_end_is_never_hit() throws IOException {
    Script script = new Script(Language.JVM);
    int first = script.stack(FIRST);
    for (int i = 0; i < 100; i++) {
      script.allocated(i * 100 * MILLI, i, first, 32_768).ended(i * 100 * MILLI + MILLI, i);
    }

    assertThat(Script.rules(script.diagnose())).containsExactly("A2-never-hit");
  }

  @Test
  void a_thread_local_of_threads_that_live_on_is_left_alone() throws IOException {
    Script warming = new Script(Language.JVM);
    int first = warming.stack(FIRST.replace("java.lang.VirtualThread", "java.lang.Thread"));
    for (int i = 0; i < 100; i++) {
      warming.allocated(i * 100 * MILLI, i, first, 32_768).ended(i, 1_000_000 + i);
    }
    Script ofTheJdk = new Script(Language.JVM);
    int inside = ofTheJdk.stack(FIRST.replace("com.shop.Pages.render", "sun.nio.fs.Util.get"));
    for (int i = 0; i < 100; i++) {
      ofTheJdk.allocated(i * 100 * MILLI, i, inside, 32_768).ended(i * 100 * MILLI + 1, i);
    }

    assertThat(Script.faults(warming.diagnose())).isEmpty();
    assertThat(Script.faults(ofTheJdk.diagnose())).isEmpty();
  }

  @Test
  void what_grew_in_use_and_is_kept_by_a_pool_is_oversized() throws IOException {
    Script script = new Script(Language.JVM);
    int grown = script.stack(GROWN);
    script.held(1, 1 << 20, grown, IN_POOL).held(1, 1 << 20, grown, IN_POOL); // told twice
    script.held(2, 1 << 20, grown, IN_POOL);

    DiagnosisResult result = script.diagnose();

    assertThat(Script.rules(result)).containsExactly("A2-oversized");
    assertThat(result.pools().rows().getFirst().heldBytes()).hasValue(2 << 20);
    assertThat(Script.faults(result).getFirst().place().function())
        .isEqualTo("com.shop.Exports.fill");
  }

  @Test
  void what_the_factory_made_large_or_no_pool_holds_is_not_oversized() throws IOException {
    Script script = new Script(Language.JVM);
    int made =
        script.stack(
            "java.io.ByteArrayOutputStream.<init> ; com.shop.Factory.create ;"
                + " org.apache.commons.pool2.BasePooledObjectFactory.makeObject ;"
                + " org.apache.commons.pool2.impl.GenericObjectPool.create ;"
                + " org.apache.commons.pool2.impl.GenericObjectPool.borrowObject ; com.shop.Exports.x");
    script.held(1, 4 << 20, made, IN_POOL);
    script.held(2, 4 << 20, script.stack(GROWN), "byte[] ← com.shop.Cache.bytes");
    script.held(3, 1000, script.stack(GROWN), IN_POOL);

    assertThat(Script.faults(script.diagnose())).isEmpty();
  }

  @Test
  void a_buffer_deep_inside_a_pooled_connection_is_its_librarys_affair() throws IOException {
    String inConnection =
        "byte[] ← java.io.ByteArrayOutputStream.buf ← org.postgresql.core.PGStream.out"
            + " ← org.postgresql.jdbc.PgConnection.stream"
            + " ← com.zaxxer.hikari.pool.PoolEntry.connection ← com.shop.Db.pool";
    String byDriver = GROWN.replace("com.shop", "org.postgresql.core.X ; com.shop");
    Script connection = new Script(Language.JVM);
    connection.held(1, 4 << 20, connection.stack(byDriver), inConnection);
    Script buffer = new Script(Language.JVM);
    buffer.held(1, 4 << 20, buffer.stack(byDriver), IN_POOL);

    assertThat(Script.faults(connection.diagnose())).isEmpty();
    assertThat(Script.rules(buffer.diagnose())).containsExactly("A2-oversized");
  }

  @Test
  void advice_on_growth_is_folded_into_the_pool_that_keeps_it() throws IOException {
    Script script = new Script(Language.JVM);
    int grown = script.stack(GROWN);
    script.held(1, 1 << 20, grown, IN_POOL);
    for (int i = 0; i < 50; i++) {
      script.allocated(i * 200 * MILLI, 1, grown, 1 << 20);
    }

    DiagnosisResult result = script.diagnose();

    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().getFirst().rule().id()).isEqualTo("A2-oversized");
    assertThat(result.findings().getFirst().cost().orElseThrow().bytesPerSecond())
        .isEqualTo(5 << 20);
  }

  @Test
  void misses_of_a_go_pool_are_counted_by_its_factory_and_told_when_they_are_many()
      throws IOException {
    DiagnosisResult result =
        new Diagnosis(dev.cistern.catalogue.Catalogue.shipped(), java.util.OptionalLong.empty())
            .run(
                ScriptedProfile.allocations(Language.GO)
                    .over(10 * SECOND, 512 * 1024)
                    .sample("a.b/c.init.func1 ; sync.(*Pool).Get ; a.b/c.Serve", 700, 70 << 20)
                    .sample("sync.(*Pool).pinSlow ; sync.(*Pool).Get ; a.b/c.Serve", 1, 1 << 20)
                    .sample("a.b/c.Other", 300, 30 << 20)
                    .snapshot(),
                "test");

    assertThat(Script.rules(result)).containsExactly("A2-misses");
    PoolTable.Row row = result.pools().rows().getFirst();
    assertThat(row.site().factory()).isEqualTo("a.b/c.init.func1");
    assertThat(row.misses()).hasValue(700);
    assertThat(row.acquires()).isEmpty();
    assertThat(Script.faults(result).getFirst().cost().orElseThrow().bytesPerSecond())
        .isEqualTo(7 << 20);
  }
}
