package dev.cistern.format.threaddump;

import dev.cistern.format.LogCase;
import dev.cistern.model.Evidence;
import java.util.List;

/** The two forms for the damage harness. */
public abstract class ThreadDumpCase extends LogCase {
  static final String THREAD =
      """
      "http-exec-%1$d" #%1$d [%1$d] daemon prio=5 os_prio=0 cpu=1.20ms elapsed=4.8s tid=0x00007f6c nid=%1$d waiting on condition  [0x00007f6c]
         java.lang.Thread.State: WAITING (parking)
      \tat jdk.internal.misc.Unsafe.park(java.base@25/Native Method)
      \t- parking to wait for  <0x000000068753e6d0> (a java.util.concurrent.locks.ReentrantLock)
      \tat com.shop.Cart.total(Cart.java:%1$d)

      """;

  private ThreadDumpCase(String text, String record, List<Bomb> bombs) {
    super(new ThreadDumpFormat(), text, record, bombs);
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.profile().orElseThrow().total(0);
  }

  static String text(int threads) {
    StringBuilder text =
        new StringBuilder("2026-11-22 10:00:00\nFull thread dump Some VM (25):\n\n");
    for (int i = 1; i <= threads; i++) {
      text.append(THREAD.formatted(i));
    }
    return text.append("JNI global refs: 12, weak refs: 0\n").toString();
  }

  static String json(int threads) {
    StringBuilder text =
        new StringBuilder(
            """
            {"threadDump": {"processId": "7", "time": "2026-11-22T10:00:00Z",
             "runtimeVersion": "25+36", "threadContainers": [
              {"container": "<root>", "parent": null, "owner": null, "threads": [], "threadCount": "0"},
              {"container": "java.util.concurrent.ThreadPoolExecutor@1b2c", "parent": "<root>",
               "threads": [
            """);
    for (int i = 1; i <= threads; i++) {
      text.append(
          """
              {"tid": "%d", "name": "pool-1-thread-%d", "state": "WAITING",
               "stack": ["java.base\\/java.lang.Object.wait0(Native Method)", "com.shop.Cart.add(Cart.java:%d)"],
               "monitorsOwned": [{"depth": 1, "locks": ["x@1"]}]}%s
          """
              .formatted(i, i, i, i == threads ? "" : ","));
    }
    return text.append("  ], \"threadCount\": \"%d\"}]}}\n".formatted(threads)).toString();
  }

  /** What jstack prints. */
  public static final class Text extends ThreadDumpCase {
    public Text() {
      super(
          text(60),
          "^\"http.*\\n.*State.*\\n\\tat.*\\n.*\\n\\tat.*\\n",
          List.of(
              bomb("many threads", "Full thread dump x:\n", THREAD.formatted(1), 100_000),
              bomb("headers", "", "\"x\" nid=1\n", 2_000_000),
              bomb("frames", "\"x\" nid=1\n", "\tat a.b(C.java:1)\n", 2_000_000),
              bomb("slashes", "\"x\" nid=1\n\tat ", "0x/", 5_000_000)));
    }
  }

  /** What jcmd dumps into a file. */
  public static final class Json extends ThreadDumpCase {
    public Json() {
      super(
          json(60),
          "\\{\"tid\"[^{]*\\{[^}]*\\}\\]\\}",
          List.of(
              bomb("deep", "{\"threadDump\":", "[", 5_000_000),
              bomb("empty", "{\"threadDump\": {\"threads\": [{}", ",{}", 3_000_000)));
    }
  }
}
