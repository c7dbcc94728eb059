package dev.cistern.format.threaddump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.damage.DamageCase;
import dev.cistern.damage.DamageHarness;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.house.Tools;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Frame;
import dev.cistern.model.RuntimeState.TaskGroup;
import dev.cistern.model.Stacks;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadDumpTest {
  @TempDir Path folder;

  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("dump", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Frame leaf(Evidence evidence, TaskGroup group) {
    Stacks stacks = evidence.state().orElseThrow().stacks();
    return stacks.resolve(stacks.frameAt(group.stack(), 0));
  }

  @Test
  void threads_of_one_pool_at_one_stack_are_one_group() throws Exception {
    String thread = ThreadDumpCase.THREAD;
    Evidence evidence =
        read(
            "Full thread dump Some VM (25):\n"
                + thread.formatted(1)
                + thread.formatted(1).replace("exec-1", "exec-22")
                + "\"G1 Main Marker\" os_prio=0 cpu=0.1ms elapsed=4.8s tid=0x01 nid=9 runnable\n");
    List<TaskGroup> tasks = evidence.state().orElseThrow().tasks();
    assertThat(tasks).extracting(TaskGroup::state).containsExactly("WAITING (parking)", "VM");
    assertThat(tasks).extracting(TaskGroup::count).containsExactly(2L, 1L);
    assertThat(leaf(evidence, tasks.getFirst()))
        .extracting(Frame::function, Frame::module)
        .containsExactly("jdk.internal.misc.Unsafe.park", "java.base");
    assertThat(evidence.facts().read().detail()).isEqualTo(new Facts.OfState(3, 0));
    assertThat(evidence.profile().orElseThrow().labels().get(1))
        .extracting("key", "text")
        .contains(org.assertj.core.api.Assertions.tuple("pool", "http-exec-#"));
  }

  @Test
  void of_several_dumps_in_one_file_the_last_counts() throws Exception {
    Evidence evidence = read(ThreadDumpCase.text(5) + ThreadDumpCase.text(3));
    assertThat(evidence.profile().orElseThrow().total(0)).isEqualTo(3);
    assertThat(evidence.state().orElseThrow().properties()).containsEntry("dumps", "the last of 2");
  }

  @Test
  void of_a_dump_cut_off_before_its_first_thread_the_one_before_counts() throws Exception {
    Evidence evidence = read(ThreadDumpCase.text(5) + "Full thread dump Some VM (25):\n\n");
    assertThat(evidence.profile().orElseThrow().total(0)).isEqualTo(5);
  }

  @Test
  void several_dumps_in_one_file_are_a_series() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int dump = 1; dump <= 12; dump++) {
      text.append("2026-01-01 12:00:00\n").append(ThreadDumpCase.text(10 + 3 * dump)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("all.txt"), text);

    try (EvidenceLoader loader =
        EvidenceLoader.loadSeries(List.of(file.toString()), InputStream.nullInputStream())) {
      List<Evidence> dumps = loader.snapshot().members();
      assertThat(dumps).hasSize(12);
      assertThat(dumps.get(4).name()).isEqualTo(file + " dump 5");
      assertThat(dumps.get(4).profile().orElseThrow().total(0)).isEqualTo(25);
      assertThat(dumps.getLast().state().orElseThrow().properties()).doesNotContainKey("dumps");
    }
  }

  @Test
  void the_container_of_a_thread_is_who_started_it() throws Exception {
    Evidence evidence = read(ThreadDumpCase.json(2));
    assertThat(evidence.damage()).isEmpty();
    assertThat(evidence.state().orElseThrow().tasks())
        .extracting(TaskGroup::createdBy)
        .containsOnly("java.util.concurrent.ThreadPoolExecutor");
    assertThat(evidence.facts().read().startTime()).contains(Instant.parse("2026-11-22T10:00:00Z"));
  }

  @Test
  void a_dump_cut_in_a_stack_gives_what_is_there_and_says_so() throws Exception {
    String text = ThreadDumpCase.text(3);
    Evidence evidence = read(text.substring(0, text.lastIndexOf("Cart.total")));
    assertThat(evidence.profile().orElseThrow().total(0)).isEqualTo(3);
    assertThat(evidence.damage()).hasSize(1);
    String json = ThreadDumpCase.json(3);
    Evidence other = read(json.substring(0, json.lastIndexOf("Cart.add")));
    assertThat(other.profile().orElseThrow().total(0)).isEqualTo(2);
    assertThat(other.damage()).hasSize(1);
  }

  @Test
  void frames_are_taken_apart() {
    assertThat(JavaFrame.of("java.base/java.lang.Thread.sleep(Thread.java:540)"))
        .isEqualTo(new JavaFrame("java.lang.Thread.sleep", "Thread.java", 540, "java.base"));
    assertThat(JavaFrame.of("java.lang.Thread.sleep(java.base@25.0.3/Thread.java:509)"))
        .isEqualTo(new JavaFrame("java.lang.Thread.sleep", "Thread.java", 509, "java.base"));
    assertThat(JavaFrame.of("T.main(T.java:2)"))
        .isEqualTo(new JavaFrame("T.main", "T.java", 2, ""));
    assertThat(JavaFrame.of("app//com.shop.Cart.add(Native Method)"))
        .isEqualTo(new JavaFrame("com.shop.Cart.add", "", 0, ""));
    assertThat(JavaFrame.of("a.LambdaForm$MH/0x00450.invoke(java.base@25/LambdaForm$MH)"))
        .isEqualTo(new JavaFrame("a.LambdaForm$MH/0x00450.invoke", "", 0, "java.base"));
  }

  @Test
  void the_dumps_of_this_jvm_are_read() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> waiting = List.of(waiting("shop-worker-1", end), waiting("shop-worker-2", end));
    try {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      String pid = Long.toString(ProcessHandle.current().pid());
      Tools.Output text = run(jcmd, pid, "Thread.print");
      run(jcmd, pid, "Thread.dump_to_file", "-format=json", folder.resolve("dump.json").toString());
      run(jcmd, pid, "Thread.dump_to_file", folder.resolve("dump.txt").toString());
      assertThat(workers(read(text.out()))).isEqualTo(2);
      for (String file : List.of("dump.json", "dump.txt")) {
        try (Input input = Input.of(folder.resolve(file))) {
          assertThat(workers(Formats.read(input))).as(file).isEqualTo(2);
        }
      }
    } finally {
      end.countDown();
      for (Thread thread : waiting) {
        thread.join();
      }
    }
  }

  private static Thread waiting(String name, CountDownLatch end) {
    return Thread.ofPlatform()
        .name(name)
        .start(() -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Tools.Output run(Path jcmd, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(jcmd.toString()));
    command.addAll(List.of(arguments));
    Tools.Output output = Tools.run(folder, Duration.ofSeconds(60), command);
    assertThat(output.exit()).as(output.err()).isZero();
    return output;
  }

  /** How many threads wait in this test's latch. */
  private static long workers(Evidence evidence) {
    Stacks stacks = evidence.state().orElseThrow().stacks();
    return evidence.state().orElseThrow().tasks().stream()
        .filter(group -> group.state().startsWith("WAITING"))
        .filter(group -> {
          for (int i = 0; i < stacks.depth(group.stack()); i++) {
            if (stacks.function(stacks.frameAt(group.stack(), i)).contains("ThreadDumpTest.")) {
              return true;
            }
          }
          return false;
        })
        .mapToLong(TaskGroup::count)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(classes = {ThreadDumpCase.Text.class, ThreadDumpCase.Json.class})
  void damage_is_survived(Class<? extends DamageCase> which) {
    DamageHarness.survives(which);
  }
}
