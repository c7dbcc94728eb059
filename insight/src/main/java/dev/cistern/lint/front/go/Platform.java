package dev.cistern.lint.front.go;

import java.util.Set;

/**
 * What a package is built for: it decides which files belong to it.
 *
 * @param os as {@code GOOS} names it
 * @param arch as {@code GOARCH} names it
 * @param cgo whether C code can be called
 * @param goMinor the newest {@code go1.N} tag that holds
 * @param tags further tags that are set, as {@code go build -tags} takes them
 */
public record Platform(String os, String arch, boolean cgo, int goMinor, Set<String> tags) {
  /** What most servers run. */
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", true, 26, Set.of());

  private static final Set<String> UNIX =
      Set.of(
          "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "hurd",
          "illumos",
          "ios",
          "linux",
          "netbsd",
          "openbsd",
          "solaris");

  private static final Set<String> OTHER_SYSTEMS =
      Set.of("js", "nacl", "plan9", "wasip1", "windows", "zos");

  private static final Set<String> ARCHITECTURES =
      Set.of(
          "386",
          "amd64",
          "amd64p32",
          "arm",
          "armbe",
          "arm64",
          "arm64be",
          "loong64",
          "mips",
          "mipsle",
          "mips64",
          "mips64le",
          "mips64p32",
          "mips64p32le",
          "ppc",
          "ppc64",
          "ppc64le",
          "riscv",
          "riscv64",
          "s390",
          "s390x",
          "sparc",
          "sparc64",
          "wasm");

  public Platform {
    tags = Set.copyOf(tags);
  }

  /** Whether a tag of a build constraint is set. */
  public boolean has(String tag) {
    return switch (tag) {
      case "cgo" -> cgo;
      case "gc" -> true;
      case "unix" -> UNIX.contains(os);
      default ->
          tag.equals(os) || tag.equals(arch) || tags.contains(tag) || isRelease(tag) || isKin(tag);
    };
  }

  /** Android is a Linux, illumos a Solaris and iOS a Darwin. */
  private boolean isKin(String tag) {
    return switch (os) {
      case "android" -> tag.equals("linux");
      case "illumos" -> tag.equals("solaris");
      case "ios" -> tag.equals("darwin");
      default -> false;
    };
  }

  private boolean isRelease(String tag) {
    if (!tag.startsWith("go1.") || tag.length() > 7) {
      return false;
    }
    int minor = 0;
    for (int i = 4; i < tag.length(); i++) {
      if (tag.charAt(i) < '0' || tag.charAt(i) > '9') {
        return false;
      }
      minor = minor * 10 + tag.charAt(i) - '0';
    }
    return minor >= 1 && minor <= goMinor;
  }

  /**
   * What a file's name says it is for: {@code "windows"}, {@code "linux arm64"}, or an empty text
   * where it says nothing.
   */
  static String namedFor(String fileName) {
    String stem =
        fileName.endsWith(".go") ? fileName.substring(0, fileName.length() - 3) : fileName;
    int dot = stem.indexOf('.');
    stem = dot < 0 ? stem : stem.substring(0, dot);
    int first = stem.indexOf('_');
    if (first < 0) {
      return "";
    }
    String[] parts = stem.substring(first + 1).split("_", -1);
    int last = parts.length - (parts[parts.length - 1].equals("test") ? 2 : 1);
    if (last < 0) {
      return "";
    }
    if (last > 0 && isSystem(parts[last - 1]) && ARCHITECTURES.contains(parts[last])) {
      return parts[last - 1] + " " + parts[last];
    }
    return isSystem(parts[last]) || ARCHITECTURES.contains(parts[last]) ? parts[last] : "";
  }

  private static boolean isSystem(String name) {
    return UNIX.contains(name) || OTHER_SYSTEMS.contains(name);
  }

  /** Whether the go command would take a file of this name. */
  boolean takes(String fileName) {
    String named = namedFor(fileName);
    for (String part : named.isEmpty() ? new String[0] : named.split(" ")) {
      if (!has(part)) {
        return false;
      }
    }
    return true;
  }
}
