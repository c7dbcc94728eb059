package dev.cistern.cli;

import dev.cistern.analysis.IncompatibleProfilesException;
import dev.cistern.catalogue.CatalogueException;
import dev.cistern.collect.CollectException;
import dev.cistern.collect.overlay.OverlayException;
import dev.cistern.format.UnreadableException;
import dev.cistern.lab.demo.DemoException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one sentence on standard error and an exit code. */
final class Failures {
  private static final String REPORT =
      "cistern: this is a fault of Cistern's own: please report it with the command you ran; --debug"
          + " prints the stack";

  private Failures() {}

  /** A flag, verb or value that is not known: the nearest spelling is offered. */
  static int usage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    String verb = line.getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String found = unmatched.getUnmatched().getFirst();
      String what = found.startsWith("-") ? "option" : "verb";
      List<String> known = Nearest.known(line, found.startsWith("-"));
      String nearest =
          Nearest.to(found, known)
              .map(candidate -> "; did you mean '" + candidate + "'?")
              .orElse("; '" + verb + " --help' lists them");
      err.println(verb + ": unknown " + what + " '" + found + "'" + nearest);
    } else {
      err.println(verb + ": " + e.getMessage());
    }
    err.flush();
    return ExitCode.USAGE;
  }

  /** An exception out of a verb. */
  static int failed(Exception e, CommandLine line) {
    PrintWriter err = line.getErr();
    int code = tell(e, err);
    if (line.getCommandSpec().userObject() instanceof Verb verb && verb.debug()) {
      e.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static int tell(Exception e, PrintWriter err) {
    return switch (e) {
      case UsageException _ -> told(err, e.getMessage(), ExitCode.USAGE);
      case Output.UnwritableException _ -> told(err, e.getMessage(), ExitCode.USAGE);
      case IncompatibleProfilesException _ -> told(err, e.getMessage(), ExitCode.UNREADABLE);
      case CatalogueException _ -> told(err, e.getMessage(), ExitCode.UNREADABLE);
      case CollectException _ -> told(err, e.getMessage(), ExitCode.UNREADABLE);
      case OverlayException _ -> told(err, e.getMessage(), ExitCode.USAGE);
      case DemoException _ -> told(err, e.getMessage(), ExitCode.FAULT);
      case UnreadableException _ -> told(err, e.getMessage(), ExitCode.UNREADABLE);
      case NoSuchFileException missing ->
          told(err, missing.getFile() + ": no such file or directory", ExitCode.UNREADABLE);
      case AccessDeniedException denied ->
          told(err, denied.getFile() + ": permission denied", ExitCode.UNREADABLE);
      case FileSystemException file -> told(err, file.getMessage(), ExitCode.UNREADABLE);
      case IOException _ -> told(err, String.valueOf(e.getMessage()), ExitCode.UNREADABLE);
      default -> {
        err.println("cistern: " + e);
        err.println(REPORT);
        yield ExitCode.FAULT;
      }
    };
  }

  private static int told(
      PrintWriter err, @org.jspecify.annotations.Nullable String message, int code) {
    err.println("cistern: " + message);
    return code;
  }
}
