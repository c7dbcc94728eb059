package dev.cistern.cli;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.catalogue.Role;
import dev.cistern.model.Language;
import dev.cistern.report.JsonReport;
import dev.cistern.report.Table;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import dev.cistern.report.TextReport;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the pools that are known by name. */
@Command(
    name = "pools",
    description = {
      "List the pools that are known by name.",
      "The shipped catalogue, and what your own cistern.toml adds to it."
    },
    footer = {"", "Examples:", "  cistern pools", "  cistern pools --language go --format json"})
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

  @Option(names = "--language", description = "Only pools of this language: go or jvm.")
  private Optional<Language> language = Optional.empty();

  @Option(names = "--format", defaultValue = "text", description = "text or json.")
  private OutputFormat format = OutputFormat.TEXT;

  @Override
  int run() throws Exception {
    checked(format, EnumSet.of(OutputFormat.TEXT, OutputFormat.JSON));
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
