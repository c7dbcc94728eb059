package dev.cistern.lab.demo;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The flash-sale service under other names: its package, classes and methods renamed by a seed in
 * the source, then compiled, so that nothing in a recording tells it from a stranger's program.
 *
 * @param program what to start
 * @param newNames what each declared name became
 */
record Disguise(ServiceProgram program, Map<String, String> newNames) {
  static final String PACKAGE = "dev.cistern.lab.flashsale";
  private static final String MAIN = "Main";
  private static final String PACKAGE_FILE = "package-info.java";
  private static final Pattern TEXT_OR_NAME =
      Pattern.compile(
          "\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\[^\\n]{1,5}?)'|[A-Za-z_]\\w*");
  private static final String[] SYLLABLES = {
    "ba", "co", "du", "fe", "gi", "ho", "ku", "la", "me", "ni", "po", "qua", "ri", "so", "tu", "ve",
    "wi", "xa", "yo", "zu"
  };

  /** Renames the sources beneath {@code sources} by the seed and compiles them into a folder. */
  static Disguise by(long seed, Path sources, Path into) throws IOException {
    List<Path> files = filesOf(sources.resolve(PACKAGE.replace('.', '/')));
    Map<String, String> names = inventNames(declaredNames(files), seed);
    Path renamed = Files.createDirectories(into.resolve("src"));
    String packageName = requireNonNull(names.get(PACKAGE));
    List<Path> written = new ArrayList<>();
    for (Path file : files) {
      String type = file.getFileName().toString().replace(".java", "");
      Path target =
          renamed.resolve(packageName.replace('.', '/')).resolve(names.get(type) + ".java");
      Files.createDirectories(target.getParent());
      written.add(Files.writeString(target, rename(Files.readString(file), names)));
    }
    Path classes = compile(written, Files.createDirectories(into.resolve("classes")));
    String classPath = classes + File.pathSeparator + ServiceProgram.libraryPath();
    String main = packageName + "." + names.get(MAIN);
    return new Disguise(new ServiceProgram(classPath, main), names);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith(PACKAGE_FILE))
          .sorted()
          .toList();
    }
  }

  /** Classes and methods, but for what libraries call by name: overrides and main. */
  private static Set<String> declaredNames(List<Path> files) throws IOException {
    Set<String> declared = new TreeSet<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Declarations(), declared);
      }
    }
    return declared;
  }

  private static Map<String, String> inventNames(Set<String> declared, long seed) {
    Random random = new Random(seed);
    Set<String> taken = new HashSet<>();
    Map<String, String> names = new TreeMap<>();
    for (String name : declared) {
      String word = word(random, taken);
      boolean type = Character.isUpperCase(name.charAt(0));
      names.put(name, type ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
    }
    List<String> parts = new ArrayList<>();
    int depth = 1 + random.nextInt(4);
    for (int part = 0; part < depth; part++) {
      parts.add(word(random, taken));
    }
    names.put(PACKAGE, String.join(".", parts));
    return names;
  }

  private static String word(Random random, Set<String> taken) {
    StringBuilder word = new StringBuilder();
    do {
      word.setLength(0);
      int syllables = 3 + random.nextInt(3);
      for (int syllable = 0; syllable < syllables; syllable++) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
    } while (!taken.add(word.toString()));
    return word.toString();
  }

  private static String rename(String source, Map<String, String> names) {
    String moved = source.replace(PACKAGE, requireNonNull(names.get(PACKAGE)));
    return TEXT_OR_NAME
        .matcher(moved)
        .replaceAll(
            found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), found.group())));
  }

  private static Path compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    List<String> options =
        List.of(
            "-d", classes.toString(), "-cp", ServiceProgram.libraryPath(), "-proc:none", "-nowarn");
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean fine =
          compiler
              .getTask(
                  complaints,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!fine) {
        throw new IllegalStateException("the disguised service does not compile: " + complaints);
      }
    }
    return classes;
  }

  private static final class Declarations extends TreeScanner<Void, Set<String>> {
    @Override
    public Void visitClass(ClassTree type, Set<String> declared) {
      if (!type.getSimpleName().isEmpty()) {
        declared.add(type.getSimpleName().toString());
      }
      return super.visitClass(type, declared);
    }

    @Override
    public Void visitMethod(MethodTree method, Set<String> declared) {
      boolean calledByName =
          method.getReturnType() == null
              || method.getName().contentEquals("main")
              || method.getModifiers().getAnnotations().stream()
                  .anyMatch(note -> note.getAnnotationType().toString().equals("Override"));
      if (!calledByName) {
        declared.add(method.getName().toString());
      }
      return super.visitMethod(method, declared);
    }
  }
}
