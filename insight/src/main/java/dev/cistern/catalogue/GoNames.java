package dev.cistern.catalogue;

import java.util.Set;

/** Which Go functions belong to the standard library, told by the first element of their path. */
final class GoNames {
  private static final Set<String> ROOTS =
      Set.of(
          "archive",
          "bufio",
          "bytes",
          "cmp",
          "compress",
          "container",
          "context",
          "crypto",
          "database",
          "debug",
          "embed",
          "encoding",
          "errors",
          "expvar",
          "flag",
          "fmt",
          "go",
          "hash",
          "html",
          "image",
          "index",
          "internal",
          "io",
          "iter",
          "log",
          "maps",
          "math",
          "mime",
          "net",
          "os",
          "path",
          "plugin",
          "reflect",
          "regexp",
          "runtime",
          "slices",
          "sort",
          "strconv",
          "strings",
          "structs",
          "sync",
          "syscall",
          "testing",
          "text",
          "time",
          "type",
          "unicode",
          "unique",
          "unsafe",
          "vendor",
          "weak",
          "_cgoexp",
          "runtime/cgo");

  private GoNames() {}

  static boolean isStandard(String function) {
    int end = 0;
    while (end < function.length()) {
      char c = function.charAt(end);
      if (c == '/' || c == '.' || c == ':') {
        break;
      }
      end++;
    }
    String root = function.substring(0, end);
    if (!ROOTS.contains(root)) {
      return false;
    }
    // A module may not be called "net.example/x": after a root without a slash comes a function.
    int slash = function.indexOf('/');
    return end == function.length()
        || function.charAt(end) != '.'
        || slash < 0
        || isCall(function, end);
  }

  private static boolean isCall(String function, int dot) {
    int slash = function.indexOf('/');
    int bracket = function.indexOf('(');
    return slash < dot || (bracket >= 0 && bracket < slash);
  }
}
