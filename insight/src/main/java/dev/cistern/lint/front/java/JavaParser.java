package dev.cistern.lint.front.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Parses Java by the parser of the compiler that runs this: trees only, nothing is resolved and no
 * class path is looked at.
 */
public final class JavaParser {
  private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none");
  private final Consumer<Left> left;

  /** A file that was left out, and why. */
  public record Left(String path, int line, String why) {}

  /** A parser that tells what it leaves out. */
  public JavaParser(Consumer<Left> left) {
    this.left = left;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final JavaText text;

    Source(JavaText text, int index) {
      super(URI.create("memory:///f" + index + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.text();
    }

    /** Any name is right: the file's need not be its class's. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return true;
    }
  }

  /** Parses files together; what cannot be parsed is told and left out. */
  public List<JavaFile> parse(List<JavaText> texts) {
    List<JavaText> sound = new ArrayList<>();
    for (JavaText text : texts) {
      int deep = text.tooDeep();
      if (deep > 0) {
        String why = "brackets nest deeper than " + JavaText.DEPTH_MAX;
        left.accept(new Left(text.path(), deep, why));
      } else {
        sound.add(text);
      }
    }
    List<JavaFile> parsed = together(sound);
    if (parsed != null) {
      return parsed;
    }
    List<JavaFile> files = new ArrayList<>();
    for (JavaText text : sound) {
      List<JavaFile> one = together(List.of(text));
      if (one == null) {
        left.accept(new Left(text.path(), 0, "too deep or too odd for the compiler's parser"));
      } else {
        files.addAll(one);
      }
    }
    return files;
  }

  /** The files, or null where one of them broke the parser. */
  private static @Nullable List<JavaFile> together(List<JavaText> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<Source> sources = new ArrayList<>();
    for (JavaText text : texts) {
      sources.add(new Source(text, sources.size()));
    }
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(Writer.nullWriter(), null, told, OPTIONS, null, List.copyOf(sources));
    try {
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      Map<Integer, List<JavaFile.Error>> errors = errors(told);
      List<JavaFile> files = new ArrayList<>();
      for (CompilationUnitTree unit : units) {
        // The compiler wraps what it is given: only the name comes back as it was.
        JavaText text = texts.get(index(unit.getSourceFile()));
        files.add(
            new JavaFile(
                text.path(),
                text.text(),
                unit,
                positions,
                errors.getOrDefault(index(unit.getSourceFile()), List.of())));
      }
      return files;
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      return null; // told by the caller, file by file
    }
  }

  private static int index(JavaFileObject file) {
    String path = file.toUri().getPath();
    return Integer.parseInt(path, 2, path.length() - ".java".length(), 10);
  }

  private static Map<Integer, List<JavaFile.Error>> errors(
      DiagnosticCollector<JavaFileObject> told) {
    Map<Integer, List<JavaFile.Error>> errors = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> one : told.getDiagnostics()) {
      if (one.getKind() == Diagnostic.Kind.ERROR && one.getSource() != null) {
        String message = one.getMessage(Locale.ROOT).lines().findFirst().orElse("not Java");
        errors
            .computeIfAbsent(index(one.getSource()), _ -> new ArrayList<>())
            .add(new JavaFile.Error((int) Math.max(1, one.getLineNumber()), message));
      }
    }
    return errors;
  }
}
