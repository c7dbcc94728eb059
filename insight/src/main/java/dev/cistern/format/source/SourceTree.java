package dev.cistern.format.source;

import dev.cistern.format.FolderFiles;
import dev.cistern.model.Language;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The source files below a folder, found by the end of the path that evidence names.
 *
 * <p>Evidence names files as they lay where the program was built: {@code /builds/shop/desk.go},
 * {@code example.com/shop/desk.go} (with {@code -trimpath}), {@code
 * /go/pkg/mod/example.com/pool@v1.2.0/pool.go}, or of a JVM {@code Desk.java} alone. A file fits if
 * the path's last elements equal all of its own below the folder (or the folder's own path with
 * them) or all of the path's; the versions of modules do not count. Where two fit equally well,
 * none does.
 *
 * <p>The evidence's path is only ever compared with the files that are there, never opened: {@code
 * ..} in it finds nothing, and links are not followed.
 */
public final class SourceTree implements SourceFiles {
  private static final int DEPTH_MAX = 32;
  private static final int FILES_MAX = 200_000;
  private static final int FILE_BYTES_MAX = 4 << 20;
  private static final int LINE_CHARS_MAX = 400;
  private static final Set<String> ENDINGS =
      Set.of("go", "java", "kt", "scala", "groovy", "s", "c", "cc", "cpp", "h", "rs", "py", "js");

  private final Path folder;
  private final String[] above;
  private final Map<String, List<String[]>> byName = new HashMap<>();
  private final Map<String, Optional<SourceText>> read = new HashMap<>();
  private int files;

  private SourceTree(Path folder) {
    this.folder = folder;
    this.above = elements(folder.toString());
  }

  /**
   * Lists the source files below a folder.
   *
   * @throws IOException if the folder cannot be read
   */
  public static SourceTree of(Path folder) throws IOException {
    SourceTree tree = new SourceTree(folder.toRealPath());
    tree.list();
    return tree;
  }

  private void list() throws IOException {
    FolderFiles.walk(
        folder,
        DEPTH_MAX,
        (file, attributes) -> {
          String name = file.getFileName().toString();
          if (attributes.size() <= FILE_BYTES_MAX
              && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            String[] path = elements(folder.relativize(file).toString());
            byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(path);
            files++;
          }
          return files < FILES_MAX;
        });
  }

  private static String[] elements(String path) {
    return Arrays.stream(path.replace('\\', '/').split("/+"))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toArray(String[]::new);
  }

  @Override
  public Optional<SourceText> find(String file, String function, Language language) {
    String[] wanted = wanted(file, function, language);
    if (wanted.length == 0 || Arrays.asList(wanted).contains("..")) {
      return Optional.empty();
    }
    List<String[]> named = byName.getOrDefault(wanted[wanted.length - 1], List.of());
    String[] best = new String[0];
    int bestLength = 0;
    boolean twice = false;
    for (String[] path : named) {
      int length = common(wanted, path);
      if (length >= Math.min(path.length, wanted.length)) {
        twice = length == bestLength || (twice && length < bestLength);
        best = length > bestLength ? path : best;
        bestLength = Math.max(length, bestLength);
      }
    }
    if (best.length == 0 || twice) {
      return Optional.empty();
    }
    String path = String.join("/", best);
    return read.computeIfAbsent(path, this::read)
        .filter(text -> language != Language.GO || isOfPackage(text, function));
  }

  /** A JVM tells a file's name only; its folder is the class's package. */
  private static String[] wanted(String file, String function, Language language) {
    String[] given = elements(file);
    if (language != Language.JVM || given.length != 1) {
      return given;
    }
    int method = function.lastIndexOf('.');
    int type = method < 0 ? -1 : function.lastIndexOf('.', method - 1);
    return type < 0 ? given : elements(function.substring(0, type).replace('.', '/') + "/" + file);
  }

  /** How many last elements are equal, those of the folder's own path at last. */
  private int common(String[] wanted, String[] path) {
    int length = 0;
    while (length < wanted.length && length < path.length + above.length) {
      String ours =
          length < path.length
              ? path[path.length - 1 - length]
              : above[above.length - 1 - (length - path.length)];
      if (!plain(ours).equals(plain(wanted[wanted.length - 1 - length]))) {
        break;
      }
      length++;
    }
    return length;
  }

  /** Without a module's version: {@code pool@v1.2.0}. */
  private static String plain(String element) {
    int at = element.indexOf("@v");
    return at > 0 ? element.substring(0, at) : element;
  }

  /** Whether a Go file's package clause is that of the function. */
  private static boolean isOfPackage(SourceText text, String function) {
    String path = function.substring(function.lastIndexOf('/') + 1);
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    for (String line : text.lines()) {
      if (line.startsWith("package ")) {
        String clause = line.substring("package ".length()).strip().split("[ \t/]", 2)[0];
        return clause.equals(name) || text.path().contains("/") || name.isEmpty();
      }
    }
    return false;
  }

  private Optional<SourceText> read(String path) {
    Path file = folder.resolve(path);
    try {
      if (!file.toRealPath().startsWith(folder)) {
        return Optional.empty(); // a link has come between
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(FILE_BYTES_MAX);
        List<String> lines =
            new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.length() > LINE_CHARS_MAX ? cut(line) : line)
                .toList();
        return Optional.of(new SourceText(path, lines));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String cut(String line) {
    return line.substring(0, LINE_CHARS_MAX - 1) + "…";
  }
}
