package dev.cistern.lint;

import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that were changed since a revision, as git tells: between where the revision and the
 * present one parted and what lies on disk now, files that git does not know yet whole.
 *
 * <p>A finding is of the change if its place or one step of its path stands on a changed line;
 * where lines were only taken out, the lines on both sides count as changed.
 */
public final class Changes {
  private static final Pattern HUNK =
      Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@.*");
  private static final int WHOLE = Integer.MAX_VALUE;

  private record Span(int first, int last) {}

  private final Path top;
  private final Map<String, List<Span>> byFile = new HashMap<>();

  private Changes(Path top) {
    this.top = top;
  }

  /**
   * What was changed since a revision in the repository that a folder lies in.
   *
   * @throws IOException with what git said, if it is no repository or knows no such revision
   */
  public static Changes since(String revision, Path folder) throws IOException {
    if (revision.isEmpty() || revision.startsWith("-")) {
      throw new IOException("wanted a revision, found \"" + revision + "\"");
    }
    List<String> top = git(folder, "rev-parse", "--show-toplevel");
    Changes changes = new Changes(Path.of(top.getFirst()).toRealPath());
    String commit = git(folder, "rev-parse", "--verify", revision + "^{commit}").getFirst();
    String parted = git(folder, "merge-base", commit, "HEAD").getFirst();
    changes.read(
        git(
            changes.top,
            "-c",
            "core.quotepath=off",
            "diff",
            "--unified=0",
            "--no-color",
            "--no-ext-diff",
            "--no-renames",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            parted,
            "--"));
    git(changes.top, "-c", "core.quotepath=off", "ls-files", "--others", "--exclude-standard")
        .forEach(file -> changes.add(file, 1, WHOLE));
    return changes;
  }

  private void read(List<String> diff) {
    String file = "";
    for (String line : diff) {
      if (line.startsWith("+++ b/")) {
        file = line.substring("+++ b/".length());
      } else if (line.startsWith("+++ ")) {
        file = ""; // taken out
      }
      Matcher hunk = HUNK.matcher(line);
      if (!file.isEmpty() && hunk.matches()) {
        int first = Integer.parseInt(hunk.group(1));
        int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
        add(file, first, count == 0 ? first + 1 : first + count - 1);
      }
    }
  }

  private void add(String file, int first, int last) {
    byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(new Span(first, last));
  }

  /**
   * Whether a finding is of the change.
   *
   * @param base the folder that the finding's files are told from
   */
  public boolean touch(Finding finding, Path base) {
    return has(finding.place(), base)
        || finding.steps().stream().anyMatch(step -> has(step.place(), base));
  }

  private boolean has(Place place, Path base) {
    Path file = base.resolve(place.file()).toAbsolutePath().normalize();
    try {
      file = file.toRealPath();
    } catch (IOException e) {
      return false; // gone meanwhile
    }
    if (!file.startsWith(top)) {
      return false;
    }
    String name = top.relativize(file).toString().replace('\\', '/');
    return byFile.getOrDefault(name, List.of()).stream()
        .anyMatch(span -> span.first() <= place.line() && place.line() <= span.last());
  }

  private static List<String> git(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
      if (process.waitFor() != 0) {
        throw new IOException("git: " + (lines.isEmpty() ? "failed" : lines.getFirst()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
    return lines;
  }
}
