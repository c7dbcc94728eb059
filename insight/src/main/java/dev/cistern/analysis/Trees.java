package dev.cistern.analysis;

import dev.cistern.model.FlameGraph;
import dev.cistern.model.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A profile's stacks as trees from the root, one for each sample type. */
public final class Trees {
  /** So many nodes say all that a screen or a picture can show. */
  public static final int NODES_MAX = 40_000;

  private Trees() {}

  /**
   * The trees of one sample type, or of all that have values where none is named; the counts beside
   * a processor profile's time are left out.
   */
  public static List<FlameGraph> of(Profile profile, Optional<String> sampleType) {
    List<FlameGraph> trees = new ArrayList<>();
    for (int type = 0; type < profile.sampleTypes().size(); type++) {
      String name = profile.sampleTypes().get(type).type();
      boolean countsOnly = profile.sampleTypes().size() > 1 && name.equals("samples");
      boolean wanted = sampleType.isPresent() ? sampleType.get().equals(name) : !countsOnly;
      if (wanted && (profile.total(type) != 0 || sampleType.isPresent())) {
        trees.add(FlameBuilder.of(profile, type, NODES_MAX));
      }
    }
    return trees;
  }
}
