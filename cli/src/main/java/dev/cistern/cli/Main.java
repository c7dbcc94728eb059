package dev.cistern.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code cistern}: its verbs are its subcommands. */
@Command(
    name = "cistern",
    mixinStandardHelpOptions = true,
    version = "cistern 0.1.0",
    description = "Finds where object reuse goes wrong in JVM and Go services.")
public final class Main {
  private Main() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one verb and returns its exit code; prints to the process's own outputs. */
  public static int run(String... args) {
    return new CommandLine(new Main()).execute(args);
  }
}
