package dev.cistern.lint;

import dev.cistern.lint.front.SourceFile;
import dev.cistern.lint.rules.Seen.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The build scripts and images beside the sources; those with a flag of interest are kept. */
final class TextScripts {
  private static final long BYTES_MAX = 1 << 20;
  private static final Words FLAGS =
      new Words(List.of("gcflags", "-Xint", "java.compiler", "UseCompiler", "TieredStopAtLevel"));
  private final Map<String, Text> files = new TreeMap<>();

  TextScripts(List<Path> paths) {
    paths.forEach(this::read);
  }

  private void read(Path path) {
    try {
      byte[] bytes = Files.size(path) > BYTES_MAX ? new byte[0] : Files.readAllBytes(path);
      if (FLAGS.in(bytes)) {
        String shown = path.toString();
        files.put(shown, new Text(shown, new String(bytes, StandardCharsets.UTF_8)));
      }
    } catch (IOException _) {
      // A script that cannot be read says nothing; it is no source that would be missed.
    }
  }

  /** Those that may turn something off. */
  List<Script> all() {
    List<Script> all = new ArrayList<>();
    files.forEach((path, file) -> all.add(new Script(path, file.text)));
    return all;
  }

  List<String> paths() {
    return List.copyOf(files.keySet());
  }

  @Nullable SourceFile file(String path) {
    return files.get(path);
  }

  /** A script as findings show it. */
  private static final class Text extends SourceFile {
    private final String text;

    Text(String path, String text) {
      super(path, text.length(), from -> text.indexOf('\n', from));
      this.text = text;
    }

    @Override
    public String text(int from, int to) {
      int start = Math.clamp(from, 0, text.length());
      return text.substring(start, Math.clamp(to, start, text.length()));
    }

    @Override
    public Span around(int offset) {
      return new Span(line(offset), line(offset));
    }
  }
}
