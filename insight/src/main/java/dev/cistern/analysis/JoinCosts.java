package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.analysis.SourceSites.Site;
import dev.cistern.analysis.SourceSites.Span;
import dev.cistern.model.Amounts;
import dev.cistern.model.Finding;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lines of a source finding cost.
 *
 * <p>A sample counts for a finding if the innermost function of the sources on its stack, that
 * which took from a pool where a pool made the object, stands in the finding's lines; if there is
 * none, if any of its frames does; if there is none either, if the innermost stands in the same
 * declaration.
 */
final class JoinCosts {
  private static final List<String> TIMES = List.of("cpu", "delay", "wall");

  /** What one profile tells of one site. */
  record Measured(
      NamedProfile source, SampleType type, long value, long total, Span lines, boolean own) {
    double share() {
      return total == 0 ? 0 : (double) value / total;
    }

    double perSecond() {
      return source.seconds() > 0 ? value / source.seconds() : 0;
    }
  }

  /** One profile's stacks as far as the sources have them. */
  private record Indexed(
      NamedProfile source, List<List<Integer>> framesOf, int[] innermost, String[] pathOf) {}

  private final SourceSites sites;
  private final List<Indexed> indexed = new ArrayList<>();

  JoinCosts(Dossier dossier, SourceSites sites) {
    this.sites = sites;
    for (NamedProfile source : dossier.profiles()) {
      indexed.add(index(source, dossier.frames(source.profile().stacks())));
    }
  }

  private Indexed index(NamedProfile source, Frames frames) {
    Stacks stacks = frames.stacks();
    String[] pathOf = new String[stacks.frameCount()];
    for (int frame = 0; frame < pathOf.length; frame++) {
      String file = stacks.strings().get(stacks.fileId(frame));
      pathOf[frame] = sites.path(file, stacks.function(frame), stacks.language(frame)).orElse("");
    }
    List<List<Integer>> framesOf = new ArrayList<>();
    int[] innermost = new int[stacks.stackCount()];
    for (int stack = 0; stack < innermost.length; stack++) {
      int from = PoolMiss.of(frames, stack).map(PoolMiss::acquireIndex).orElse(-1);
      innermost[stack] = -1;
      List<Integer> known = new ArrayList<>();
      for (int i = 0; i < stacks.depth(stack); i++) {
        int frame = stacks.frameAt(stack, i);
        if (!pathOf[frame].isEmpty()) {
          known.add(frame);
          innermost[stack] = innermost[stack] < 0 && i > from ? frame : innermost[stack];
        } else if (i > from && innermost[stack] < 0 && !frames.isLibrary(frame)) {
          innermost[stack] = frame; // code that lint has nothing to say of
        }
      }
      framesOf.add(known);
    }
    return new Indexed(source, framesOf, innermost, pathOf);
  }

  /**
   * What a site's lines cost.
   *
   * @param own whether they cost it themselves; else with all they call
   */
  record Priced(Finding.Cost cost, boolean own) {}

  /** The cost of a site's lines, empty where nothing was measured there. */
  Optional<Priced> cost(Site site) {
    Optional<Measured> bytes = best(site, List.of("alloc_space"));
    Optional<Measured> objects = best(site, List.of("alloc_objects"));
    Optional<Measured> time =
        TIMES.stream().map(type -> best(site, List.of(type))).flatMap(Optional::stream).findFirst();
    Optional<Measured> chief = bytes.or(() -> time);
    return chief.map(measured ->
        new Priced(
            new Finding.Cost(
                bytes.map(Measured::perSecond).orElse(0.0),
                objects
                    .filter(one -> !one.source().objectsAreSamples())
                    .map(Measured::perSecond)
                    .orElse(0.0),
                time.map(Measured::perSecond).orElse(0.0),
                basis(measured),
                measured.share()),
            measured.own()));
  }

  private static String basis(Measured measured) {
    Span lines = measured.lines();
    String where =
        lines.first() == lines.last()
            ? "line " + lines.first()
            : "lines " + lines.first() + " to " + lines.last();
    return "%s: %s of %s in %s of %s%s"
        .formatted(
            measured.source().basis(),
            amount(measured.type(), measured.value()),
            measured.type().type(),
            where,
            lines.path().substring(lines.path().lastIndexOf('/') + 1),
            measured.own() ? "" : " with all they call");
  }

  static String amount(SampleType type, long value) {
    return switch (type.unit()) {
      case "bytes" -> Amounts.bytes(value);
      case "nanoseconds" -> Amounts.nanos(value);
      default -> Amounts.count(value);
    };
  }

  /** The profile that has most of the first of these sample types at the site. */
  private Optional<Measured> best(Site site, List<String> types) {
    Optional<Measured> best = Optional.empty();
    for (Indexed one : indexed) {
      for (String name : types) {
        var type = one.source().profile().typeIndex(name);
        Optional<Measured> found =
            type.isPresent() ? measure(one, type.getAsInt(), site) : Optional.empty();
        if (found.isPresent() && (best.isEmpty() || rank(found.get()) > rank(best.get()))) {
          best = found;
        }
      }
    }
    return best;
  }

  private static double rank(Measured measured) {
    return (measured.own() ? 1e18 : 0) + measured.value();
  }

  private Optional<Measured> measure(Indexed one, int type, Site site) {
    Profile profile = one.source().profile();
    BitSet inOwn = frames(one, site.own(), site);
    BitSet inWhole = frames(one, site.whole(), site);
    if (inWhole.isEmpty()) {
      return Optional.empty();
    }
    long own = 0;
    long with = 0;
    long whole = 0;
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      int stack = profile.stackOf(sample);
      int innermost = one.innermost()[stack];
      long value = profile.value(sample, type);
      own += innermost >= 0 && inOwn.get(innermost) ? value : 0;
      whole += innermost >= 0 && inWhole.get(innermost) ? value : 0;
      with += one.framesOf().get(stack).stream().anyMatch(inOwn::get) ? value : 0;
    }
    SampleType of = profile.sampleTypes().get(type);
    long total = profile.total(type);
    if (own > 0) {
      return Optional.of(new Measured(one.source(), of, own, total, site.own(), true));
    }
    if (with > 0) {
      return Optional.of(new Measured(one.source(), of, with, total, site.own(), false));
    }
    return whole > 0
        ? Optional.of(new Measured(one.source(), of, whole, total, site.whole(), true))
        : Optional.empty();
  }

  private static BitSet frames(Indexed one, Span span, Site site) {
    Stacks stacks = one.source().profile().stacks();
    BitSet in = new BitSet();
    for (int frame = 0; frame < one.pathOf().length; frame++) {
      if (one.pathOf()[frame].equals(span.path())
          && span.has(stacks.line(frame))
          && FunctionNames.bears(stacks.function(frame), site.finding().place().function())) {
        in.set(frame);
      }
    }
    return in;
  }

  /** What each line of a declaration costs with all it calls, in words, by its number. */
  Map<Integer, String> lines(Site site) {
    for (Indexed one : indexed) {
      for (String name : List.of("alloc_space", "cpu", "delay")) {
        var type = one.source().profile().typeIndex(name);
        if (type.isPresent()) {
          Map<Integer, Long> sums = sums(one, type.getAsInt(), site);
          if (!sums.isEmpty()) {
            SampleType of = one.source().profile().sampleTypes().get(type.getAsInt());
            Map<Integer, String> words = new HashMap<>();
            sums.forEach((line, value) -> words.put(line, amount(of, value)));
            return words;
          }
        }
      }
    }
    return Map.of();
  }

  private static Map<Integer, Long> sums(Indexed one, int type, Site site) {
    Profile profile = one.source().profile();
    Stacks stacks = profile.stacks();
    BitSet in = frames(one, site.whole(), site);
    Map<Integer, Long> sums = new HashMap<>();
    for (int sample = 0; sample < profile.sampleCount() && !in.isEmpty(); sample++) {
      long value = profile.value(sample, type);
      one.framesOf().get(profile.stackOf(sample)).stream()
          .filter(in::get)
          .map(stacks::line)
          .distinct()
          .forEach(line -> sums.merge(line, value, Long::sum));
    }
    sums.values().removeIf(value -> value == 0);
    return sums;
  }
}
