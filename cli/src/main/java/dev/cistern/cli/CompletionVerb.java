package dev.cistern.cli;

import java.io.Writer;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Writes the script by which a shell completes verbs, options and files. */
@Command(
    name = "generate-completion",
    description = "Write the script by which bash or zsh complete verbs, options and files.",
    footer = {
      "",
      "Examples:",
      "  source <(cistern generate-completion)                 for this shell",
      "  cistern generate-completion -o ~/.local/share/bash-completion/completions/cistern",
    })
final class CompletionVerb extends Verb {
  @Override
  int run() throws Exception {
    try (Output output = open()) {
      Writer out = output.writer(false);
      out.write(AutoComplete.bash("cistern", Main.commandLine()));
      out.write('\n');
      out.flush();
      output.commit();
      return ExitCode.FINE;
    }
  }
}
