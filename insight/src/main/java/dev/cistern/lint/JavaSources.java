package dev.cistern.lint;

import dev.cistern.lint.flow.Analyzer;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.front.java.JavaFile;
import dev.cistern.lint.front.java.JavaFolders;
import dev.cistern.lint.front.java.JavaParser;
import dev.cistern.lint.front.java.JavaText;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.IrPrinter;
import dev.cistern.lint.lower.GoProgram.Unparsed;
import dev.cistern.lint.lower.java.JavaFacts;
import dev.cistern.lint.lower.java.JavaProgram;
import dev.cistern.lint.lower.java.JavaSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The Java files under some paths. Those are parsed whose text names something that takes, gives
 * back or opens; then those that name a method and its class that turned out to do so for its
 * caller; and so on until no new one turns up.
 */
final class JavaSources {
  private static final int ROUNDS_MAX = 4;
  private static final int TOGETHER = 32;

  /** How many files are read only because a class of theirs is asked for. */
  private static final int ASKED_MAX = 1_500;

  private final JavaFacts facts;
  private final JavaProgram program;
  private final boolean everything;
  private final Map<String, Analyzer> analyzers = new ConcurrentHashMap<>();
  private final Map<String, Path> waiting = new TreeMap<>();
  private final Set<Unparsed> unparsed = new TreeSet<>();
  private final Set<String> hot = new TreeSet<>();
  private final Map<String, List<Path>> byName = new HashMap<>();
  private Set<String> followed = new HashSet<>();
  private final AtomicInteger asked = new AtomicInteger();
  private int files;

  /**
   * Nothing read yet.
   *
   * @param everything whether files whose text does not concern pools are parsed too
   */
  JavaSources(JavaFacts facts, boolean everything) {
    this.facts = facts;
    this.program = new JavaProgram(facts, facts.knowledge(), new Named());
    this.everything = everything;
  }

  JavaFacts facts() {
    return facts;
  }

  JavaProgram program() {
    return program;
  }

  /** How many files there are, parsed or not. */
  int fileCount() {
    return files;
  }

  synchronized List<Unparsed> unparsed() {
    return List.copyOf(unparsed);
  }

  private synchronized void leave(JavaParser.Left left) {
    unparsed.add(new Unparsed(left.path(), left.line(), left.why()));
  }

  /** Reads what lies under some paths as far as it may concern pools. */
  JavaSeen read(List<Path> paths, boolean tests) throws IOException {
    JavaFolders folders = JavaFolders.under(paths, tests);
    folders.skipped().forEach(this::leave);
    files = folders.files().size();
    for (Path file : folders.files()) {
      waiting.put(file.toString(), file);
      byName.computeIfAbsent(file.getFileName().toString(), _ -> new ArrayList<>()).add(file);
    }
    parse(new Words(words()));
    Set<String> known = new HashSet<>();
    for (int i = 0; i < ROUNDS_MAX; i++) {
      Set<String> wrappers = follow();
      wrappers.removeIf(name -> !known.add(name));
      if (wrappers.isEmpty() || !parse(new Words(wrappers))) {
        break;
      }
      analyzers.clear();
      program.forget();
      followed = new HashSet<>();
    }
    if (everything) {
      parse(null);
    }
    follow();
    List<String> functions = new ArrayList<>();
    hot.forEach(file -> functions.addAll(program.functions(file)));
    return new JavaSeen(program, this::analyzer, functions, facts.poolTypes());
  }

  /** The forms of the methods whose full name ends with this. */
  String explain(List<Path> paths, String function) throws IOException {
    read(paths, true);
    StringBuilder out = new StringBuilder();
    for (String path : program.filePaths()) {
      for (String name : program.functions(path)) {
        boolean asked = name.equals(function) || name.endsWith("." + function);
        Func func = asked ? program.function(name) : null;
        JavaFile file = program.file(path);
        if (func != null && file != null) {
          out.append(IrPrinter.print(func, file::line)).append('\n');
        }
      }
    }
    return out.toString();
  }

  /** What one of must stand in a text: a pool's package, or a call that says by its name. */
  private Collection<String> words() {
    Set<String> words = new TreeSet<>(facts.words());
    words.addAll(facts.knowledge().packages());
    return words;
  }

  /** Parses those of the waiting files that have one of the words; whether there were any. */
  private boolean parse(@Nullable Words words) {
    List<List<Path>> batches = new ArrayList<>();
    List<Path> left = List.copyOf(waiting.values());
    for (int i = 0; i < left.size(); i += TOGETHER) {
      batches.add(left.subList(i, Math.min(left.size(), i + TOGETHER)));
    }
    Map<String, JavaFile> parsed = new ConcurrentHashMap<>();
    Workers.each(batches, batch -> parse(batch, words, parsed));
    // On one thread with a deep stack: trees may be deep.
    Workers.each(
        List.of(parsed),
        all -> {
          for (String path : new TreeSet<>(all.keySet())) {
            waiting.remove(path);
            hot.add(path);
            take(all.get(path));
          }
        });
    return !parsed.isEmpty();
  }

  private void take(@Nullable JavaFile file) {
    if (file != null) {
      try {
        program.add(file);
      } catch (StackOverflowError e) {
        leave(new JavaParser.Left(file.path(), 0, "nested too deep"));
      }
      file.errors().stream()
          .limit(3)
          .forEach(e -> leave(new JavaParser.Left(file.path(), e.line(), e.message())));
    }
  }

  /** Reads a class that is asked for by its name. */
  private final class Named implements JavaProgram.Source {
    @Override
    public boolean has(String type) {
      return asked.get() < ASKED_MAX && find(type) != null;
    }

    private @Nullable Path find(String type) {
      String simple = type.substring(type.lastIndexOf('.') + 1) + ".java";
      String whole = type.replace('.', '/') + ".java";
      for (Path file : byName.getOrDefault(simple, List.of())) {
        if (file.endsWith(whole)) {
          return file;
        }
      }
      return null;
    }

    @Override
    public @Nullable JavaFile read(String type) {
      Path file = find(type);
      if (file == null || asked.incrementAndGet() > ASKED_MAX) {
        return null;
      }
      Map<String, JavaFile> parsed = new HashMap<>();
      parse(List.of(file), null, parsed);
      return parsed.get(file.toString());
    }
  }

  private void parse(List<Path> batch, @Nullable Words words, Map<String, JavaFile> parsed) {
    List<JavaText> texts = new ArrayList<>();
    for (Path file : batch) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        if (words == null || words.in(bytes)) {
          JavaText text = JavaText.of(file.toString(), bytes);
          if (text.latin()) {
            leave(new JavaParser.Left(text.path(), 0, "is not UTF-8: read as ISO 8859-1"));
          }
          texts.add(text);
        }
      } catch (IOException e) {
        leave(new JavaParser.Left(file.toString(), 0, "cannot be read"));
      }
    }
    new JavaParser(this::leave).parse(texts).forEach(file -> parsed.put(file.path(), file));
  }

  /** The analyzer of a package. */
  private Analyzer analyzer(String path) {
    return analyzers.computeIfAbsent(
        path, p -> new Analyzer(program, facts.knowledge(), this::isHot, p));
  }

  private boolean isHot(String function) {
    return hot.contains(program.fileOf(function));
  }

  /** Follows what was not followed yet; gives the classes whose methods take or give back. */
  private Set<String> follow() {
    Map<String, List<String>> byPackage = new TreeMap<>();
    for (String file : hot) {
      for (String function : program.functions(file)) {
        if (followed.add(function)) {
          byPackage.computeIfAbsent(program.path(function), _ -> new ArrayList<>()).add(function);
        }
      }
    }
    Set<String> wrappers = ConcurrentHashMap.newKeySet();
    Workers.each(
        List.copyOf(byPackage.entrySet()),
        entry -> {
          Analyzer analyzer = analyzer(entry.getKey());
          for (String function : entry.getValue()) {
            Summary summary = analyzer.summary(function);
            if (summary.returnsFresh() || summary.releasesAny()) {
              String owner = function.substring(0, function.lastIndexOf('.'));
              wrappers.add(owner.substring(owner.lastIndexOf('.') + 1).replaceAll(".*\\$", ""));
            }
          }
        });
    wrappers.removeIf(name -> name.length() < 3 || Character.isDigit(name.charAt(0)));
    return wrappers;
  }
}
