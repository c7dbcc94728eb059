package dev.cistern.cli;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.CatalogueException;
import dev.cistern.catalogue.UserFiles;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.elf.ElfVariables;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.lint.fix.Fixer;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.HeatMap;
import dev.cistern.model.LintResult;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.Variables;
import dev.cistern.report.HtmlReport;
import dev.cistern.report.JsonReport;
import dev.cistern.report.MarkdownReport;
import dev.cistern.report.TextReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the verbs that diagnose do it, with the options they share. */
final class Diagnosing {
  /** What a diagnosis can be written as. */
  static final Set<OutputFormat> FORMATS =
      Collections.unmodifiableSet(
          EnumSet.of(
              OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.HTML, OutputFormat.MARKDOWN));

  /** What {@code --fail-on} takes: a severity, or none. */
  enum FailOn {
    NONE,
    INFO,
    LOW,
    MEDIUM,
    HIGH;

    /** The exit code that something this severe asks for. */
    int code(List<Severity> severities) {
      if (this == NONE) {
        return ExitCode.FINE;
      }
      Severity least = Severity.valueOf(name());
      return severities.stream().anyMatch(severity -> severity.compareTo(least) >= 0)
          ? ExitCode.FINDINGS
          : ExitCode.FINE;
    }

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "How many requests the window served, for figures per request.")
  private Optional<Long> requests = Optional.empty();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "none",
      description = "Exit 1 on a finding this bad or worse: ${COMPLETION-CANDIDATES}.")
  private FailOn failOn = FailOn.NONE;

  @Option(
      names = "--binary",
      paramLabel = "FILE",
      description =
          "The program that wrote a Go trace, as it was built (ELF): its pools get the names of"
              + " their variables.")
  private Optional<Path> binary = Optional.empty();

  @Mixin private SourceOption source = new SourceOption();
  @Mixin private FilterOptions filters = new FilterOptions();

  private static EvidenceLoader opened(Verb verb, Sources sources)
      throws IOException, UnreadableException {
    try (Progress _ = verb.reading()) {
      return sources.openSeries();
    }
  }

  /** Diagnoses what was opened, with the user's own catalogue and limits. */
  private DiagnosisResult run(EvidenceLoader opened, Verb verb)
      throws IOException, CatalogueException, UnreadableException {
    if (requests.isPresent() && requests.get() < 1) {
      throw new UsageException("--requests: wanted 1 or more, found " + requests.get());
    }
    OptionalLong served =
        requests.isPresent() ? OptionalLong.of(requests.get()) : OptionalLong.empty();
    Catalogue catalogue = catalogue();
    Optional<SourceFiles> files = source.files();
    Optional<LintResult> lint =
        files.isPresent()
            ? Optional.of(looked(catalogue, source.folder().orElseThrow().toRealPath()))
            : Optional.empty();
    return new Diagnosis(catalogue, served, files, lint)
        .naming(variables(verb))
        .run(filters.left(opened.snapshot(), verb), Main.Version.number());
  }

  /** The variables of the program, where it was named and tells them. */
  private Variables variables(Verb verb) throws IOException, UnreadableException {
    if (binary.isEmpty()) {
      return Variables.NONE;
    }
    ElfVariables named = ElfVariables.of(binary.get());
    if (!named.lacking().isEmpty()) {
      verb.say(
          "cistern: note: %s names no variables: %s; pools are named by who uses them"
              .formatted(binary.get(), named.lacking()));
    }
    return named;
  }

  /** What lint finds in a folder, with the fixes that are safe. */
  private static LintResult looked(Catalogue catalogue, Path folder) throws IOException {
    Linter linter = new Linter(catalogue, LintOptions.of(catalogue.lint()));
    List<Path> roots = List.of(folder);
    return new Fixer(linter, roots, folder).withFixes(linter.lint(roots, folder));
  }

  /** Diagnoses, writes the result and returns the exit code. */
  int write(Verb verb, Sources sources, OutputFormat format, Output output) throws Exception {
    try (EvidenceLoader opened = opened(verb, sources)) {
      DiagnosisResult result;
      try (Progress _ = verb.reading()) {
        result = run(opened, verb);
      }
      Writer out = output.writer(format == OutputFormat.TEXT);
      switch (format) {
        case JSON -> new JsonReport().write(result, out);
        case HTML -> new HtmlReport().write(result, out);
        case MARKDOWN -> new MarkdownReport().write(result, out);
        default -> new TextReport(verb.style()).write(result, out);
      }
      out.flush();
      output.commit();
      int code = verb.warn(result.damage());
      return code == ExitCode.FINE ? code(result) : code;
    }
  }

  /** Only what was hot when; a sentence instead where the evidence does not tell. */
  List<HeatMap> heatMaps(Verb verb, Sources sources)
      throws IOException, UnreadableException, CatalogueException {
    try (EvidenceLoader opened = opened(verb, sources)) {
      DiagnosisResult result;
      try (Progress _ = verb.reading()) {
        result = run(opened, verb);
      }
      verb.warn(result.damage());
      if (result.heatMaps().isEmpty()) {
        throw new UnreadableException(
            sources.name(),
            0,
            "waits or pool events over time (a snapshot from cistern collect, a recording, a"
                + " trace)",
            "none");
      }
      return result.heatMaps();
    }
  }

  /** The exit code that the findings ask for. */
  private int code(DiagnosisResult result) {
    return failOn.code(result.findings().stream().map(Finding::severity).toList());
  }

  /** One recording, by the shipped catalogue alone. */
  static DiagnosisResult of(Path recording) throws IOException, UnreadableException {
    try (Input input = Input.of(recording)) {
      Snapshot snapshot = Snapshot.of(List.of(Formats.read(input)));
      return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
          .run(snapshot, Main.Version.number());
    }
  }

  /** What a snapshot file tells, by the shipped catalogue. */
  static DiagnosisResult ofSnapshot(Path file) throws IOException, UnreadableException {
    try (EvidenceLoader loaded = EvidenceLoader.load(file, file.toString())) {
      return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
          .run(loaded.snapshot(), Main.Version.number());
    }
  }

  /** The shipped catalogue and the user's own files. */
  static Catalogue catalogue() throws IOException, CatalogueException {
    return Catalogue.with(UserFiles.find(Path.of("").toAbsolutePath(), System.getenv()));
  }
}
