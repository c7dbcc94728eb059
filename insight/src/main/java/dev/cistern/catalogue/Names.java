package dev.cistern.catalogue;

import dev.cistern.model.Language;
import java.util.List;

/** How functions are named in stack frames. */
final class Names {
  private Names() {}

  /**
   * The full names of a function that a file names: itself if it is full already, else a method of
   * the type; a Go method may have a pointer receiver or a value.
   */
  static List<String> full(Language language, String type, String function) {
    if (function.indexOf('.') >= 0) {
      return List.of(function);
    }
    if (language != Language.GO) {
      return List.of(type + "." + function);
    }
    int dot = type.lastIndexOf('.');
    if (dot < 0) {
      return List.of(type + "." + function);
    }
    String packagePath = type.substring(0, dot);
    String simple = type.substring(dot + 1);
    return List.of(packagePath + ".(*" + simple + ")." + function, type + "." + function);
  }

  /**
   * The name under which a frame's function is looked up: without type arguments, parameters and
   * the path of a vendored copy.
   */
  static String plain(String function) {
    String name = function;
    int vendor = name.lastIndexOf("/vendor/");
    if (vendor >= 0) {
      name = name.substring(vendor + "/vendor/".length());
    }
    int bracket = name.indexOf('[');
    if (bracket >= 0) {
      int end = name.lastIndexOf(']');
      if (end > bracket) {
        name = name.substring(0, bracket) + name.substring(end + 1);
      }
    }
    if (name.endsWith(")")) {
      int open = name.lastIndexOf('(');
      if (open > 0 && name.charAt(open - 1) != '.') {
        name = name.substring(0, open);
      }
    }
    return name;
  }
}
