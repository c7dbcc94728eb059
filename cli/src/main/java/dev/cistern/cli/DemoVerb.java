package dev.cistern.cli;

import dev.cistern.format.UnreadableException;
import dev.cistern.lab.demo.DemoException;
import dev.cistern.lab.demo.DemoFault;
import dev.cistern.lab.demo.DemoPlan;
import dev.cistern.lab.demo.DemoProgress.Stage;
import dev.cistern.lab.demo.DemoResult;
import dev.cistern.lab.demo.DemoRun;
import dev.cistern.lab.demo.GoService;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Severity;
import dev.cistern.report.HtmlReport;
import dev.cistern.report.TextReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a small sick service beside its healthy twin, records both and says what is wrong. */
@Command(
    name = "demo",
    description = {
      "Run a small sick service and its healthy twin, record both, say what is wrong.",
      "Needs nothing but the JDK (with --go, Go 1.22 or later). The findings are printed and"
          + " written as a page."
    },
    footer = {
      "",
      "Examples:",
      "  cistern demo",
      "  cistern demo --fault never-released,oversized -o two.html",
      "  cistern demo --keep .     # the recordings too, for your own tools",
      "  cistern demo --go         # a Go service, each sync.Pool Get and Put seen"
    })
final class DemoVerb extends Verb {
  private static final Path PAGE = Path.of("report.html");

  @Option(
      names = "--fault",
      split = ",",
      paramLabel = "FAULT",
      description = "The faults to plant: ${COMPLETION-CANDIDATES}. All by default.",
      completionCandidates = FaultNames.class)
  private Set<String> faults = Set.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long to record, 3 to 120 seconds; ${DEFAULT-VALUE} by default.")
  private int seconds;

  @Option(names = "--keep", paramLabel = "DIR", description = "Keep both recordings in DIR.")
  private Optional<Path> keep = Optional.empty();

  @Option(
      names = "--go",
      description =
          "A Go service instead, built with pool events and collected over HTTP; its faults are"
              + " never-put (the default) and convoy.")
  private boolean go;

  /** The names that {@code --fault} takes. */
  static final class FaultNames extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1;

    FaultNames() {
      super(Arrays.stream(DemoFault.values()).map(DemoFault::optionName).toList());
    }
  }

  @Override
  int run() throws Exception {
    if (seconds < 3 || seconds > 120) {
      throw new UsageException("--seconds: wanted 3 to 120, found " + seconds);
    }
    if (go) {
      return runGo();
    }
    Set<DemoFault> planted = planted();
    try (Output page = Output.open(Optional.of(output().orElse(PAGE)));
        Recordings recordings = recordings(".jfr")) {
      record(planted, recordings.sick(), recordings.twin());
      List<String> told =
          planted.stream()
              .map(fault -> "%-15s %s".formatted(fault.optionName(), fault.summary()))
              .toList();
      return tell(told, recordings.sick(), recordings.twin(), page);
    }
  }

  private Recordings recordings(String ending) throws IOException, Output.UnwritableException {
    return keep.isPresent() ? Recordings.in(keep.get(), ending) : Recordings.passing(ending);
  }

  private int runGo() throws Exception {
    List<String> planted =
        faults.isEmpty() ? List.of(GoService.FAULTS.getFirst()) : List.copyOf(faults);
    for (String name : planted) {
      if (!GoService.FAULTS.contains(name)) {
        throw new UsageException(
            "--fault: unknown fault '%s'; with --go there are %s"
                .formatted(name, String.join(", ", GoService.FAULTS)));
      }
    }
    try (Output page = Output.open(Optional.of(output().orElse(PAGE)));
        Recordings snapshots = recordings(".cistern")) {
      new GoDemo(this, Duration.ofSeconds(seconds))
          .collect(planted, snapshots.sick(), snapshots.twin());
      return tell(planted, snapshots.sick(), snapshots.twin(), page);
    }
  }

  /** {@code -o} names the page; the findings are told on the screen all the same. */
  @Override
  boolean toScreen() {
    return screen().outIsTerminal();
  }

  private Set<DemoFault> planted() {
    if (faults.isEmpty()) {
      return EnumSet.allOf(DemoFault.class);
    }
    Set<DemoFault> planted = EnumSet.noneOf(DemoFault.class);
    for (String name : faults) {
      planted.add(
          Arrays.stream(DemoFault.values())
              .filter(fault -> fault.optionName().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new UsageException(
                      "--fault: unknown fault '%s'; there are %s"
                          .formatted(name, String.join(", ", new FaultNames())))));
    }
    return planted;
  }

  private void record(Set<DemoFault> planted, Path sick, Path twin)
      throws DemoException, InterruptedException {
    Duration length = Duration.ofSeconds(seconds);
    say(
        "Recording a service with %d planted faults and its healthy twin for %d s …"
            .formatted(planted.size(), seconds));
    try (Progress progress = new Progress(progress());
        var runs = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<DemoResult> healthy =
          () -> DemoRun.record(DemoPlan.of(Set.of(), length), twin, (_, _) -> {});
      Future<DemoResult> second = runs.submit(healthy);
      DemoRun.record(
          DemoPlan.of(planted, length), sick, (stage, share) -> progress.at(name(stage), share));
      second.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DemoException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static String name(Stage stage) {
    return switch (stage) {
      case STARTING -> "starting  ";
      case WARMING_UP -> "warming up";
      case RECORDING -> "recording ";
      case WRITING -> "writing   ";
    };
  }

  private int tell(List<String> planted, Path sick, Path twin, Output page)
      throws IOException, UnreadableException {
    DiagnosisResult found = go ? Diagnosing.ofSnapshot(sick) : Diagnosing.of(sick);
    DiagnosisResult healthy = go ? Diagnosing.ofSnapshot(twin) : Diagnosing.of(twin);
    try (Output screen = Output.open(Optional.empty())) {
      Writer out = screen.writer(toScreen());
      new TextReport(style()).write(found, out);
      out.write("\nPlanted:\n");
      for (String fault : planted) {
        out.write("  %s%n".formatted(fault));
      }
      out.write("%nThe healthy twin under the same load: %s%n".formatted(verdict(healthy)));
      out.write("The page: %s%n".formatted(output().orElse(PAGE)));
      out.flush();
      screen.commit();
    }
    Writer html = page.writer(false);
    new HtmlReport().write(found, html);
    html.flush();
    page.commit();
    return ExitCode.FINE;
  }

  private static String verdict(DiagnosisResult twin) {
    List<Finding> faults =
        twin.findings().stream().filter(finding -> finding.severity() != Severity.INFO).toList();
    int notes = twin.findings().size() - faults.size();
    String noted = notes == 0 ? "" : ", %d note%s".formatted(notes, notes == 1 ? "" : "s");
    return faults.isEmpty()
        ? "no fault" + noted + "."
        : "%d findings, the first: %s".formatted(faults.size(), faults.getFirst().title());
  }
}
