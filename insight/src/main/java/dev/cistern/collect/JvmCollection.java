package dev.cistern.collect;

import dev.cistern.collect.Jcmd.Answer;
import dev.cistern.collect.http.WallClock;
import dev.cistern.format.snapshot.SnapshotFile;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.Manifest.Target;
import dev.cistern.model.Manifest.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One collection from a JVM of this machine: a recording over the window, and its threads at the
 * end.
 *
 * <p>The recording is bounded by its own duration and has the null device as its destination, so
 * that it ends and leaves no file also where we are killed; the data is asked for before that.
 * Interrupt the thread that runs it to cut the window short.
 */
public final class JvmCollection {
  private static final Duration WATCH = Duration.ofMillis(200);

  /** How much longer than the window the recording may live. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private static final String NOWHERE = "/dev/null";

  private final JvmPlan plan;
  private final CollectProgress progress;
  private final String name = "cistern-" + UUID.randomUUID();
  private final List<String> notes = new ArrayList<>();
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
    Jcmd jcmd = new Jcmd(plan.pid());
    try (WorkFolder work = WorkFolder.make()) {
      String version = version(jcmd, work.path());
      noteOthers(jcmd, work.path());
      long startNanos = clock.nanos();
      start(jcmd, work.path());
      long begunNanos = clock.nanos();
      watch(work);
      recording(jcmd, work, begunNanos, clock);
      threads(jcmd, work, clock);
      long endNanos = begunNanos + plan.window().toNanos();
      Manifest draft =
          new Manifest(
              1,
              plan.toolVersion(),
              new Target("jvm", "", plan.pid(), "jvm", version),
              new Window(startNanos, Math.min(endNanos, clock.nanos())),
              members,
              plan.filters(),
              "a recording of its own; the target's processor time was not measured",
              notes);
      Manifest written = SnapshotFile.write(target, draft, files);
      return new Collected(target, written, interrupted);
    }
  }

  /** Whether there is a JVM that lets us attach. */
  private String version(Jcmd jcmd, Path work) throws CollectException, IOException {
    if (ProcessHandle.of(plan.pid()).isEmpty()) {
      throw new CollectException("%d: no process has this id".formatted(plan.pid()));
    }
    Answer answer = jcmd.run(work, List.of("VM.version"));
    if (!answer.good()) {
      throw new CollectException(
          "%d: cannot be attached to (a JVM of the same user is wanted): %s"
              .formatted(plan.pid(), answer.text()));
    }
    return answer
        .text()
        .lines()
        .filter(line -> line.startsWith("JDK "))
        .findFirst()
        .map(line -> line.substring(4).strip())
        .orElse("");
  }

  private void noteOthers(Jcmd jcmd, Path work) throws IOException {
    Answer answer = jcmd.run(work, List.of("JFR.check"));
    if (answer.good() && answer.text().contains("(running)")) {
      notes.add(
          "another recording runs in the target; it is left alone, and its settings add to what"
              + " ours contains");
    }
  }

  private void start(Jcmd jcmd, Path work) throws CollectException, IOException {
    List<String> words = new ArrayList<>();
    words.add("JFR.start");
    words.add("name=" + name);
    words.add("duration=%ds".formatted(plan.window().plus(GRACE).toSeconds()));
    words.add("filename=" + NOWHERE);
    words.addAll(RecordingSettings.words());
    Answer answer = jcmd.run(work, words);
    if (!answer.good() || !answer.text().contains("Started recording")) {
      throw new CollectException(
          "%d: no recording could be started: %s".formatted(plan.pid(), answer.text().strip()));
    }
  }

  private void watch(WorkFolder work) {
    long startNanos = System.nanoTime();
    long windowNanos = plan.window().toNanos();
    try {
      for (long passed = 0; passed < windowNanos; passed = System.nanoTime() - startNanos) {
        if (ProcessHandle.of(plan.pid()).isEmpty()) {
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

  private void recording(Jcmd jcmd, WorkFolder work, long begunNanos, WallClock clock)
      throws CollectException, IOException {
    Path file = work.path().resolve("recording.jfr");
    Path written = asTargetWrites(file);
    Answer answer =
        jcmd.run(work.path(), List.of("JFR.stop", "name=" + name, "filename=" + written));
    if (!answer.good() || !answer.text().contains("written to")) {
      boolean gone = ProcessHandle.of(plan.pid()).isEmpty();
      throw new CollectException(
          gone
              ? "%d: the process ended within the window, and its recording with it"
                  .formatted(plan.pid())
              : "%d: the recording could not be had: %s"
                  .formatted(plan.pid(), answer.text().strip()));
    }
    if (!written.equals(file)) {
      Path seen = seenFromHere(written);
      Files.copy(seen, file, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(seen);
    }
    add("recording.jfr", "recording", file, begunNanos, clock.nanos());
  }

  private void threads(Jcmd jcmd, WorkFolder work, WallClock clock) throws IOException {
    long atNanos = clock.nanos();
    Answer answer = jcmd.run(work.path(), List.of("Thread.print", "-l"));
    if (answer.good()) {
      Path file = work.path().resolve("threads.txt");
      int first = answer.text().indexOf('\n') + 1; // the process id that jcmd prints
      Files.writeString(file, answer.text().substring(first));
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

  /**
   * Where the target is to write: into our folder where it is our user's and sees our files, else
   * to its own temporary folder, from where it is taken at once.
   */
  private Path asTargetWrites(Path file) {
    Optional<String> user = ProcessHandle.of(plan.pid()).flatMap(process -> process.info().user());
    boolean same = user.equals(ProcessHandle.current().info().user());
    return same && sameFiles() ? file : Path.of("/tmp", name + ".jfr");
  }

  private boolean sameFiles() {
    try {
      Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt"));
      return ours.equals(Files.readSymbolicLink(Path.of("/proc/" + plan.pid() + "/ns/mnt")));
    } catch (IOException | UnsupportedOperationException _) {
      return true; // no such thing here
    }
  }

  private Path seenFromHere(Path written) {
    return sameFiles() ? written : Path.of("/proc/" + plan.pid() + "/root" + written);
  }
}
