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
  private static final byte HELPS = 1;
  private static final byte HANDLES = 2;

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
    byte[] part = parts(stacks);
    boolean[] own = new boolean[stacks.stackCount()];
    boolean handled = false;
    for (int stack = 0; stack < own.length; stack++) {
      for (int i = 0; i < stacks.depth(stack); i++) {
        int takes = part[stacks.frameAt(stack, i)];
        own[stack] |= takes != 0;
        handled |= takes == HANDLES;
      }
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

  /** What each frame does for the collection of profiles: nothing, help, or handle a request. */
  private static byte[] parts(Stacks stacks) {
    byte[] parts = new byte[stacks.frameCount()];
    for (int frame = 0; frame < parts.length; frame++) {
      String function = stacks.function(frame);
      if (function.startsWith(HANDLER)) {
        parts[frame] = HANDLES;
      } else if (HELPERS.stream().anyMatch(function::startsWith)) {
        parts[frame] = HELPS;
      }
    }
    return parts;
  }
}
