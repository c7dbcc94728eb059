package dev.cistern.format;

import dev.cistern.format.Format.Claim;
import dev.cistern.format.snapshot.OpenSnapshot;
import dev.cistern.format.snapshot.SnapshotFile;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Target;
import dev.cistern.model.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads whatever a user names: a file of any format, a snapshot, a directory with evidence in it,
 * or {@code -} for standard input. Close it after the last scan of a timeline.
 */
public final class EvidenceLoader implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";
  private static final int DEPTH_MAX = 8;
  private static final int FILES_MAX = 20_000;
  private static final int MEMBERS_MAX = 1_000;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Evidence> members = new ArrayList<>();
  private final List<Damage> damage = new ArrayList<>();
  private final boolean series;
  private final List<Evidence> totals = new ArrayList<>();
  private final Map<Target, List<Descriptors>> descriptors = new LinkedHashMap<>();
  private Optional<Manifest> manifest = Optional.empty();

  private EvidenceLoader(boolean series) {
    this.series = series;
  }

  /**
   * Reads one argument.
   *
   * @param standardInput read to its end if the argument is {@code -}
   * @throws UnreadableException if there is no evidence at all, in one sentence
   */
  public static EvidenceLoader load(String argument, InputStream standardInput)
      throws IOException, UnreadableException {
    return load(List.of(argument), standardInput);
  }

  /** Reads several arguments into one snapshot; each must hold some evidence. */
  public static EvidenceLoader load(List<String> arguments, InputStream standardInput)
      throws IOException, UnreadableException {
    return load(arguments, standardInput, false);
  }

  /** As {@link #load}, with each of several dumps in one file as evidence of its own. */
  public static EvidenceLoader loadSeries(List<String> arguments, InputStream standardInput)
      throws IOException, UnreadableException {
    return load(arguments, standardInput, true);
  }

  private static EvidenceLoader load(
      List<String> arguments, InputStream standardInput, boolean series)
      throws IOException, UnreadableException {
    EvidenceLoader loader = new EvidenceLoader(series);
    boolean done = false;
    try {
      for (String argument : arguments) {
        loader.add(argument, standardInput);
      }
      if (arguments.size() > 1) {
        loader.manifest = Optional.empty(); // it speaks of one argument only
      }
      done = true;
      return loader;
    } finally {
      if (!done) {
        loader.close();
      }
    }
  }

  /** Reads a file under another name than its own. */
  public static EvidenceLoader load(Path file, String name)
      throws IOException, UnreadableException {
    EvidenceLoader loader = new EvidenceLoader(false);
    boolean done = false;
    try {
      loader.add(Input.of(name, file), name);
      done = true;
      return loader;
    } finally {
      if (!done) {
        loader.close();
      }
    }
  }

  /** What was read; a manifest only where the argument is a snapshot file. */
  public Snapshot snapshot() {
    return new Snapshot(
        manifest,
        List.copyOf(members),
        List.copyOf(damage),
        List.copyOf(totals),
        Collections.unmodifiableMap(descriptors));
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("an input closes or fails with an IOException", e);
      }
    }
  }

  private void add(String argument, InputStream standardInput)
      throws IOException, UnreadableException {
    if (argument.equals(STANDARD_INPUT)) {
      add(
          Input.spool("standard input", standardInput, Limits.inflatedFileBytesMax()),
          "standard input");
      return;
    }
    Path path;
    try {
      path = Path.of(argument);
    } catch (InvalidPathException e) {
      throw new UnreadableException(argument, 0, "a file name", "a text that cannot be one");
    }
    if (Files.isDirectory(path)) {
      addDirectory(path);
    } else if (!Files.exists(path)) {
      throw new NoSuchFileException(argument);
    } else if (!Files.isReadable(path)) {
      throw new AccessDeniedException(argument);
    } else {
      add(Input.of(path), argument);
    }
  }

  private void add(Input input, String name) throws IOException, UnreadableException {
    open.add(input);
    if (SnapshotFile.isZip(input.head())) {
      addSnapshot(input, name);
    } else {
      List<Evidence> read = series ? Formats.readSeries(input) : List.of(Formats.read(input));
      members.addAll(read);
      read.forEach(evidence -> damage.addAll(evidence.damage()));
    }
  }

  private void addSnapshot(Input input, String name) throws IOException, UnreadableException {
    OpenSnapshot snapshot = SnapshotFile.read(input);
    open.add(snapshot);
    Snapshot held = snapshot.snapshot();
    if (held.members().isEmpty() && held.series().isEmpty()) {
      throw held.damage().isEmpty()
          ? new UnreadableException(name, 0, "evidence", "a snapshot without members")
          : new UnreadableException(held.damage().getFirst());
    }
    manifest = held.manifest();
    held.descriptors()
        .forEach((target, counts) ->
            descriptors.computeIfAbsent(target, _ -> new ArrayList<>()).addAll(counts));
    members.addAll(held.members());
    totals.addAll(held.series());
    damage.addAll(held.damage());
  }

  /** Takes what is evidence by its content; what only might be is tried and left out silently. */
  private void addDirectory(Path directory) throws IOException, UnreadableException {
    int before = members.size();
    List<Path> files = filesBelow(directory);
    if (files.size() > FILES_MAX) {
      damage.add(
          new Damage(
              directory.toString(), 0, "at most %d files".formatted(FILES_MAX), "more files"));
    }
    for (Path file : files.subList(0, Math.min(FILES_MAX, files.size()))) {
      if (members.size() - before >= MEMBERS_MAX) {
        damage.add(
            new Damage(
                directory.toString(),
                0,
                "at most %d files of evidence".formatted(MEMBERS_MAX),
                "more"));
        break;
      }
      addFound(file);
    }
    manifest = Optional.empty();
    if (members.size() == before) {
      throw new UnreadableException(
          directory.toString(),
          0,
          "evidence in the directory",
          "none in its %d files".formatted(files.size()));
    }
  }

  /** Regular files in no hidden folder, sorted; folders that may not be read are left out. */
  private static List<Path> filesBelow(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    FolderFiles.walk(
        directory,
        DEPTH_MAX,
        (file, _) -> {
          files.add(file);
          return files.size() <= FILES_MAX;
        });
    Collections.sort(files);
    return files;
  }

  private void addFound(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) == 0) {
      return;
    }
    Input input = Input.of(file);
    Head head = input.head();
    boolean sure =
        SnapshotFile.isSnapshot(head)
            || Formats.of(head).map(format -> format.claims(head) == Claim.YES).orElse(false);
    if (!sure && (SnapshotFile.isZip(head) || Formats.of(head).isEmpty())) {
      return;
    }
    try {
      add(input, file.toString());
    } catch (UnreadableException e) {
      if (sure) {
        damage.add(e.damage());
      }
    }
  }
}
