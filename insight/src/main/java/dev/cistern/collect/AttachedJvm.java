package dev.cistern.collect;

import dev.cistern.collect.Jcmd.Answer;
import dev.cistern.model.Manifest.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A JVM of this machine and user, by its process id. */
final class AttachedJvm implements JvmLink {
  private static final String NOWHERE = "/dev/null";

  private final long pid;
  private final Path work;
  private final Jcmd jcmd;
  private final String name = "cistern-" + UUID.randomUUID();

  /**
   * Nothing is asked yet.
   *
   * @param work where files may lie for a moment
   */
  AttachedJvm(long pid, Path work) throws CollectException {
    this.pid = pid;
    this.work = work;
    this.jcmd = new Jcmd(pid);
  }

  @Override
  public String shown() {
    return Long.toString(pid);
  }

  @Override
  public Target target(String version) {
    return new Target("jvm", "", pid, "jvm", version);
  }

  @Override
  public String version() throws CollectException, IOException {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new CollectException("%d: no process has this id".formatted(pid));
    }
    Answer answer = jcmd.run(work, List.of("VM.version"));
    if (!answer.good()) {
      throw new CollectException(
          "%d: cannot be attached to (a JVM of the same user is wanted): %s"
              .formatted(pid, answer.text()));
    }
    return answer
        .text()
        .lines()
        .filter(line -> line.startsWith("JDK "))
        .findFirst()
        .map(line -> line.substring(4).strip())
        .orElse("");
  }

  @Override
  public boolean othersRecord() throws IOException {
    Answer answer = jcmd.run(work, List.of("JFR.check"));
    return answer.good() && answer.text().contains("(running)");
  }

  @Override
  public void start(Duration length) throws CollectException, IOException {
    List<String> words = new ArrayList<>();
    words.add("JFR.start");
    words.add("name=" + name);
    words.add("duration=%ds".formatted(length.toSeconds()));
    words.add("filename=" + NOWHERE);
    words.addAll(RecordingSettings.words());
    Answer answer = jcmd.run(work, words);
    if (!answer.good() || !answer.text().contains("Started recording")) {
      throw new CollectException(
          "%d: no recording could be started: %s".formatted(pid, answer.text().strip()));
    }
  }

  @Override
  public boolean isAlive() {
    return ProcessHandle.of(pid).isPresent();
  }

  @Override
  public Optional<String> ended() {
    return isAlive() ? Optional.empty() : Optional.of("the process ended within the window");
  }

  @Override
  public void stop(Path file) throws CollectException, IOException {
    Path written = asTargetWrites(file);
    Answer answer = jcmd.run(work, List.of("JFR.stop", "name=" + name, "filename=" + written));
    if (!answer.good() || !answer.text().contains("written to")) {
      throw new CollectException(
          "%d: the recording could not be had: %s".formatted(pid, answer.text().strip()));
    }
    if (!written.equals(file)) {
      Path seen = seenFromHere(written);
      Files.copy(seen, file, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(seen);
    }
  }

  @Override
  public Answer threads() throws IOException {
    Answer answer = jcmd.run(work, List.of("Thread.print"));
    int first = answer.text().indexOf('\n') + 1; // the process id that jcmd prints
    return answer.good() ? new Answer(true, answer.text().substring(first)) : answer;
  }

  @Override
  public void close() {
    // jcmd has let go already
  }

  /**
   * Where the target is to write: into our folder where it is our user's and sees our files, else
   * to its own temporary folder, from where it is taken at once.
   */
  private Path asTargetWrites(Path file) {
    Optional<String> user = ProcessHandle.of(pid).flatMap(process -> process.info().user());
    boolean same = user.equals(ProcessHandle.current().info().user());
    return same && sameFiles() ? file : Path.of("/tmp", name + ".jfr");
  }

  private boolean sameFiles() {
    try {
      Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt"));
      return ours.equals(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt")));
    } catch (IOException | UnsupportedOperationException _) {
      return true; // no such thing here
    }
  }

  private Path seenFromHere(Path written) {
    return sameFiles() ? written : Path.of("/proc/" + pid + "/root" + written);
  }
}
