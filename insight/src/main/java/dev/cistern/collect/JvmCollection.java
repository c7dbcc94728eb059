package dev.cistern.collect;

import dev.cistern.collect.Jcmd.Answer;
import dev.cistern.collect.http.WallClock;
import dev.cistern.format.snapshot.SnapshotFile;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Manifest.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One collection from a JVM: a recording over the window, and its threads at the end.
 *
 * <p>The recording is bounded by its own duration and has the null device as its destination, so
 * that it ends and leaves no file also where we are killed; the data is asked for before that.
 * Interrupt the thread that runs it to cut the window short.
 */
public final class JvmCollection {
  private static final Duration WATCH = Duration.ofMillis(200);

  /** How much longer than the window the recording may live. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final JvmPlan plan;
  private final CollectProgress progress;
  private final List<String> notes = new ArrayList<>();
  private List<Descriptors> descriptors = List.of();
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Path> files = new LinkedHashMap<>();
  private boolean interrupted;

  public JvmCollection(JvmPlan plan, CollectProgress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Collects into a snapshot file that appears whole or not at all.
   *
   * @throws CollectException where nothing could be had
   * @throws IOException where the file cannot be written
   */
  public Collected run(Path target) throws CollectException, IOException {
    WallClock clock = new WallClock();
    try (WorkFolder work = WorkFolder.make();
        JvmLink jvm = link(work)) {
      String version = jvm.version();
      if (jvm.othersRecord()) {
        notes.add(
            "another recording runs in the target; it is left alone, and its settings add to what"
                + " ours contains");
      }
      long startNanos = clock.nanos();
      jvm.start(plan.window().plus(GRACE));
      long begunNanos = clock.nanos();
      if (plan.remote().isPresent()) {
        watch(jvm, work);
      } else {
        watchCounting(jvm, work);
      }
      recording(jvm, work, begunNanos, clock);
      threads(jvm, work, clock);
      long endNanos = begunNanos + plan.window().toNanos();
      Manifest draft =
          new Manifest(
              1,
              plan.toolVersion(),
              jvm.target(version),
              new Window(startNanos, Math.min(endNanos, clock.nanos())),
              members,
              plan.filters(),
              "a recording of its own; the target's processor time was not measured",
              notes,
              descriptors);
      Manifest written = SnapshotFile.write(target, draft, files);
      return new Collected(target, written, interrupted);
    }
  }

  private JvmLink link(WorkFolder work) throws CollectException {
    return plan.remote().isPresent()
        ? new RemoteJvm(plan.remote().get())
        : new AttachedJvm(plan.pid(), work.path());
  }

  private void watchCounting(JvmLink jvm, WorkFolder work) {
    Duration gap = OpenDescriptors.gapWithin(plan.window());
    try (OpenDescriptors open = OpenDescriptors.of(plan.pid(), gap)) {
      watch(jvm, work);
      descriptors = open.counts();
    }
  }

  private void watch(JvmLink jvm, WorkFolder work) {
    long startNanos = System.nanoTime();
    long windowNanos = plan.window().toNanos();
    try {
      for (long passed = 0; passed < windowNanos; passed = System.nanoTime() - startNanos) {
        if (!jvm.isAlive()) {
          return;
        }
        progress.at(windowNanos - passed, 0.95 * passed / windowNanos, 0, work.bytes());
        Thread.sleep(WATCH);
      }
    } catch (InterruptedException _) {
      interrupted = true;
      notes.add("stopped before the window's end");
    }
  }

  private void recording(JvmLink jvm, WorkFolder work, long begunNanos, WallClock clock)
      throws CollectException, IOException {
    Path file = work.path().resolve("recording.jfr");
    try {
      jvm.stop(file);
    } catch (CollectException e) {
      throw jvm.ended()
          .map(ended ->
              new CollectException(
                  "%s: %s, and its recording with it".formatted(jvm.shown(), ended)))
          .orElse(e);
    }
    add("recording.jfr", "recording", file, begunNanos, clock.nanos());
  }

  private void threads(JvmLink jvm, WorkFolder work, WallClock clock) throws IOException {
    long atNanos = clock.nanos();
    Answer answer;
    try {
      answer = jvm.threads();
    } catch (CollectException e) {
      answer = new Answer(false, String.valueOf(e.getMessage()));
    }
    if (answer.good()) {
      Path file = work.path().resolve("threads.txt");
      Files.writeString(file, answer.text());
      add("threads.txt", "threads", file, atNanos, clock.nanos());
    } else {
      members.add(
          new Member("threads.txt", "threads", Status.FAILED, answer.text(), 0, "", 0, 0, 0, 0));
    }
  }

  private void add(String member, String kind, Path file, long startNanos, long endNanos) {
    files.put(member, file);
    members.add(new Member(member, kind, Status.OK, "", 0, "", startNanos, endNanos, 0, 0));
  }
}
