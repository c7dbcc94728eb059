package dev.cistern.cli;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.LintSettings;
import dev.cistern.format.UnreadableException;
import dev.cistern.lint.Changes;
import dev.cistern.lint.Expectations;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.lint.fix.Fixer;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.report.SarifReport;
import dev.cistern.report.SourceReport;
import dev.cistern.report.TextReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for pool faults in sources. */
@Command(
    name = "lint",
    description = {
      "Find pool faults in source code, with the path that leads there.",
      "Go and Java, without a build or a network. Silence a finding with //cistern:ignore POOL-03"
          + " reason.",
      "[lint] in cistern.toml switches rules off, sets severities and leaves files out."
    },
    footer = {
      "",
      "Examples:",
      "  cistern lint .",
      "  cistern lint ./internal --format sarif -o cistern.sarif",
      "  cistern lint . --baseline known.txt --fail-on medium",
      "  cistern lint . --changed-since origin/main       for a pull request",
      "  cistern lint . --diff | git apply                what can be mended safely",
      "  cistern lint . --explain-ir '(*Server).handle'"
    })
final class LintVerb extends Verb {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders or files.")
  private List<Path> paths = List.of();

  @Option(names = "--format", defaultValue = "text", description = "text, json, sarif or markdown.")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "low",
      description = "Exit 1 on a finding this bad or worse: none, info, low, medium, high.")
  private Diagnosing.FailOn failOn = Diagnosing.FailOn.LOW;

  @Option(names = "--tests", description = "Look at test files too.")
  private boolean tests;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leave out the findings whose fingerprints stand in this file.")
  private Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Write the fingerprints of what is found now.")
  private Optional<Path> writeBaseline = Optional.empty();

  @Option(
      names = "--changed-since",
      paramLabel = "REV",
      description =
          "Only findings whose place or path stands on a line changed since this git revision"
              + " parted from what is here, uncommitted changes and new files too.")
  private Optional<String> changedSince = Optional.empty();

  @Option(
      names = "--diff",
      description = "Print the changes that mend what can be mended safely, and change nothing.")
  private boolean diff;

  @Option(
      names = "--fix",
      description = "Make those changes, then look again. Changed files are replaced whole.")
  private boolean fix;

  @Option(
      names = "--explain-ir",
      paramLabel = "FUNCTION",
      description = "Print the form that rules see of a function, and look for nothing.")
  private Optional<String> explain = Optional.empty();

  @Override
  int run() throws Exception {
    checked(
        format,
        EnumSet.of(
            OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.SARIF, OutputFormat.MARKDOWN));
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UnreadableException(path.toString(), 0, "a folder or file", "nothing there");
      }
    }
    if (diff && fix) {
      throw new UsageException("wanted --diff or --fix, found both");
    }
    Catalogue catalogue = Diagnosing.catalogue();
    LintSettings lint = catalogue.lint();
    LintOptions options =
        new LintOptions(tests, lint.off(), lint.severities(), known(), lint.exclude());
    Linter linter = new Linter(catalogue, options);
    try (Output output = open()) {
      if (explain.isPresent()) {
        String form = linter.explain(paths, explain.get());
        if (form.isEmpty()) {
          throw new UsageException(
              "--explain-ir: wanted a function of these sources, found none called "
                  + explain.get());
        }
        Writer out = output.writer(false);
        out.write(form);
        out.flush();
        output.commit();
        return ExitCode.FINE;
      }
      if (writeBaseline.isEmpty()) {
        return code(look(linter, output));
      }
      try (Output list = Output.open(writeBaseline)) {
        LintResult result = look(linter, output);
        save(result, list);
        return code(result);
      }
    }
  }

  private LintResult look(Linter linter, Output output) throws Exception {
    LintResult result = lint(linter);
    if (fix) {
      say(mended(linter, result));
      result = lint(linter);
    }
    Writer out = output.writer(format == OutputFormat.TEXT);
    if (diff) {
      for (Fixer.Change change : fixer(linter).changes(result)) {
        out.write(change.diff());
      }
    } else {
      boolean shows = format == OutputFormat.JSON || format == OutputFormat.SARIF;
      write(shows ? fixer(linter).withFixes(result) : result, out);
    }
    out.flush();
    output.commit();
    return result;
  }

  private Fixer fixer(Linter linter) {
    return new Fixer(linter, paths, Linter.base(paths));
  }

  private LintResult lint(Linter linter) throws Exception {
    LintResult result;
    try (Progress _ = reading()) {
      result = linter.lint(paths);
    }
    if (result.files() == 0) {
      throw new UnreadableException(
          paths.getFirst().toString(), 0, "Go or Java source files", "none");
    }
    return changedSince.isPresent() ? changed(result, changedSince.get()) : result;
  }

  private LintResult changed(LintResult result, String revision) {
    Path base = Linter.base(paths);
    try {
      Changes changes = Changes.since(revision, base);
      return result.withFindings(
          result.findings().stream().filter(finding -> changes.touch(finding, base)).toList());
    } catch (IOException e) {
      throw new UsageException("--changed-since: " + e.getMessage());
    }
  }

  private String mended(Linter linter, LintResult result) throws IOException {
    int files = 0;
    StringBuilder left = new StringBuilder();
    for (Fixer.Change change : fixer(linter).changes(result)) {
      if (change.write()) {
        files++;
      } else {
        left.append("\ncistern: ").append(change.path()).append(": left alone, it has changed");
      }
    }
    return "cistern: mended " + files + (files == 1 ? " file" : " files") + left;
  }

  private void write(LintResult result, Writer out) throws Exception {
    SourceReport report = new SourceReport();
    switch (format) {
      case JSON -> report.json(result, out);
      case SARIF -> new SarifReport().write(result, out);
      case MARKDOWN -> report.markdown(result, out);
      default -> {
        report.text(result, style(), out);
        report.expected(Expectations.of(result, paths), style(), out);
      }
    }
    if (format != OutputFormat.TEXT && !result.unparsed().isEmpty()) {
      int count = result.unparsed().size();
      LintResult.Unparsed first = result.unparsed().getFirst();
      String where = first.file() + ":" + first.line() + ": " + first.why();
      say(
          "cistern: warning: "
              + TextReport.line(where)
              + (count > 1 ? " and " + (count - 1) + " more" : ""));
    }
  }

  private Set<String> known() throws Exception {
    if (baseline.isEmpty()) {
      return Set.of();
    }
    if (!Files.isRegularFile(baseline.get())) {
      throw new UsageException(
          "--baseline: wanted a file that --write-baseline made, found none at " + baseline.get());
    }
    Set<String> known = new HashSet<>();
    for (String line : Files.readAllLines(baseline.get())) {
      if (!line.isBlank() && !line.startsWith("#")) {
        known.add(line.split("\\s", 2)[0]);
      }
    }
    return known;
  }

  private static void save(LintResult result, Output list) throws Exception {
    Writer text = list.writer(false);
    text.write("# Findings known to cistern lint, by fingerprint.\n");
    for (Finding finding : result.findings()) {
      text.write(
          "%s %s %s\n".formatted(finding.fingerprint(), finding.rule(), finding.place().file()));
    }
    text.flush();
    list.commit();
  }

  private int code(LintResult result) {
    return failOn.code(result.findings().stream().map(Finding::severity).toList());
  }
}
