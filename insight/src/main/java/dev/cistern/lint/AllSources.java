package dev.cistern.lint;

import dev.cistern.lint.front.SourceFile;
import dev.cistern.lint.lower.GoProgram;
import dev.cistern.lint.lower.GoProgram.Unparsed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of all languages that were read. */
record AllSources(GoProgram go, JavaSources java, TextScripts scripts) {
  /** A file that was read, by its path. */
  @Nullable SourceFile file(String path) {
    SourceFile one = go.file(path);
    SourceFile other = one != null ? one : java.program().file(path);
    return other != null ? other : scripts.file(path);
  }

  List<String> filePaths() {
    List<String> all = new ArrayList<>(go.filePaths());
    all.addAll(java.program().filePaths());
    all.addAll(scripts.paths());
    return all;
  }

  /** What could not be read. */
  List<Unparsed> unparsed() {
    List<Unparsed> all = new ArrayList<>(go.unparsed());
    all.addAll(java.unparsed());
    return all;
  }
}
