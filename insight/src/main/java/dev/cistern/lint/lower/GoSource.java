package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Spec.ImportSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of a package with its imports by the name they are used under. */
final class GoSource {
  private final GoFile file;
  private final Map<String, String> imports = new HashMap<>();
  private final List<GoPackage.Variable> variables = new ArrayList<>();

  GoSource(GoFile file) {
    this.file = file;
    for (ImportSpec spec : file.imports()) {
      String path = spec.importPath();
      Ident name = spec.name();
      imports.put(name == null ? defaultName(path) : name.name(), path);
    }
  }

  void add(GoPackage.Variable variable) {
    variables.add(variable);
  }

  /** The package's variables that stand in the file, in order. */
  List<GoPackage.Variable> variables() {
    return variables;
  }

  GoFile file() {
    return file;
  }

  /** The path imported under a name, or an empty text. */
  String importPath(String name) {
    return imports.getOrDefault(name, "");
  }

  /** The name a package most likely has, by its path. */
  static String defaultName(String path) {
    String[] parts = path.split("/");
    String last = parts[parts.length - 1];
    if (parts.length > 1 && last.matches("v\\d+")) {
      last = parts[parts.length - 2];
    }
    int dot = last.lastIndexOf(".v");
    if (dot > 0) {
      last = last.substring(0, dot);
    }
    if (last.startsWith("go-")) {
      last = last.substring(3);
    } else if (last.endsWith("-go") || last.endsWith(".go")) {
      last = last.substring(0, last.length() - 3);
    }
    return last.replace("-", "");
  }
}
