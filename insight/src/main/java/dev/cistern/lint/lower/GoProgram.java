package dev.cistern.lint.lower;

import dev.cistern.lint.flow.Program;
import dev.cistern.lint.front.go.GoParser;
import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.rules.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The Go packages under some paths: parsed and lowered when they are asked for. Several threads may
 * ask at a time.
 */
public final class GoProgram implements Program {
  /** What sets the variables of a file is a function of this name and the file's number. */
  private static final String VARIABLES = "init#";

  private final GoParts parts;
  private final ThreadLocal<GoParser> parser = ThreadLocal.withInitial(GoParser::new);
  private final GoWorld world = new GoWorld(this::load);
  private final Map<String, Optional<FuncLowering.Lowered>> lowered = new ConcurrentHashMap<>();
  private final Map<String, GoFile> files = new ConcurrentSkipListMap<>();
  private final Set<Unparsed> unparsed = new ConcurrentSkipListSet<>();
  private final Map<String, FieldValues> fieldValues = new ConcurrentHashMap<>();

  /** A place that could not be read as Go. */
  public record Unparsed(String file, int line, String why) implements Comparable<Unparsed> {
    private static final Comparator<Unparsed> ORDER =
        Comparator.comparing(Unparsed::file)
            .thenComparing(Unparsed::line)
            .thenComparing(Unparsed::why);

    @Override
    public int compareTo(Unparsed other) {
      return ORDER.compare(this, other);
    }
  }

  public GoProgram(GoParts parts) {
    this.parts = parts;
  }

  /** Takes note of what was left out before anything was parsed. */
  public void leftOut(Path path, String why) {
    unparsed.add(new Unparsed(path.toString(), 0, why));
  }

  GoWorld world() {
    return world;
  }

  private @Nullable GoPackage load(String path) {
    GoParts.Part part = parts.find(path);
    if (part == null) {
      return null;
    }
    List<GoFile> parsed = new ArrayList<>();
    for (Path file : part.files()) {
      GoFile one = read(file);
      if (one != null) {
        parsed.add(one);
      }
    }
    return new GoPackage(path, parsed);
  }

  private @Nullable GoFile read(Path file) {
    try {
      GoFile parsed = parser.get().parseDeclarations(file.toString(), Files.readAllBytes(file));
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
    return List.copyOf(unparsed);
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
      names.add(path + "." + VARIABLES + i);
    }
    pkg.functions().forEach(func -> names.add(func.name()));
    return names;
  }

  /**
   * The functions of a package that hold a place worth a look, and those that call one of them that
   * makes something.
   */
  public List<String> glanced(GoParts.Part part) {
    GoPackage pkg = world.pkg(part.path());
    Set<String> names = new LinkedHashSet<>();
    List<String> makers = new ArrayList<>();
    for (GoFunc func : pkg == null ? List.<GoFunc>of() : pkg.functions()) {
      int[] places = part.places().get(func.source().file().path());
      FuncDecl decl = func.decl();
      if (places != null
          && Arrays.stream(places).anyMatch(at -> decl.pos() <= at && at < decl.end())) {
        names.add(func.name());
        if (Arrays.stream(places).anyMatch(at -> decl.pos() <= at && at < decl.type().end())) {
          makers.add(decl.name().name() + "(");
        }
      }
    }
    for (GoFunc func : pkg == null || makers.isEmpty() ? List.<GoFunc>of() : pkg.functions()) {
      String text = func.source().file().text(func.decl());
      if (makers.stream().anyMatch(text::contains)) {
        names.add(func.name());
      }
    }
    return List.copyOf(names);
  }

  /** Whether a function is of a package that is named {@code main}, or belongs to a command. */
  boolean isProgram(String function) {
    GoPackage pkg = owner(function);
    return pkg != null && ('/' + pkg.path()).contains("/cmd/")
        || pkg != null
            && pkg.sources().stream()
                .map(source -> source.file().head().name())
                .anyMatch(name -> name != null && name.name().equals("main"));
  }

  /** The maps of a package that live longer than a call and that nothing is removed from. */
  public List<Seen.KeptMap> keptMaps(GoParts.Part part) {
    GoPackage pkg = part.keeps() ? world.pkg(part.path()) : null;
    return pkg == null ? List.of() : KeptMaps.of(world, pkg);
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
    Optional<FuncLowering.Lowered> known = lowered.get(name);
    if (known == null) {
      // Not computed inside the map: lowering may ask for packages, which takes its time.
      known = Optional.ofNullable(lower(name));
      Optional<FuncLowering.Lowered> before = lowered.putIfAbsent(name, known);
      known = before == null ? known : before;
    }
    return known.orElse(null);
  }

  private FuncLowering.@Nullable Lowered lower(String name) {
    GoPackage pkg = owner(name);
    return pkg == null ? null : lower(pkg, name, name.substring(pkg.path().length() + 1));
  }

  /** The path of the package a function is of; empty where that is not at hand. */
  public String path(String function) {
    GoPackage pkg = owner(function);
    return pkg == null ? "" : pkg.path();
  }

  private @Nullable GoPackage owner(String name) {
    // A path may have dots after its last slash: gopkg.in/yaml.v3.Marshal.
    @Nullable String path = null;
    int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    while (dot >= 0) {
      GoParts.Part part = parts.find(name.substring(0, dot));
      path = part == null ? path : part.path();
      dot = name.indexOf('.', dot + 1);
    }
    return path == null ? null : world.pkg(path);
  }

  private FuncLowering.@Nullable Lowered lower(GoPackage pkg, String full, String rest) {
    if (rest.startsWith(VARIABLES)) {
      return FuncLowering.variables(world, pkg, source(pkg, rest), full);
    }
    GoFunc func = pkg.named(rest);
    if (func == null) {
      return null;
    }
    BlockStmt skipped = func.decl().body();
    GoFile file = func.source().file();
    if (skipped == null) {
      return null;
    }
    GoParser.Body body = parser.get().parseBody(file, func.decl());
    body.errors().stream()
        .limit(3)
        .forEach(e -> unparsed.add(new Unparsed(file.path(), e.line(), e.message())));
    return FuncLowering.lower(world, func, body.block());
  }

  /** The text of a function with its body, without lowering it; empty where it is not at hand. */
  public String text(String name) {
    GoPackage pkg = owner(name);
    GoFunc func = pkg == null ? null : pkg.named(name.substring(pkg.path().length() + 1));
    return func == null ? "" : func.source().file().text(func.decl());
  }

  /** The names that a function calls, or has in front of a brace or bracket, by their hashes. */
  public CalledNames called(String name) {
    GoPackage pkg = owner(name);
    if (pkg == null) {
      return CalledNames.NONE;
    }
    String rest = name.substring(pkg.path().length() + 1);
    CalledNames called = new CalledNames();
    if (rest.startsWith(VARIABLES)) {
      GoSource source = source(pkg, rest);
      for (GoPackage.Variable variable : source.variables()) {
        variable.spec().values().forEach(value -> called.add(source.file(), value));
      }
    } else if (pkg.named(rest) instanceof GoFunc func) {
      called.add(func.source().file(), func.decl());
    }
    return called;
  }

  private static GoSource source(GoPackage pkg, String rest) {
    return pkg.sources().get(Integer.parseInt(rest.substring(VARIABLES.length())));
  }

  @Override
  public Set<String> fieldFunctions(String field) {
    int dot = field.lastIndexOf('.');
    int typeDot = dot < 0 ? -1 : field.lastIndexOf('.', dot - 1);
    GoPackage pkg = typeDot < 0 ? null : world.pkg(field.substring(0, typeDot));
    if (pkg == null) {
      return Set.of();
    }
    return fieldValues
        .computeIfAbsent(pkg.path(), _ -> new FieldValues(pkg))
        .of(field.substring(dot + 1));
  }
}
