package dev.cistern.lint.front.go;

import java.util.Locale;
import java.util.Set;

/** Tells by their names the files that say how a service is built or started. */
final class Scripts {
  private static final Set<String> NAMES =
      Set.of("makefile", "gnumakefile", "justfile", "procfile", "jenkinsfile", "earthfile");

  private static final Set<String> ENDS =
      Set.of(
          "mk",
          "sh",
          "bash",
          "yml",
          "yaml",
          "service",
          "env",
          "bat",
          "ps1",
          "gradle",
          "kts",
          "dockerfile",
          "Dockerfile");

  /** The longest of the names, with room for what distinguishes several of one kind. */
  private static final int NAME_LENGTH_MAX = 40;

  private Scripts() {}

  static boolean isScript(String name) {
    if (ENDS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return name.indexOf('.') >= 0 || name.equalsIgnoreCase("dockerfile");
    }
    if (name.length() > NAME_LENGTH_MAX || name.endsWith(".go")) {
      return false;
    }
    String plain = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(plain)
        || plain.startsWith("dockerfile")
        || plain.startsWith("containerfile");
  }
}
