package dev.cistern.collect;

import dev.cistern.collect.http.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A collector in a process of its own, to be killed: of a process id or an address. */
public final class CollectorMain {
  private CollectorMain() {}

  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[1]);
    CollectProgress progress = (left, _, _, _) -> System.out.println(left);
    try {
      if (Address.looksLike(args[0])) {
        new GoCollection(Plans.seconds(seconds, args[0]), progress).run(Path.of(args[2]));
      } else {
        JvmPlan plan =
            JvmPlan.of(Long.parseLong(args[0]), Duration.ofSeconds(seconds), List.of(), "test");
        new JvmCollection(plan, progress).run(Path.of(args[2]));
      }
    } catch (CollectException | IOException e) {
      System.out.println("refused: " + e.getMessage());
      System.exit(3);
    }
  }
}
