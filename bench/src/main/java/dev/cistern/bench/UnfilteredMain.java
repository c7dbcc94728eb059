package dev.cistern.bench;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Lints folders with and without the look at the text first, and says whether both find the same.
 */
public final class UnfilteredMain {
  private UnfilteredMain() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> folders = Arrays.stream(arguments).map(Path::of).toList();
    Linter linter = new Linter(Catalogue.shipped(), LintOptions.STANDARD);
    long start = System.nanoTime();
    LintResult filtered = linter.lint(folders);
    long middle = System.nanoTime();
    LintResult all = linter.everything().lint(folders);
    System.out.printf(
        "The look at the text first changes %s: %d findings with it (%.1f s in one process), %d"
            + " without (%.1f s).%n",
        filtered.findings().equals(all.findings()) ? "nothing" : "what is found",
        filtered.findings().size(),
        (middle - start) / 1e9,
        all.findings().size(),
        (System.nanoTime() - middle) / 1e9);
  }
}
