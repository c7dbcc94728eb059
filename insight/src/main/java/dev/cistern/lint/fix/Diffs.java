package dev.cistern.lint.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Changes as unified diffs that {@code git apply} and {@code patch -p1} take. */
final class Diffs {
  private static final int CONTEXT = 3;

  private Diffs() {}

  /** The change of one file; both contents end with a line's end. */
  static String of(String path, byte[] before, byte[] after) {
    List<String> old = lines(before);
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + path, "b/" + path, old, DiffUtils.diff(old, lines(after)), CONTEXT);
    return unified.isEmpty() ? "" : String.join("\n", unified) + "\n";
  }

  private static List<String> lines(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    return List.of(text.substring(0, Math.max(0, text.length() - 1)).split("\n", -1));
  }
}
