package dev.cistern.cli;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.Limits;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import dev.cistern.model.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The evidence that a verb is pointed at, as the command line names it. */
final class Sources {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A file of any known format, told by its content; a snapshot; a folder of them; - for"
              + " standard input.")
  private List<String> files = List.of();

  /** Opens everything; what cannot be read is told, and the rest is still shown. */
  Opened open() throws IOException, UnreadableException {
    return open(files);
  }

  static Opened open(List<String> files) throws IOException, UnreadableException {
    Opened opened = new Opened();
    try {
      for (String file : files) {
        opened.add(file);
      }
      return opened;
    } catch (IOException | UnreadableException e) {
      opened.close();
      throw e;
    }
  }

  /** Evidence and the files it reads from. */
  static final class Opened implements Closeable {
    private final List<Input> inputs = new ArrayList<>();
    private final List<Evidence> members = new ArrayList<>();
    private int code = ExitCode.FINE;

    List<Evidence> members() {
      return members;
    }

    Snapshot snapshot() {
      return new Snapshot(Optional.empty(), members);
    }

    /** {@link ExitCode#UNREADABLE} if anything named could not be read. */
    int code() {
      return code;
    }

    private void add(String file) throws IOException, UnreadableException {
      Input input =
          file.equals("-")
              ? Input.spool("standard input", System.in, Limits.inflatedFileBytesMax())
              : Input.of(Path.of(file));
      inputs.add(input);
      members.add(Formats.read(input));
    }

    @Override
    public void close() throws IOException {
      for (Input input : inputs) {
        input.close();
      }
    }
  }
}
