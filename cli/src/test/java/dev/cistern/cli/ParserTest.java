package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ParserTest {
  @Test
  void every_verb_is_known_by_its_own_name() {
    Main.commandLine("help")
        .getSubcommands()
        .forEach((name, verb) -> assertThat(verb.getCommandName()).isEqualTo(name));
  }

  @Test
  void the_parser_learns_only_of_the_verb_that_is_called() {
    assertThat(Main.commandLine("top", "x.pb.gz").getSubcommands()).containsOnlyKeys("top");
    assertThat(Main.commandLine("--version").getSubcommands()).isEmpty();
  }

  @Test
  void what_lists_or_guesses_knows_every_verb() {
    List<String> all = new ArrayList<>(Main.commandLine("--help").getSubcommands().keySet());
    assertThat(all).contains("demo", "diagnose", "info", "top", "report", "convert", "pools");
    for (String[] args : List.of(new String[0], new String[] {"tpo"}, new String[] {"--hlep"})) {
      CommandLine line = Main.commandLine(args);
      assertThat(line.getSubcommands()).containsOnlyKeys(all);
    }
  }
}
