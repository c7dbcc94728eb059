package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Language;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** A10: whether the binary runs without optimisation. */
final class OptimisedLimit implements Analysis {
  private static final int FUNCTIONS_MIN = 300;

  @Override
  public String question() {
    return "A10: Does the service run without optimisation?";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need(
            "the runtime's arguments, or a profile with inlined calls",
            "curl -o allocs.pb.gz 'http://HOST:PORT/debug/pprof/allocs'",
            "jcmd PID JFR.start duration=30s filename=recording.jfr (it has jdk.JVMInformation)",
            dossier ->
                dossier.states().stream().anyMatch(state -> !arguments(state).isEmpty())
                    || dossier.profiles().stream().anyMatch(OptimisedLimit::isLargeGo)));
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    for (RuntimeState state : dossier.states()) {
      String argument = interpreting(arguments(state));
      if (!argument.isEmpty()) {
        answers.add(
            new FindingBuilder(Rules.UNOPTIMISED, Severity.MEDIUM, EvidenceKind.EXACT)
                .title("The JVM only interprets: " + argument)
                .why(
                    "Its arguments are \"%s\": no method is ever compiled."
                        .formatted(arguments(state)))
                .mend("Take %s out of the production arguments.".formatted(argument))
                .statement(argument)
                .build());
        return;
      }
    }
    for (NamedProfile profile : dossier.profiles()) {
      if (isLargeGo(profile) && inlined(profile) == 0) {
        answers.add(
            new FindingBuilder(Rules.UNOPTIMISED, Severity.LOW, EvidenceKind.INFERRED)
                .title("The Go binary seems to be built without optimisation (-N -l)")
                .why(
                    "None of %s functions in %s is inlined into its caller; an optimised build inlines many."
                        .formatted(Amounts.count(functions(profile)), profile.name()))
                .mend("Build for production without -gcflags=-N, -l or all=-N -l.")
                .statement("inlining")
                .build());
        return;
      }
    }
  }

  private static String arguments(RuntimeState state) {
    return (state.properties().getOrDefault("jvm.args", "")
            + " "
            + state.properties().getOrDefault("jvm.flags", ""))
        .strip();
  }

  private static String interpreting(String arguments) {
    for (String argument : arguments.split("\\s+", -1)) {
      String lower = argument.toLowerCase(Locale.ROOT);
      if (lower.equals("-xint") || lower.equals("-xx:tieredstopatlevel=0")) {
        return argument;
      }
    }
    return "";
  }

  private static boolean isLargeGo(NamedProfile profile) {
    Stacks stacks = profile.profile().stacks();
    boolean ofRuntime = // other writers leave inlined calls out
        !profile.objectsAreSamples()
            && (profile.profile().typeIndex("cpu").isPresent()
                || profile.profile().typeIndex("alloc_space").isPresent());
    return ofRuntime
        && stacks.frameCount() > 0
        && stacks.language(0) == Language.GO
        && functions(profile) >= FUNCTIONS_MIN;
  }

  private static int functions(NamedProfile profile) {
    Stacks stacks = profile.profile().stacks();
    BitSet distinct = new BitSet();
    for (int frame = 0; frame < stacks.frameCount(); frame++) {
      distinct.set(stacks.functionId(frame));
    }
    return distinct.cardinality();
  }

  private static long inlined(NamedProfile profile) {
    Stacks stacks = profile.profile().stacks();
    long count = 0;
    for (int frame = 0; frame < stacks.frameCount(); frame++) {
      count += stacks.inlined(frame) ? 1 : 0;
    }
    return count;
  }
}
