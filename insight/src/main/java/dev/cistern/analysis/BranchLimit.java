package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Profile;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A10: whether a branch of the processor's flame graph is little but allocation. */
final class BranchLimit implements Analysis {
  private static final double BRANCH_SHARE_MIN = 0.05;
  private static final double SAMPLES_MIN = 50;
  private static final int FINDINGS_MAX = 3;

  @Override
  public String question() {
    return "A10: Is a branch of the processor's time little but allocation?";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need(
            "a processor profile that shows the allocator's frames",
            "curl -o cpu.pb.gz 'http://HOST:PORT/debug/pprof/profile?seconds=30'",
            "asprof -e cpu -d 30 -f cpu.pprof PID (JFR's samples do not show the allocator)",
            dossier ->
                dossier.profiles().stream()
                    .anyMatch(one -> cpu(one.profile()) >= 0 && showsAllocator(dossier, one))));
  }

  private static boolean showsAllocator(Dossier dossier, NamedProfile named) {
    Stacks stacks = named.profile().stacks();
    Frames frames = dossier.frames(stacks);
    for (int frame = 0; frame < stacks.frameCount(); frame++) {
      if (frames.isAllocator(frame)) {
        return true;
      }
    }
    return stacks.frameCount() > 0 && stacks.language(0) == Language.GO;
  }

  private static int cpu(Profile profile) {
    return profile.typeIndex("cpu").orElse(-1);
  }

  private static final class Branch {
    private long total;
    private long allocating;
    private long samples;
    private long largest;
    private int exampleStack;
    private int index;
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    for (NamedProfile named : dossier.profiles()) {
      int type = cpu(named.profile());
      if (type >= 0) {
        conclude(dossier, named, type, answers);
      }
    }
  }

  private static void conclude(Dossier dossier, NamedProfile named, int type, Answers answers) {
    Profile profile = named.profile();
    Frames frames = dossier.frames(profile.stacks());
    Optional<Integer> counts =
        profile.typeIndex("samples").isPresent()
            ? Optional.of(profile.typeIndex("samples").getAsInt())
            : Optional.empty();
    Map<Integer, Branch> branches = new HashMap<>();
    long total = 0;
    for (int i = 0; i < profile.sampleCount(); i++) {
      long value = profile.value(i, type);
      total += value;
      int stack = profile.stackOf(i);
      int own = frames.application(stack, 0);
      if (own < 0 || value <= 0) {
        continue;
      }
      int function = profile.stacks().functionId(profile.stacks().frameAt(stack, own));
      Branch branch = branches.computeIfAbsent(function, _ -> new Branch());
      branch.total += value;
      branch.samples += counts.isPresent() ? profile.value(i, counts.get()) : 1;
      if (allocates(frames, stack, own)) {
        branch.allocating += value;
        if (value > branch.largest) {
          branch.largest = value;
          branch.exampleStack = stack;
          branch.index = own;
        }
      }
    }
    tell(dossier, named, frames, branches, total, answers);
  }

  private static boolean allocates(Frames frames, int stack, int below) {
    for (int i = 0; i < below; i++) {
      if (frames.isAllocator(frames.stacks().frameAt(stack, i))) {
        return true;
      }
    }
    return false;
  }

  private static void tell(
      Dossier dossier,
      NamedProfile named,
      Frames frames,
      Map<Integer, Branch> branches,
      long total,
      Answers answers) {
    double limit = dossier.thresholds().allocationBranchShare();
    List<Branch> over = new ArrayList<>();
    for (Branch branch : branches.values()) {
      boolean large = branch.total >= total * BRANCH_SHARE_MIN && branch.samples >= SAMPLES_MIN;
      if (large && branch.allocating > branch.total * limit) {
        over.add(branch);
      }
    }
    over.sort(
        Comparator.comparingLong((Branch branch) -> -branch.total)
            .thenComparing(branch -> place(frames, branch).function()));
    for (Branch branch : over.subList(0, Math.min(FINDINGS_MAX, over.size()))) {
      Place place = place(frames, branch);
      double share = (double) branch.allocating / branch.total;
      answers.add(
          new FindingBuilder(Rules.ALLOCATION_BRANCH, Severity.LOW, EvidenceKind.SAMPLED)
              .title(
                  "%s of the time of %s is allocation (limit %s)"
                      .formatted(Amounts.share(share), place.function(), Amounts.share(limit)))
              .why(
                  "%s of %s below it are spent in the allocator; the branch is %s of all processor time."
                      .formatted(
                          Amounts.nanos(branch.allocating),
                          Amounts.nanos(branch.total),
                          Amounts.share((double) branch.total / total)))
              .place(place)
              .steps(Paths.up(frames, branch.exampleStack, branch.index))
              .cost(0, 0, branch.allocating, named.seconds(), "sampled processor time")
              .mend(
                  "Reuse what it allocates: a scratch value of the caller's, a pool, or one slice for all.")
              .statement("branch")
              .build());
    }
  }

  private static Place place(Frames frames, Branch branch) {
    return frames.place(frames.stacks().frameAt(branch.exampleStack, branch.index));
  }
}
