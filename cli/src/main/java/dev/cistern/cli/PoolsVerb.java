package dev.cistern.cli;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.format.UnreadableException;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.model.Language;
import dev.cistern.model.LintResult;
import dev.cistern.model.SourcePool;
import dev.cistern.report.JsonReport;
import dev.cistern.report.PoolsReport;
import dev.cistern.report.Table;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import dev.cistern.report.TextReport;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the pools that are known by name. */
@Command(
    name = "pools",
    description = {
      "List the pools of a code base, or those that are known by name.",
      "With DIR: each pool of its Go and Java source, who makes, takes and gives back. Without:"
          + " the",
      "shipped catalogue, and what your own cistern.toml adds to it."
    },
    footer = {
      "",
      "Examples:",
      "  cistern pools .",
      "  cistern pools ./internal --format json",
      "  cistern pools                                    the catalogue",
      "  cistern pools --language go --format json"
    })
final class PoolsVerb extends Verb {
  private static final List<String> KEYS =
      List.of("id", "language", "type", "title", "acquire", "release", "note", "origin");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ID", Kind.NAME, 0),
          new Column("LANGUAGE", Kind.TEXT, 1),
          new Column("TYPE", Kind.NAME, 0),
          new Column("TITLE", Kind.TEXT, 2),
          new Column("ACQUIRE", Kind.NAME, 3),
          new Column("RELEASE", Kind.NAME, 4),
          new Column("NOTE", Kind.TEXT, 6),
          new Column("ORIGIN", Kind.TEXT, 5));

  @Parameters(arity = "0..*", paramLabel = "DIR", description = "Folders or files of source.")
  private List<Path> paths = List.of();

  @Option(names = "--language", description = "Only pools of this language: go or jvm.")
  private Optional<Language> language = Optional.empty();

  @Option(names = "--format", defaultValue = "text", description = "text or json.")
  private OutputFormat format = OutputFormat.TEXT;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.TEXT, OutputFormat.JSON));
    if (!paths.isEmpty()) {
      return ofSources();
    }
    List<List<String>> rows =
        Diagnosing.catalogue().pools().stream()
            .filter(pool -> language.isEmpty() || pool.language() == language.get())
            .map(PoolsVerb::row)
            .toList();
    Table table = new Table(COLUMNS, rows);
    try (Output output = open()) {
      Writer out = output.writer(format == OutputFormat.TEXT);
      switch (format) {
        case JSON -> new JsonReport().write("pools", KEYS, table, out);
        default -> new TextReport(style()).write(table, out);
      }
      out.flush();
      output.commit();
      return ExitCode.FINE;
    }
  }

  private int ofSources() throws Exception {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UnreadableException(path.toString(), 0, "a folder or file", "nothing there");
      }
    }
    try (Output output = open()) {
      LintResult result;
      try (Progress _ = reading()) {
        result = new Linter(Diagnosing.catalogue(), LintOptions.STANDARD).lint(paths);
      }
      if (result.files() == 0) {
        throw new UnreadableException(
            paths.getFirst().toString(), 0, "Go or Java source files", "none");
      }
      Writer out = output.writer(format == OutputFormat.TEXT);
      List<SourcePool> pools =
          result.pools().stream()
              .filter(pool -> language.isEmpty() || pool.language() == language.get())
              .toList();
      switch (format) {
        case JSON -> new PoolsReport().json(pools, out);
        default -> new PoolsReport().text(pools, style(), out);
      }
      out.flush();
      output.commit();
      return ExitCode.FINE;
    }
  }

  private static List<String> row(PoolEntry pool) {
    return List.of(
        pool.id(),
        pool.language().name().toLowerCase(Locale.ROOT),
        pool.type(),
        pool.title(),
        String.join(", ", pool.functions(Role.ACQUIRE)),
        String.join(", ", pool.functions(Role.RELEASE)),
        pool.note(),
        pool.origin());
  }
}
