package dev.cistern.analysis;

import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.util.List;

/**
 * Takes out of a Go profile what the making of profiles over HTTP cost itself: in a quiet service
 * that is most of what is allocated.
 */
final class Observer {
  private static final String HANDLER = "net/http/pprof.";

  /** What runs beside the handlers while they collect. */
  private static final List<String> HELPERS =
      List.of(
          "runtime/pprof.profileWriter",
          "runtime/trace.(*traceMultiplexer)",
          "runtime/trace.Start");

  private Observer() {}

  /** The profile without the samples beneath the handlers; itself where there are none. */
  static Profile without(Profile profile) {
    Stacks stacks = profile.stacks();
    boolean[] own = new boolean[stacks.stackCount()];
    boolean handled = false;
    for (int stack = 0; stack < own.length; stack++) {
      boolean handler = has(stacks, stack, List.of(HANDLER));
      handled |= handler;
      own[stack] = handler || has(stacks, stack, HELPERS);
    }
    if (!handled || profile.typeIndex("goroutine").isPresent()) {
      return profile;
    }
    Profile.Builder left =
        new Profile.Builder(profile.sampleTypes(), stacks, profile.labels(), profile.sampleCount())
            .header(profile.header());
    long[] values = new long[profile.sampleTypes().size()];
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      if (!own[profile.stackOf(sample)]) {
        for (int type = 0; type < values.length; type++) {
          values[type] = profile.value(sample, type);
        }
        left.add(profile.stackOf(sample), profile.labelsOf(sample), values);
      }
    }
    return left.build();
  }

  private static boolean has(Stacks stacks, int stack, List<String> prefixes) {
    for (int i = 0; i < stacks.depth(stack); i++) {
      String function = stacks.function(stacks.frameAt(stack, i));
      if (prefixes.stream().anyMatch(function::startsWith)) {
        return true;
      }
    }
    return false;
  }
}
