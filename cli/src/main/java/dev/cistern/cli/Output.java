package dev.cistern.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where a verb's result goes: standard output, or a file that appears whole or not at all.
 *
 * <p>A file is written beside its place under a temporary name and moved there by {@link #commit};
 * so an output that cannot be written is told before the work starts, and an interrupted run leaves
 * nothing.
 */
final class Output implements Closeable {
  /** The output cannot be written; the message names it and why. */
  static final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1;

    UnwritableException(Path file, String why) {
      super(file + ": cannot be written: " + why);
    }
  }

  private final OutputStream stream;
  private final Optional<Path> target;
  private final Optional<Path> temporary;
  private final Thread cleaner = new Thread(this::deleteTemporary);

  private Output(OutputStream stream, Optional<Path> target, Optional<Path> temporary) {
    this.stream = stream;
    this.target = target;
    this.temporary = temporary;
    if (temporary.isPresent()) {
      Runtime.getRuntime().addShutdownHook(cleaner);
    }
  }

  /** Opens the file, or standard output where there is none or it is {@code -}. */
  static Output open(Optional<Path> file) throws UnwritableException {
    if (file.isEmpty() || file.get().toString().equals("-")) {
      return new Output(
          new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
          Optional.empty(),
          Optional.empty());
    }
    Path target = file.get();
    Path folder = checkFile(target);
    if (Files.exists(target) && !Files.isRegularFile(target)) { // a pipe or device: as it comes
      try {
        return new Output(Files.newOutputStream(target), Optional.empty(), Optional.empty());
      } catch (IOException e) {
        throw new UnwritableException(target, String.valueOf(e.getMessage()));
      }
    }
    try {
      // Not a temporary file by the library's own maker: a report gets what other new files get.
      String name =
          "." + target.getFileName() + "-" + Long.toHexString(System.nanoTime()) + ".part";
      Path temporary = folder.resolve(name);
      OutputStream stream =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              1 << 16);
      return new Output(stream, Optional.of(target), Optional.of(temporary));
    } catch (IOException e) {
      throw new UnwritableException(target, "no file can be made in " + folder);
    }
  }

  /** Refuses a file that cannot be written, before the work starts; returns its folder. */
  static Path checkFile(Path target) throws UnwritableException {
    if (Files.isDirectory(target)) {
      throw new UnwritableException(target, "it is a directory");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new UnwritableException(target, "permission denied");
    }
    Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
    if (!Files.isDirectory(folder)) {
      throw new UnwritableException(target, folder + " is not a directory");
    }
    return folder;
  }

  OutputStream stream() {
    return stream;
  }

  /** Text, in UTF-8 in a file and for machines, else in the terminal's own encoding. */
  Writer writer(boolean forTerminal) {
    Charset charset =
        forTerminal && target.isEmpty()
            ? Charset.forName(
                System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8)
            : StandardCharsets.UTF_8;
    return new BufferedWriter(new OutputStreamWriter(stream, charset), 1 << 14);
  }

  /** Puts the file in its place; whoever does not come here leaves none. */
  void commit() throws IOException {
    stream.flush();
    if (temporary.isEmpty()) {
      return;
    }
    stream.close();
    Path from = temporary.get();
    Path to = target.orElseThrow();
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UnwritableException(to, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary.isPresent()) {
      stream.close();
      deleteTemporary();
      try {
        Runtime.getRuntime().removeShutdownHook(cleaner);
      } catch (IllegalStateException e) {
        return; // the hook runs already
      }
    }
  }

  private void deleteTemporary() {
    try {
      Files.deleteIfExists(temporary.orElseThrow());
    } catch (IOException e) {
      System.err.println(
          "cistern: " + temporary.orElseThrow() + ": left behind: " + e.getMessage());
    }
  }
}
