package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.GoUnit.Kind;
import dev.cistern.lint.front.go.GoUnit.Source;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folders with Go files below some roots, and the packages in them.
 *
 * <p>As the go command, it leaves out {@code testdata}, names that begin with {@code _} or a dot,
 * and does not follow links to folders; {@code vendor} is taken when asked for. Unlike it, a module
 * inside another is taken too, and files that are not built on the {@link Platform} are a unit of
 * their own ({@link Kind#APART}) instead of nothing: a fault in {@code pool_windows.go} is a fault.
 */
public final class GoFolders {
  /** Larger files are data in the shape of code. */
  static final long FILE_MAX_BYTES = 16L << 20;

  /**
   * What is looked at.
   *
   * @param vendored whether copies of other modules under {@code vendor} are taken
   * @param tests whether test files are taken
   */
  public record Options(Platform platform, boolean vendored, boolean tests) {
    public static final Options USUAL = new Options(Platform.LINUX_AMD64, false, false);
  }

  /** A folder with Go files. */
  public record Folder(Path dir, String importPath, List<Path> files) {}

  /** What is not looked at, and why. */
  public record Skipped(Path path, String why) {}

  private final Options options;
  private final Map<Path, List<Path>> files = new TreeMap<>();
  private final List<Path> scripts = new ArrayList<>();
  private final List<Skipped> skipped = Collections.synchronizedList(new ArrayList<>());
  private final ImportPaths importPaths = new ImportPaths();
  private final Map<String, Folder> byImportPath = new LinkedHashMap<>();

  private GoFolders(Options options) {
    this.options = options;
  }

  /** Walks the roots, each a folder or a file. */
  public static GoFolders under(List<Path> roots, Options options) {
    GoFolders folders = new GoFolders(options);
    for (Path root : roots) {
      folders.walk(root);
    }
    folders.files.forEach((dir, paths) -> {
      paths.sort(null);
      String importPath = folders.importPaths.of(dir);
      Folder folder = new Folder(dir, importPath, List.copyOf(paths));
      folders.byImportPath.merge(importPath, folder, GoFolders::both);
    });
    return folders;
  }

  /** Two folders that claim one import path are read as one. */
  private static Folder both(Folder one, Folder other) {
    List<Path> files = new ArrayList<>(one.files());
    files.addAll(other.files());
    return new Folder(one.dir(), one.importPath(), List.copyOf(files));
  }

  /** All folders, in the order of their paths. */
  public List<Folder> folders() {
    return List.copyOf(byImportPath.values());
  }

  /** The folder that is imported by a path. */
  public Optional<Folder> find(String importPath) {
    return Optional.ofNullable(byImportPath.get(importPath));
  }

  /** The build scripts and images that lie beside the sources. */
  public List<Path> scripts() {
    return List.copyOf(scripts);
  }

  /** What was left out so far that a reader would expect to be looked at. */
  public List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  private void skip(Path path, String why) {
    skipped.add(new Skipped(path, why));
  }

  // Folders

  private void walk(Path root) {
    if (Files.isRegularFile(root)) {
      if (Scripts.isScript(name(root))) {
        scripts.add(root);
      } else {
        add(root);
      }
      return;
    }
    try {
      Path start = root.toRealPath();
      Files.walkFileTree(start, new Walker(root, start));
    } catch (IOException e) {
      skip(root, "cannot be read: " + e.getMessage());
    }
  }

  private void add(Path file) {
    Path dir = file.toAbsolutePath().normalize().getParent();
    if (dir != null && (options.tests() || !file.toString().endsWith("_test.go"))) {
      List<Path> list = files.computeIfAbsent(dir, _ -> new ArrayList<>());
      if (!list.contains(file)) {
        list.add(file);
      }
    }
  }

  /** Visits the folders below {@code start} and names what it finds by {@code root}. */
  private final class Walker extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path start;

    Walker(Path root, Path start) {
      this.root = root;
      this.start = start;
    }

    private Path shown(Path path) {
      return root.resolve(start.relativize(path)).normalize();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      String name = name(dir);
      boolean leftOut =
          isHidden(name)
              || name.equals("testdata")
              || name.equals("node_modules")
              || name.equals("vendor") && !options.vendored();
      return leftOut && !dir.equals(start)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = name(file);
      if (name.endsWith(".go") && !isHidden(name)) {
        if (Files.isRegularFile(file)) {
          add(shown(file));
        } else if (!Files.isDirectory(file)) {
          skip(shown(file), "a link that leads nowhere, or no ordinary file");
        }
      } else if (Scripts.isScript(name) && attributes.isRegularFile()) {
        scripts.add(shown(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      skip(shown(path), "cannot be read");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
      if (e != null) {
        skip(shown(dir), "cannot be read to its end");
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".") && name.length() > 1;
  }

  // Units

  /**
   * Reads a folder's files and puts together which belong together; several threads may ask for
   * folders at a time.
   */
  public List<GoUnit> units(Folder folder) {
    Names names = new Names();
    Map<String, GoUnit> units = new LinkedHashMap<>();
    for (Path file : folder.files()) {
      read(file).ifPresent(source -> place(folder, source, names, units));
    }
    List<GoUnit> ordered = new ArrayList<>(units.values());
    ordered.sort((a, b) -> a.kind().compareTo(b.kind()));
    return ordered;
  }

  private Optional<Source> read(Path file) {
    try {
      long size = Files.size(file);
      if (size > FILE_MAX_BYTES) {
        skip(file, "wanted at most %d bytes, found %d".formatted(FILE_MAX_BYTES, size));
        return Optional.empty();
      }
      return Optional.of(new Source(file, Files.readAllBytes(file)));
    } catch (IOException e) {
      skip(file, "cannot be read");
      return Optional.empty();
    }
  }

  private void place(Folder folder, Source source, Names names, Map<String, GoUnit> units) {
    FileHead head = FileHead.of(source.bytes(), names, options.platform());
    String file = name(source.path());
    String name = head.packageName();
    boolean test = file.endsWith("_test.go");
    boolean outside = test && name.endsWith("_test");
    boolean built = head.holds() && options.platform().takes(file);
    Kind kind = test ? outside ? Kind.EXTERNAL_TEST : Kind.TEST : Kind.PACKAGE;
    String condition = built ? "" : head.condition() + ' ' + Platform.namedFor(file);
    String key = kind + " " + name + " " + condition;
    String path = outside ? folder.importPath() + "_test" : folder.importPath();
    GoUnit known = units.get(key);
    List<Source> sources = new ArrayList<>(known == null ? List.of() : known.sources());
    sources.add(source);
    units.put(key, new GoUnit(path, name, built ? kind : Kind.APART, sources));
  }
}
