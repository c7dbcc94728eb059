package dev.cistern.lint;

import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.java.JavaFile;
import dev.cistern.lint.lower.GoProgram;
import dev.cistern.lint.lower.GoProgram.Unparsed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of all languages that were read. */
record AllSources(GoProgram go, JavaSources java) {
  /** A file that was read, by its path. */
  @Nullable SourceText file(String path) {
    GoFile one = go.file(path);
    if (one != null) {
      return new SourceText.Go(one);
    }
    JavaFile other = java.program().file(path);
    return other == null ? null : new SourceText.Java(other);
  }

  List<String> filePaths() {
    List<String> all = new ArrayList<>(go.filePaths());
    all.addAll(java.program().filePaths());
    return all;
  }

  /** What could not be read. */
  List<Unparsed> unparsed() {
    List<Unparsed> all = new ArrayList<>(go.unparsed());
    all.addAll(java.unparsed());
    return all;
  }
}
