package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.model.FlameGraph;
import dev.cistern.model.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which sample types are worth a flame graph, and how much room each gets. */
final class Flames {
  private static final int GRAPHS_MAX = 6;
  private static final int FIRST_NODES_MAX = 40_000;
  private static final int OTHER_NODES_MAX = 8_000;
  private static final List<String> TELLING =
      List.of("alloc_space", "cpu", "inuse_space", "delay", "wall", "alloc_objects");

  private Flames() {}

  static List<FlameGraph> of(List<NamedProfile> profiles) {
    List<Candidate> chosen = telling(profiles);
    List<FlameGraph> graphs = new ArrayList<>();
    for (Candidate candidate : chosen.subList(0, Math.min(GRAPHS_MAX, chosen.size()))) {
      int room = graphs.isEmpty() ? FIRST_NODES_MAX : OTHER_NODES_MAX;
      graphs.add(FlameBuilder.of(candidate.profile(), candidate.type(), room));
    }
    return graphs;
  }

  /** Each sample type with the profile that has most of it, the most telling first. */
  static List<Candidate> telling(List<NamedProfile> profiles) {
    Map<String, Candidate> byType = new LinkedHashMap<>();
    for (NamedProfile named : profiles) {
      Profile profile = named.profile();
      for (int type = 0; type < profile.sampleTypes().size(); type++) {
        Candidate candidate = new Candidate(profile, type, profile.total(type));
        boolean countsOnly = profile.sampleTypes().size() > 1 && candidate.name().equals("samples");
        if (candidate.total() > 0 && !countsOnly) {
          byType.merge(candidate.name(), candidate, (a, b) -> a.total() >= b.total() ? a : b);
        }
      }
    }
    List<Candidate> chosen = new ArrayList<>(byType.values());
    chosen.sort(Comparator.comparingInt(Candidate::rank).thenComparing(Candidate::name));
    return chosen;
  }

  /** A sample type of a profile. */
  record Candidate(Profile profile, int type, long total) {
    String name() {
      return profile.sampleTypes().get(type).type();
    }

    int rank() {
      int known = TELLING.indexOf(name());
      return known < 0 ? TELLING.size() : known;
    }
  }
}
