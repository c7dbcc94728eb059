package dev.cistern.analysis;

import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import java.util.ArrayList;
import java.util.List;

/** Stacks of pool operations as a finding shows them, from whoever uses the pool on. */
final class PoolPaths {
  private final Frames frames;
  private final PoolNames names;

  PoolPaths(Frames frames, PoolNames names) {
    this.frames = frames;
    this.names = names;
  }

  Place place(int stack) {
    int user = names.user(stack);
    return user < 0 ? Place.UNKNOWN : frames.place(frames.stacks().frameAt(stack, user));
  }

  /** A stack as steps, the last of which says what happens there. */
  List<Finding.Step> to(int stack, String what) {
    int user = names.user(stack);
    if (user < 0) {
      return List.of();
    }
    List<Finding.Step> steps = new ArrayList<>(Paths.up(frames, stack, user));
    steps.set(steps.size() - 1, new Finding.Step(steps.getLast().place(), what));
    return steps;
  }
}
