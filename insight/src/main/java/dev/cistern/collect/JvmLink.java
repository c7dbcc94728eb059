package dev.cistern.collect;

import dev.cistern.collect.Jcmd.Answer;
import dev.cistern.model.Manifest.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How a JVM is reached: attached to on this machine, or over JMX. One recording is ours. */
interface JvmLink extends AutoCloseable {
  /** The target as a message names it. */
  String shown();

  /** The JVM's version; the first thing that is asked. */
  String version() throws CollectException, IOException;

  /** The target as the manifest names it. */
  Target target(String version);

  /** Whether another recording runs in it. */
  boolean othersRecord() throws CollectException, IOException;

  /** Starts our recording, which ends by itself after this length and then leaves no file. */
  void start(Duration length) throws CollectException, IOException;

  /** Whether the process that our recording runs in is still there, as far as is known. */
  boolean isAlive();

  /** What became of that process, where it has ended. */
  Optional<String> ended();

  /** Ends our recording and takes it into a file. */
  void stop(Path file) throws CollectException, IOException;

  /**
   * Every thread with its stack, as {@code jcmd Thread.print} prints them. Not with {@code -l}: to
   * find who owns which lock of {@code java.util.concurrent}, the JVM stops all threads and walks
   * its whole heap, which takes seconds where that is large.
   */
  Answer threads() throws CollectException, IOException;

  @Override
  void close();
}
