package dev.cistern.lint.fix;

import dev.cistern.lint.front.go.GoParser;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.java.JavaFile;
import dev.cistern.lint.front.java.JavaParser;
import dev.cistern.lint.front.java.JavaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The files that mends are made in, as they were read and as they stand by now. */
final class Texts {
  private final Function<String, Path> places;
  private final Map<String, Text> texts = new TreeMap<>();
  private final Map<String, GoFile> trees = new HashMap<>();
  private final GoParser parser = new GoParser();

  /** A file's bytes; those of one that is not to be changed are empty. */
  private record Text(byte[] before, byte[] now) {}

  /**
   * No file read yet.
   *
   * @param places gives the file that a finding names
   */
  Texts(Function<String, Path> places) {
    this.places = places;
  }

  private Text text(String path) {
    return texts.computeIfAbsent(path, this::read);
  }

  private Text read(String path) {
    Path file = places.apply(path);
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] taken = Trial.isPlain(file, bytes) ? bytes : new byte[0];
      return new Text(taken, taken);
    } catch (IOException _) {
      return new Text(new byte[0], new byte[0]); // it went away meanwhile
    }
  }

  byte[] now(String path) {
    return text(path).now();
  }

  void change(String path, byte[] content) {
    texts.put(path, new Text(text(path).before(), content));
    trees.remove(path);
  }

  /** The tree of a file as it stands; empty where it is not to be changed. */
  Optional<GoFile> tree(String path) {
    byte[] now = now(path);
    return now.length == 0
        ? Optional.empty()
        : Optional.of(trees.computeIfAbsent(path, one -> parser.parse(one, now)));
  }

  /** The tree of a Java file as it stands; empty where it is not to be changed. */
  Optional<JavaFile> java(String path) {
    JavaText text = JavaText.of(path, now(path));
    if (text.text().isEmpty() || text.latin()) {
      return Optional.empty();
    }
    return new JavaParser(_ -> {}).parse(List.of(text)).stream().findFirst();
  }

  /** What has changed since it was read. */
  List<Fixer.Change> changes() {
    List<Fixer.Change> changes = new ArrayList<>();
    texts.forEach((path, text) -> {
      if (!Arrays.equals(text.before(), text.now())) {
        changes.add(new Fixer.Change(places.apply(path), path, text.before(), text.now()));
      }
    });
    return changes;
  }
}
