package dev.cistern.lint.rules;

import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ALLOC-02: a build script or image turns optimisation off, and not for debugging. */
final class ScriptRule extends Rule {
  /** Go's {@code -N} with or without {@code -l} among the compiler's flags. */
  private static final Pattern GO =
      Pattern.compile("gcflags[\"']?\\s*[=:,\\s]\\s*[\"']?[^\"'\\n]*?(?<![\\w-])-N\\b");

  private static final Pattern JVM =
      Pattern.compile(
          "(?<![\\w-])(-Xint|-Djava\\.compiler=NONE|-XX:-UseCompiler|-XX:TieredStopAtLevel=0)(?![\\w-])");

  /** Who debugs or tests may do without optimisation. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)debug|\\bdlv\\b|delve|\\bdbg|\\btest|[-_.]test|\\bdev\\b|[-_.]dev\\b|gdb|race|profil|bench");

  private static final Pattern TARGET = Pattern.compile("^([\\w./%$(){} -]+?)\\s*:(?![=]).*");
  private static final Pattern STAGE = Pattern.compile("(?i)^FROM\\s+.*");
  private static final Pattern FUNCTION =
      Pattern.compile("^(?:function\\s+)?([\\w-]+)\\s*(?:\\(\\))?\\s*\\{.*");

  ScriptRule() {
    super("ALLOC-02");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (Seen.Script script : seen.scripts()) {
      String name = script.path().substring(script.path().lastIndexOf('/') + 1);
      if (!OTHER.matcher(name).find()) {
        lines(script, found);
      }
    }
    return found;
  }

  private void lines(Seen.Script script, List<Found> found) {
    boolean other = false;
    boolean goesOn = false;
    int start = 0;
    String text = script.text();
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      if (!goesOn && isHead(line)) {
        other = OTHER.matcher(line).find();
      }
      goesOn = line.endsWith("\\");
      boolean speaks = line.isBlank() || isComment(line);
      if (!speaks && !other && !OTHER.matcher(line).find()) {
        told(script, start, line, found);
      }
      start = end + 1;
    }
  }

  private static boolean isComment(String line) {
    String shown = line.strip().toLowerCase(Locale.ROOT);
    return shown.startsWith("#") || shown.startsWith("//") || shown.startsWith("rem ");
  }

  /** What begins a part of a script: a target, a stage of an image, a function, a key. */
  private static boolean isHead(String line) {
    return STAGE.matcher(line).matches()
        || FUNCTION.matcher(line).matches()
        || !line.startsWith("\t") && !line.startsWith(" ") && TARGET.matcher(line).matches();
  }

  private void told(Seen.Script script, int start, String line, List<Found> found) {
    Matcher go = GO.matcher(line);
    Matcher jvm = JVM.matcher(line);
    boolean isGo = go.find();
    if (!isGo && !jvm.find()) {
      return;
    }
    String flag = isGo ? "-gcflags with -N" : jvm.group(1);
    found.add(
        new Found(
            id(),
            Severity.MEDIUM,
            flag + " turns optimisation off for what is built or run here",
            isGo
                ? "Without inlining and escape analysis' gains more is allocated, and code runs"
                    + " several times slower."
                : "Interpreted code runs ten times slower and more, and allocates what compiled"
                    + " code does not.",
            "Take the flag out, or keep it to a target of its own for debugging.",
            "",
            script.path(),
            start + (isGo ? go.start() : jvm.start()),
            List.of()));
  }
}
