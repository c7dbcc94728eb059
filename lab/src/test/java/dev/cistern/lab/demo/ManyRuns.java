package dev.cistern.lab.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Records many plans, two at a time, and keeps of each recording only what a judge says of it. */
final class ManyRuns {
  private static final int AT_ONCE = 2;

  private ManyRuns() {}

  /** What the judge says of each plan's recording, in the order of the plans. */
  static <V> List<V> judged(List<DemoPlan> plans, Path folder, Judge<V> judge) throws Exception {
    List<Callable<V>> runs = new ArrayList<>();
    for (DemoPlan plan : plans) {
      Path file = folder.resolve("run-" + runs.size() + ".jfr");
      runs.add(() -> {
        DemoRun.record(plan, file, (_, _) -> {});
        V verdict = judge.verdict(file);
        Files.delete(file);
        return verdict;
      });
    }
    List<V> verdicts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<V> run : threads.invokeAll(runs)) {
        verdicts.add(run.get());
      }
    }
    return verdicts;
  }

  /** Says something of a recording. */
  @FunctionalInterface
  interface Judge<V> {
    V verdict(Path recording) throws Exception;
  }
}
