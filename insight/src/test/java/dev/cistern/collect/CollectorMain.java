package dev.cistern.collect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A collector in a process of its own, to be killed. */
public final class CollectorMain {
  private CollectorMain() {}

  public static void main(String[] args) throws Exception {
    JvmPlan plan =
        new JvmPlan(
            Long.parseLong(args[0]),
            Duration.ofSeconds(Long.parseLong(args[1])),
            List.of(),
            "test");
    new JvmCollection(plan, (left, _, _, _) -> System.out.println(left)).run(Path.of(args[2]));
  }
}
