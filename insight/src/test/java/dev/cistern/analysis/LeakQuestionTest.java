package dev.cistern.analysis;

import static dev.cistern.analysis.Script.MILLI;
import static dev.cistern.analysis.Script.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.Severity;
import dev.cistern.model.Unanswered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LeakQuestionTest {
  private static final String WATCH =
      """
      goroutine 7 [chan receive, 3 minutes]:
      shop.(*Desk).watch(0x1)
      \t/src/shop/desk.go:20 +0x1d
      created by shop.NewDesk in goroutine 1
      \t/src/shop/desk.go:11 +0x2e

      """;
  private static final String BODY =
      """
      goroutine 8 [IO wait]:
      net/http.(*persistConn).readLoop(0x1)
      \t/go/src/net/http/transport.go:2300 +0x1d
      created by net/http.(*Transport).dialConn in goroutine 3
      \t/go/src/net/http/transport.go:1900 +0x2e

      """;
  private static final String QUEUE =
      """
      goroutine 9 [select]:
      database/sql.(*DB).conn(0x1)
      \t/go/src/database/sql/sql.go:1369 +0x1d
      database/sql.(*DB).QueryContext(0x1)
      \t/go/src/database/sql/sql.go:1700 +0x1d
      shop.load(0x1)
      \t/src/shop/load.go:31 +0x1d
      shop.serve(0x1)
      \t/src/shop/serve.go:9 +0x1d
      created by shop.main in goroutine 1
      \t/src/shop/main.go:5 +0x2e

      """;
  private static final String WORK = QUEUE.replace("select", "IO wait").replace(".conn(", ".exec(");

  private static Evidence dump(String name, String... parts) throws Exception {
    return Formats.read(Input.of(name, String.join("", parts).getBytes(StandardCharsets.UTF_8)));
  }

  private static DiagnosisResult series(String tasks, int... counts) throws Exception {
    List<Evidence> dumps = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      dumps.add(dump("d" + (i + 1), WORK, tasks.repeat(counts[i])));
    }
    return Script.diagnose(dumps, OptionalLong.empty());
  }

  private static List<Finding> leaks(DiagnosisResult result) {
    return result.findings().stream()
        .filter(finding -> finding.rule().id().startsWith("A9-"))
        .toList();
  }

  @Test
  void goroutines_that_only_grow_are_named_with_the_call_that_starts_them() throws Exception {
    assertThat(leaks(series(WATCH, 10, 15, 22, 30, 41, 50, 62)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-leak");
          assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
          assertThat(finding.title())
              .isEqualTo("Goroutines started in shop.NewDesk only grow: 10 to 62 in 7 dumps");
          assertThat(finding.place().file()).isEqualTo("/src/shop/desk.go");
          assertThat(finding.place().line()).isEqualTo(11);
          assertThat(finding.why()).contains("shop.(*Desk).watch", "the longest for 3 min");
        });
  }

  @Test
  void connections_that_only_grow_are_told_as_such() throws Exception {
    assertThat(leaks(series(BODY, 10, 15, 22, 30, 41, 50, 62)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-connections");
          assertThat(finding.title()).startsWith("Only grows: connection of an HTTP client");
          assertThat(finding.mend()).contains("body");
        });
  }

  @Test
  void a_queue_for_connections_is_told_with_its_share_and_path() throws Exception {
    assertThat(leaks(series(QUEUE, 9, 9, 9)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-saturation");
          assertThat(finding.title())
              .isEqualTo(
                  "Callers queue for database/sql's connections in shop.load: 90% of their time"
                      + " they wait for one");
          assertThat(finding.steps())
              .extracting(step -> step.place().function())
              .containsExactly("shop.serve", "shop.load");
        });
    assertThat(leaks(series(QUEUE, 9, 0, 0, 9, 0, 0))).as("now and then").isEmpty();
  }

  @Test
  void one_dump_tells_clusters_and_waiting_as_information_only() throws Exception {
    DiagnosisResult crowd = series(WATCH, 300);
    DiagnosisResult queue = series(QUEUE, 30);

    assertThat(leaks(crowd))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-crowd");
          assertThat(finding.severity()).isEqualTo(Severity.INFO);
          assertThat(finding.title())
              .isEqualTo("300 of 301 goroutines stand in shop.(*Desk).watch");
        });
    assertThat(leaks(queue)).extracting(Finding::severity).containsExactly(Severity.INFO);
    assertThat(leaks(queue).getFirst().title()).startsWith("30 goroutines wait for one of");
    assertThat(crowd.unanswered())
        .extracting(Unanswered::missing)
        .contains("6 or more dumps of the process, some time apart (1 given)");
  }

  @Test
  void dumps_are_taken_in_the_order_of_their_numbers() throws Exception {
    List<Evidence> dumps = new ArrayList<>();
    int[] counts = {10, 100, 110, 20, 30, 40, 50, 60, 70, 80, 90};
    String[] names = {"d1", "d10", "d11", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"};
    for (int i = 0; i < names.length; i++) {
      dumps.add(dump(names[i], WORK, WATCH.repeat(counts[i])));
    }
    assertThat(Script.rules(Script.diagnose(dumps, OptionalLong.empty())))
        .containsExactly("A9-leak");
    String[] mixed = {"f10.x", "f2.x", "f02.x", "a", "f1.y", "f"};
    assertThat(Arrays.stream(mixed).sorted(TaskSeries::compareNames).toList())
        .containsExactly("a", "f", "f1.y", "f2.x", "f02.x", "f10.x");
  }

  @Test
  void the_users_own_order_stands() throws Exception {
    List<Evidence> dumps = new ArrayList<>();
    int[] counts = {10, 20, 30, 40, 50, 60, 70};
    String[] names = {"start", "later", "noon", "two", "three", "four", "end"};
    for (int i = 0; i < names.length; i++) {
      dumps.add(dump(names[i], WORK, WATCH.repeat(counts[i])));
    }
    assertThat(Script.rules(Script.diagnose(dumps, OptionalLong.empty())))
        .containsExactly("A9-leak");
  }

  @Test
  void a_trace_tells_what_is_started_all_along_and_does_not_end() throws Exception {
    assertThat(leaks(started(40, 0).diagnose()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.title())
              .isEqualTo(
                  "shop.NewDesk starts goroutines that do not end: 40 of 40 are alive at the end");
          assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        });
    assertThat(leaks(started(40, 10).diagnose())).as("a quarter ends").isEmpty();
    assertThat(leaks(started(8, 0).diagnose())).as("few").isEmpty();
    assertThat(leaks(started(40, 0).lost().diagnose())).as("ends may be lost").isEmpty();
  }

  private static Script started(int count, int ended) {
    Script script = new Script(Language.GO);
    int stack = script.stack("shop.NewDesk ; shop.main");
    for (int i = 0; i < count; i++) {
      script.started(i * 11 * SECOND / count, 100 + i, stack);
    }
    for (int i = 0; i < ended; i++) {
      script.ended(11 * SECOND, 100 + i);
    }
    return script;
  }

  @Test
  void waits_of_a_recording_are_summed_against_the_callers_own_time() throws Exception {
    Script script = new Script(Language.JVM);
    int queued =
        script.stack(
            "jdk.internal.misc.Unsafe.park ; com.zaxxer.hikari.util.ConcurrentBag.borrow ;"
                + " com.zaxxer.hikari.pool.HikariPool.getConnection ; shop.Orders.load ;"
                + " shop.Orders.serve");
    int idle =
        script.stack(
            "jdk.internal.misc.Unsafe.park ; java.util.concurrent.ThreadPoolExecutor.getTask");
    for (int task = 1; task <= 4; task++) {
      for (int second = 0; second < 10; second++) {
        script.waited(second * SECOND, 600 * MILLI, task, queued);
        script.waited(second * SECOND + 600 * MILLI, 200 * MILLI, task, idle);
      }
    }
    assertThat(leaks(script.diagnose()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-saturation");
          assertThat(finding.title()).contains("HikariCP", "shop.Orders.load", "75%");
        });
  }

  @Test
  void making_a_connection_is_not_waiting_for_one() throws Exception {
    Script script = new Script(Language.JVM);
    int connecting =
        script.stack(
            "sun.nio.ch.Net.poll ; org.postgresql.Driver.connect ;"
                + " com.zaxxer.hikari.pool.HikariPool.getConnection ; shop.Orders.load");
    for (int second = 0; second < 10; second++) {
      script.waited(second * SECOND, 900 * MILLI, 1, connecting);
      script.waited(second * SECOND, 900 * MILLI, 2, connecting);
    }
    assertThat(script.diagnose().findings()).isEmpty();
  }

  @Test
  void old_objects_made_all_along_are_told_with_what_holds_them() throws Exception {
    String path =
        "byte[] ← java.util.HashMap$Node.value ← java.util.HashMap.table ← shop.Desk.quotes";
    assertThat(leaks(held(path, 0).diagnose()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-old-objects");
          assertThat(finding.title())
              .isEqualTo("shop.Desk.quotes holds byte[] that were made all along and never went");
          assertThat(finding.steps().getLast().text()).isEqualTo("held by " + path);
        });
    assertThat(leaks(held(path, 9 * SECOND).diagnose())).as("only the latest").isEmpty();
    assertThat(leaks(held("byte[] ← java.util.HashMap.table", 0).diagnose())).isEmpty();
  }

  private static Script held(String path, long fromNanos) {
    Script script = new Script(Language.JVM);
    int stack = script.stack("shop.Desk.ask ; shop.Server.serve");
    for (int i = 0; i < 30; i++) {
      long since = fromNanos + i * (10 * SECOND - fromNanos) / 30;
      script.heldSince(since, 10 * SECOND, 1000 + i, 4096, stack, path);
    }
    return script.event(EventKind.LOG, 10 * SECOND, 0, "end");
  }
}
