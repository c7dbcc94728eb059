package dev.cistern.analysis;

import dev.cistern.model.Finding;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.List;

/** Stacks as the steps of a finding. */
final class Paths {
  private static final int STEPS_MAX = 6;

  private Paths() {}

  /**
   * The way of the calls down to the frame at {@code index}: the nearest application frames above
   * it, outermost first, the frame itself last.
   */
  static List<Finding.Step> up(Frames frames, int stack, int index) {
    Stacks stacks = frames.stacks();
    List<Finding.Step> steps = new ArrayList<>();
    for (int i = index; i < stacks.depth(stack) && steps.size() < STEPS_MAX; i++) {
      int frame = stacks.frameAt(stack, i);
      if (i == index || !frames.isLibrary(frame)) {
        steps.addFirst(new Finding.Step(frames.place(frame), i == index ? "here" : "calls"));
      }
    }
    return steps;
  }
}
