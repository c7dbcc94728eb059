package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.analysis.Join.Joined;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Amounts;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Evidence;
import dev.cistern.model.Finding;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.LintResult;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Profile;
import dev.cistern.model.Snapshot;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.TaskStates;
import dev.cistern.model.Timeline;
import dev.cistern.model.Unanswered;
import dev.cistern.model.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks every question of a snapshot: one scan per timeline feeds all analyses together, those whose
 * needs are met conclude, the others are listed as unanswered.
 */
public final class Diagnosis {
  private final Catalogue catalogue;
  private final OptionalLong requests;
  private final Optional<SourceFiles> source;
  private final Optional<LintResult> lint;
  private Variables variables = Variables.NONE;

  /** With the user's catalogue and limits, and without source. */
  public Diagnosis(Catalogue catalogue, OptionalLong requests) {
    this(catalogue, requests, Optional.empty());
  }

  /**
   * With the user's catalogue and limits.
   *
   * @param requests how many requests the window served, where the user knows it
   * @param source where the lines of the listings come from, if they are wanted
   */
  public Diagnosis(Catalogue catalogue, OptionalLong requests, Optional<SourceFiles> source) {
    this(catalogue, requests, source, Optional.empty());
  }

  /**
   * With what was found in the source, which is laid over what was measured.
   *
   * @param lint with files told as {@code source} tells them
   */
  public Diagnosis(
      Catalogue catalogue,
      OptionalLong requests,
      Optional<SourceFiles> source,
      Optional<LintResult> lint) {
    this.catalogue = catalogue;
    this.requests = requests;
    this.source = source;
    this.lint = lint;
  }

  /** Names pools by the variables of the program that the evidence comes from. */
  public Diagnosis naming(Variables itsVariables) {
    variables = itsVariables;
    return this;
  }

  /** Every analysis, in the order of the questions' ids. */
  private static List<Analysis> analyses(Dossier dossier) {
    return List.of(
        new AllocationQuestion(),
        new PoolQuestion(dossier),
        new PoolLifeQuestion(),
        new HeatQuestion(dossier),
        new DeltaQuestion(),
        new FragmentationQuestion(),
        new LeakQuestion(),
        new DescriptorQuestion(),
        new SaturationQuestion(dossier),
        new OldObjectQuestion(),
        new RequestLimit(),
        new GcLimits(),
        new RunnableLimit(),
        new BranchLimit(),
        new OptimisedLimit());
  }

  /**
   * Reads all of the snapshot's evidence and answers what it can.
   *
   * @throws IOException where a timeline's file cannot be read any more
   */
  public DiagnosisResult run(Snapshot snapshot, String toolVersion) throws IOException {
    Dossier dossier = new Dossier(catalogue, requests);
    dossier.program(variables, source);
    List<Analysis> analyses = analyses(dossier);
    List<Damage> damage = new ArrayList<>(snapshot.damage());
    Optional<GcTimeline> gc = Optional.empty();
    List<TaskStates> states = new ArrayList<>();
    for (Evidence member : snapshot.members()) {
      member.state().ifPresent(dossier::add);
      if (member.profile().isPresent()) {
        dossier.add(named(member.name(), member.profile().get()));
      }
      if (member.timeline().isPresent()) {
        History history = scan(member.name(), member.timeline().get(), analyses, dossier, damage);
        gc = gc.or(history::gc);
        history.states().ifPresent(states::add);
      }
    }
    dossier.totals(snapshot.series());
    dossier.descriptors(snapshot.descriptors().values());
    dossier.taskSeries(TaskSeries.of(snapshot.members()));
    Answers answers = answer(analyses, dossier);
    List<Finding> folded = Folding.fold(answers.findings());
    Joined joined =
        source.isPresent() && lint.isPresent()
            ? Join.of(folded, lint.get(), source.get(), dossier)
            : new Joined(folded, Map.of());
    List<Unanswered> unanswered = new ArrayList<>(answers.unanswered());
    lint.flatMap(Diagnosis::unparsed).ifPresent(unanswered::add);
    return new DiagnosisResult(
        toolVersion,
        Sources.of(snapshot, dossier),
        ranked(joined.findings()),
        unanswered,
        new PoolTable(List.copyOf(answers.pools())),
        answers.allocations(),
        gc.isPresent() ? gc : GcStates.of(dossier.states()),
        Flames.of(dossier.profiles()),
        damage.stream().distinct().toList(),
        source.map(files -> SourceLines.of(dossier.profiles(), files)).orElse(List.of()),
        joined.excerpts(),
        answers.funnel(),
        List.copyOf(answers.heatMaps()),
        List.copyOf(answers.fragmentation()),
        states);
  }

  /** What lint could not read is a question of its own. */
  private static Optional<Unanswered> unparsed(LintResult lint) {
    if (lint.unparsed().isEmpty()) {
      return Optional.empty();
    }
    LintResult.Unparsed first = lint.unparsed().getFirst();
    int more = lint.unparsed().size() - 1;
    return Optional.of(
        new Unanswered(
            "Which pool faults are in source that does not parse?",
            first.file()
                + ":"
                + first.line()
                + ": "
                + first.why()
                + (more > 0 ? ", and %d more places".formatted(more) : ""),
            "cistern lint of the folder, once the files parse"));
  }

  private static Answers answer(List<Analysis> analyses, Dossier dossier) {
    Answers answers = new Answers();
    for (Analysis analysis : analyses) {
      Optional<Need> lacking =
          analysis.needs().stream().filter(need -> !need.met().test(dossier)).findFirst();
      if (lacking.isPresent()) {
        answers.add(lacking.get().unanswered(analysis.question(), dossier));
      } else {
        analysis.conclude(dossier, answers);
      }
    }
    return answers;
  }

  /** What a timeline tells over time. */
  private record History(Optional<GcTimeline> gc, Optional<TaskStates> states) {}

  private static History scan(
      String name, Timeline timeline, List<Analysis> analyses, Dossier dossier, List<Damage> damage)
      throws IOException {
    GcHistory collections = new GcHistory(timeline);
    StateHistory states = new StateHistory(timeline);
    Rollup rollup = new Rollup(timeline);
    LossWatch loss = new LossWatch(timeline);
    List<EventVisitor> visitors = new ArrayList<>();
    visitors.add(collections);
    visitors.add(states);
    visitors.add(rollup);
    visitors.add(loss);
    for (Analysis analysis : analyses) {
      visitors.addAll(analysis.visitors(timeline));
    }
    List<Counted> counted = visitors.stream().map(Counted::new).toList();
    List<Damage> found = timeline.scan(List.copyOf(counted));
    damage.addAll(found);
    boolean lost = loss.lost() || !found.isEmpty();
    Scanned scanned = Counted.sum(name, timeline, counted, lost);
    dossier.add(scanned);
    Profile profile = rollup.profile();
    if (!profile.sampleTypes().isEmpty()) {
      dossier.add(rolledUp(scanned, profile, rollup.leftOutBytes()));
    }
    return new History(
        collections.result(scanned.endNanos()), states.result(name, scanned.endNanos()));
  }

  private static NamedProfile named(String name, Profile given) {
    Profile.Header header = given.header();
    boolean byBytes =
        header.periodType().filter(period -> period.unit().equals("bytes")).isPresent();
    String basis =
        byBytes && header.period() > 1
            ? "sampled, one allocation in " + Amounts.bytes(header.period())
            : "sampled";
    Profile profile = Observer.without(given);
    String left = profile == given ? "" : ", without what the collection itself cost";
    return new NamedProfile(name, profile, header.durationNanos() / 1e9, basis + left, false);
  }

  private static NamedProfile rolledUp(Scanned scanned, Profile profile, long leftOutBytes) {
    boolean throttled = scanned.counts().getOrDefault(EventKind.ALLOCATION_SAMPLE, 0L) > 0;
    String basis =
        throttled
            ? "sampled by the recording, objects counted as sampled"
            : "sampled, one allocation a thread's buffer";
    String left =
        leftOutBytes == 0
            ? ""
            : ", without %s that threads had allocated before"
                .formatted(Amounts.bytes(leftOutBytes));
    return new NamedProfile(scanned.name(), profile, scanned.seconds(), basis + left, true);
  }

  /** The worst first, of equals the costliest. */
  static List<Finding> ranked(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(Comparator.comparingDouble(Diagnosis::bytesPerSecond).reversed())
                .thenComparing(Comparator.comparingDouble(Diagnosis::nanosPerSecond).reversed())
                .thenComparing(Comparator.comparingDouble(Diagnosis::share).reversed())
                .thenComparing(Finding::rule)
                .thenComparing(finding -> finding.place().function())
                .thenComparing(Finding::fingerprint))
        .toList();
  }

  private static double bytesPerSecond(Finding finding) {
    return finding.cost().map(Finding.Cost::bytesPerSecond).orElse(0.0);
  }

  private static double share(Finding finding) {
    return finding.cost().map(Finding.Cost::share).orElse(0.0);
  }

  private static double nanosPerSecond(Finding finding) {
    return finding.cost().map(Finding.Cost::nanosPerSecond).orElse(0.0);
  }
}
