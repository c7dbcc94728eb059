package dev.cistern.lint.lower;

import dev.cistern.lint.flow.Program;
import dev.cistern.lint.front.go.GoParser;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.ir.Func;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Go packages under some paths: parsed and lowered when they are asked for. */
public final class GoProgram implements Program {
  private static final long FILE_BYTES_MAX = 8L << 20;
  private final GoTree tree;
  private final GoParser parser = new GoParser();
  private final GoWorld world = new GoWorld(this::load);
  private final Map<String, FuncLowering.Lowered> lowered = new HashMap<>();
  private final Map<String, GoFile> files = new LinkedHashMap<>();
  private final List<Unparsed> unparsed = new ArrayList<>();
  private final Map<String, Set<String>> fieldFunctions = new HashMap<>();

  /** A place that could not be read as Go. */
  public record Unparsed(String file, int line, String why) {}

  public GoProgram(GoTree tree) {
    this.tree = tree;
    tree.skipped().forEach(s -> unparsed.add(new Unparsed(s.path().toString(), 0, s.why())));
  }

  GoWorld world() {
    return world;
  }

  private @Nullable GoPackage load(String path) {
    List<Path> paths = tree.files(path);
    if (paths.isEmpty()) {
      return null;
    }
    List<GoFile> parsed = new ArrayList<>();
    for (Path file : paths) {
      GoFile one = read(file);
      if (one != null) {
        parsed.add(one);
      }
    }
    return new GoPackage(path, parsed);
  }

  private @Nullable GoFile read(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        unparsed.add(new Unparsed(file.toString(), 0, "larger than 8 MB"));
        return null;
      }
      GoFile parsed = parser.parseDeclarations(file.toString(), Files.readAllBytes(file));
      files.put(parsed.path(), parsed);
      parsed.errors().stream()
          .limit(3)
          .forEach(e -> unparsed.add(new Unparsed(parsed.path(), e.line(), e.message())));
      return parsed;
    } catch (IOException e) {
      unparsed.add(new Unparsed(file.toString(), 0, "cannot be read"));
      return null;
    }
  }

  /** What could not be read. */
  public List<Unparsed> unparsed() {
    return unparsed;
  }

  /** The paths of all files that were read. */
  public List<String> filePaths() {
    return List.copyOf(files.keySet());
  }

  /** A file that was read, by its path. */
  public @Nullable GoFile file(String path) {
    return files.get(path);
  }

  /**
   * The names of all functions of a package, its variables' initial values as {@code init} apart.
   */
  public List<String> functions(String path) {
    GoPackage pkg = world.pkg(path);
    if (pkg == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < pkg.sources().size(); i++) {
      names.add(path + ".init#" + i);
    }
    pkg.functions().forEach(func -> names.add(func.name()));
    return names;
  }

  @Override
  public @Nullable Func function(String name) {
    FuncLowering.Lowered one = lowered(name);
    return one == null ? null : one.func();
  }

  /** The pools that get their factory in a function. */
  public List<PoolSite> pools(String name) {
    FuncLowering.Lowered one = lowered(name);
    return one == null ? List.of() : one.pools();
  }

  /** What was seen of a function while it was lowered. */
  public List<Note> notes(String name) {
    FuncLowering.Lowered one = lowered(name);
    return one == null ? List.of() : one.notes();
  }

  private FuncLowering.@Nullable Lowered lowered(String name) {
    FuncLowering.Lowered known = lowered.get(name);
    if (known != null) {
      return known;
    }
    FuncLowering.Lowered made = lower(name);
    if (made != null) {
      lowered.put(name, made);
    }
    return made;
  }

  private FuncLowering.@Nullable Lowered lower(String name) {
    int slash = name.lastIndexOf('/');
    int dot = name.indexOf('.', slash + 1);
    // A path may have dots after its last slash: gopkg.in/yaml.v3.Marshal.
    while (dot > 0) {
      GoPackage pkg = world.pkg(name.substring(0, dot));
      if (pkg != null) {
        return lower(pkg, name, name.substring(dot + 1));
      }
      dot = name.indexOf('.', dot + 1);
    }
    return null;
  }

  private FuncLowering.@Nullable Lowered lower(GoPackage pkg, String full, String rest) {
    if (rest.startsWith("init#")) {
      int index = Integer.parseInt(rest.substring(5));
      return FuncLowering.variables(world, pkg, pkg.sources().get(index), full);
    }
    GoFunc func = find(pkg, rest);
    if (func == null) {
      return null;
    }
    BlockStmt skipped = func.decl().body();
    GoFile file = func.source().file();
    if (skipped == null) {
      return null;
    }
    GoParser.Body body = parser.parseBody(file, func.decl());
    body.errors().stream()
        .limit(3)
        .forEach(e -> unparsed.add(new Unparsed(file.path(), e.line(), e.message())));
    return FuncLowering.lower(world, func, body.block());
  }

  /** The text of a function with its body, without lowering it; empty where it is not at hand. */
  public String text(String name) {
    int slash = name.lastIndexOf('/');
    int dot = name.indexOf('.', slash + 1);
    while (dot > 0) {
      GoPackage pkg = world.pkg(name.substring(0, dot));
      if (pkg != null) {
        GoFunc func = find(pkg, name.substring(dot + 1));
        return func == null ? "" : func.source().file().text(func.decl());
      }
      dot = name.indexOf('.', dot + 1);
    }
    return "";
  }

  private static @Nullable GoFunc find(GoPackage pkg, String rest) {
    int dot = rest.lastIndexOf('.');
    if (dot <= 0) {
      return pkg.func(rest);
    }
    String type = rest.substring(0, dot).replace("(*", "").replace(")", "");
    return pkg.method(type, rest.substring(dot + 1));
  }

  @Override
  public Set<String> fieldFunctions(String field) {
    return fieldFunctions.computeIfAbsent(field, this::findFieldFunctions);
  }

  /** Looks through the text of a field's package for what the field is set to. */
  private Set<String> findFieldFunctions(String field) {
    int dot = field.lastIndexOf('.');
    int typeDot = dot < 0 ? -1 : field.lastIndexOf('.', dot - 1);
    GoPackage pkg = typeDot < 0 ? null : world.pkg(field.substring(0, typeDot));
    if (pkg == null) {
      return Set.of();
    }
    String name = Pattern.quote(field.substring(dot + 1));
    Pattern set = Pattern.compile("\\b" + name + "(?::|\\s*=)\\s*([\\w.]+)\\s*[,\\n]");
    Set<String> found = new TreeSet<>();
    for (GoSource source : pkg.sources()) {
      Matcher matcher = set.matcher(source.file().text(0, source.file().source().length));
      while (matcher.find()) {
        String value = matcher.group(1);
        int at = value.indexOf('.');
        if (at < 0) {
          found.add(pkg.path() + "." + value);
        } else if (!source.importPath(value.substring(0, at)).isEmpty()) {
          found.add(source.importPath(value.substring(0, at)) + value.substring(at));
        }
      }
    }
    return found;
  }
}
